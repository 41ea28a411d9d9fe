import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { readBattery } from '../system/battery.ts';
import { readMemory } from '../system/memory.ts';
import { spokenBytes } from '../text/words.ts';
import { type ToolResult, type ToolSpec, toolSpec } from './tool-spec.ts';

type Topic = (signal: AbortSignal) => Promise<ToolResult>;

/** `home` is the folder whose disk is looked at. */
export function getSystemInfoTool(home: string): ToolSpec {
  const topics: Readonly<Record<'battery' | 'disk' | 'memory', Topic>> = {
    battery: batteryInfo,
    disk: () => diskInfo(home),
    memory: memoryInfo,
  };
  return toolSpec({
    name: 'get_system_info',
    label: 'Look at the computer',
    description: "Tells the state of this computer's battery, disk or memory.",
    risk: 'low',
    acts: false,
    parameters: z.strictObject({ topic: z.enum(['battery', 'disk', 'memory', 'all']) }),
    plan: ({ topic }) => ({
      async run(signal) {
        if (topic !== 'all') return topics[topic](signal);
        const results = await Promise.all(Object.values(topics).map((ask) => ask(signal)));
        const speech = results.map((result) => result.speech).join(' ');
        return Object.assign({}, ...results, { speech }) as ToolResult;
      },
    }),
  });
}

async function batteryInfo(signal: AbortSignal): Promise<ToolResult> {
  const battery = await readBattery(signal);
  if (battery === undefined) return { speech: 'This computer has no battery.', battery: null };
  const state = battery.charging ? 'and plugged in' : 'and not charging';
  return { speech: `The battery is at ${battery.percent} percent ${state}.`, battery };
}

async function diskInfo(home: string): Promise<ToolResult> {
  const { bavail, blocks, bsize } = await statfs(home);
  const disk = { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  const speech = `${spokenBytes(disk.freeBytes)} of ${spokenBytes(disk.totalBytes)} are free on the disk.`;
  return { speech, disk };
}

async function memoryInfo(): Promise<ToolResult> {
  const memory = await readMemory();
  const speech = `${spokenBytes(memory.freeBytes)} of ${spokenBytes(memory.totalBytes)} of memory are free.`;
  return { speech, memory };
}
