import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openFacts } from '#core/facts/facts.ts';
import { createFileSearch } from '#core/files/file-search.ts';
import { openJournal } from '#core/storage/journal.ts';
import { openTimers, type Timers } from '#core/timers/timers.ts';
import { createTools } from '#core/tools/catalog.ts';
import { createToolGuard } from '#core/tools/guarded-tool.ts';
import { RealtimeAgent, type RealtimeTool, type ToolContext } from '#realtime/index.ts';
import { createFakePorts, type FakePorts } from '../../support/fake-ports.ts';

type CallResult = {
  readonly asked: boolean;
  readonly speech: string;
  readonly [field: string]: unknown;
};

/** All tools behind their guard, over fake ports and real folders. */
export type ToolBench = {
  readonly ports: FakePorts;
  readonly timers: Timers;
  readonly documents: string;
  readonly tools: readonly RealtimeTool[];
  /** Calls a tool as the session does: arguments as JSON, the question first. `yes` is the person's answer. */
  call(name: string, args?: unknown, yes?: boolean): Promise<CallResult>;
  /** What stands before a yes: the question and exactly what would be done. */
  questionOf(
    name: string,
    args: unknown,
  ): Promise<{ question?: string | undefined; detail?: string | undefined }>;
  journal(): Promise<readonly Record<string, unknown>[]>;
};

export async function openToolBench(): Promise<ToolBench> {
  const ports = createFakePorts();
  onTestFinished(() => ports.dispose());
  const { data, home } = ports.folders;
  const documents = join(home, 'Documents');
  for (const folder of [data, documents]) mkdirSync(folder, { recursive: true });
  const onProblem = (problem: Error): void => {
    throw problem;
  };
  const { clock } = ports;
  const timers = await openTimers({ path: join(data, 'timers.json'), clock, onProblem });
  onTestFinished(() => timers.close());
  const facts = await openFacts({ path: join(data, 'facts.json'), clock, onProblem });
  const journal = await openJournal({ path: join(data, 'journal.jsonl'), clock, onProblem });
  const guard = createToolGuard({ journal, clock, log: ports.log });
  const fileSearch = createFileSearch();
  onTestFinished(() => fileSearch.close());
  const { find } = fileSearch;
  const fileScope = () => ({ allowedFolders: ['~/Documents'], folders: ports.folders, find });
  const tools = createTools({ ...ports, timers, facts, home, fileScope }).map(guard.guard);
  let calls = 0;
  const prepare = (name: string, args: unknown) => {
    calls += 1;
    const found = tools.find((tool) => tool.name === name);
    if (found === undefined) throw new Error(`no tool ${name}`);
    return {
      tool: found,
      args: found.parseArguments(JSON.stringify(args)),
      context: contextOf(`call-${calls}`),
    };
  };
  return {
    ports,
    timers,
    documents,
    tools,
    async call(name, input = {}, yes = true) {
      const { tool, args, context } = prepare(name, input);
      const asked = await tool.needsApproval(args, context);
      if (asked && !yes) return { asked, speech: '' };
      try {
        return { asked, ...((await tool.execute(args, context)) as { speech: string }) };
      } catch (error) {
        return { asked, ...(JSON.parse(tool.errorText(error)) as { speech: string }) };
      }
    },
    async questionOf(name, input) {
      const { tool, args, context } = prepare(name, input);
      await tool.needsApproval(args, context);
      return guard.planOf(context.callId) ?? {};
    },
    async journal() {
      const text = await readFile(join(data, 'journal.jsonl'), 'utf8').catch(() => '');
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    },
  };
}

function contextOf(callId: string): ToolContext {
  return {
    context: undefined,
    agent: new RealtimeAgent({ name: 'Hark' }),
    callId,
    signal: new AbortController().signal,
    progress() {},
  };
}
