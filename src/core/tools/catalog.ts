import type { Clock } from '#shared/base/clock.ts';
import type { Facts } from '../facts/facts.ts';
import type { FileScope } from '../files/named-file.ts';
import type { Ports } from '../ports.ts';
import type { Timers } from '../timers/timers.ts';
import { calculateTool } from './calculate.ts';
import { cancelTimerTool } from './cancel-timer.ts';
import { findFilesTool } from './find-files.ts';
import { getCurrentTimeTool } from './get-current-time.ts';
import { getDateTool } from './get-date.ts';
import { getSystemInfoTool } from './get-system-info.ts';
import { listTimersTool } from './list-timers.ts';
import { openTargetTool } from './open-target.ts';
import { readClipboardTool } from './read-clipboard.ts';
import { readFileTool } from './read-file.ts';
import { recallFactsTool } from './recall-facts.ts';
import { rememberFactTool } from './remember-fact.ts';
import { setTimerTool } from './set-timer.ts';
import type { ToolSpec } from './tool-spec.ts';
import { writeClipboardTool } from './write-clipboard.ts';

export type ToolServices = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly facts: Facts;
  readonly clipboard: Ports['clipboard'];
  readonly open: Ports['open'];
  readonly home: string;
  /** What file tools may look into, as the settings say now. */
  readonly fileScope: () => FileScope;
};

/** Every tool Hark has. */
export function createTools(services: ToolServices): readonly ToolSpec[] {
  const { clock, timers, facts, clipboard, open, home, fileScope } = services;
  return [
    getCurrentTimeTool(clock),
    getDateTool(clock),
    setTimerTool(timers),
    listTimersTool(timers, clock),
    cancelTimerTool(timers),
    rememberFactTool(facts),
    recallFactsTool(facts),
    openTargetTool(open, fileScope),
    findFilesTool(fileScope),
    readFileTool(fileScope),
    readClipboardTool(clipboard),
    writeClipboardTool(clipboard),
    getSystemInfoTool(home),
    calculateTool(),
  ];
}
