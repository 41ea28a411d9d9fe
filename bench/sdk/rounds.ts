import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClientName, SubjectName } from './subject.ts';
import type { WorkloadName } from './workloads.ts';

/** All figures of a workload, per client. */
export type Figures<Name extends string = SubjectName> = Readonly<Record<Name, readonly number[]>>;

/** How to start a client: as which, and with what options of Node. */
export type Client = { readonly as: ClientName; readonly options?: readonly string[] };

export type Runs<Name extends string> = {
  readonly workload: WorkloadName;
  readonly clients: Readonly<Record<Name, Client>>;
  readonly rounds: number;
};

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export type Server = { readonly url: string; close(): void };

/** Starts the server in a process of its own. */
export async function startServer(): Promise<Server> {
  const child = fork(script('server.ts'));
  const port = await reply<number>(child);
  return { url: `ws://127.0.0.1:${port}/v1/realtime`, close: () => child.disconnect() };
}

/** Runs a workload `rounds` times for each client in turn, each in a fresh process, so that a busy moment meets all alike. */
export async function runWorkload<Name extends string>(
  server: Server,
  { workload, clients, rounds }: Runs<Name>,
): Promise<Figures<Name>> {
  const entries = Object.entries(clients) as [Name, Client][];
  const figures = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { as, options = [] }] of entries) {
      const child = fork(script('client.ts'), [as, workload, server.url], {
        execArgv: ['--expose-gc', ...options],
      });
      figures[name].push(...(await reply<readonly number[]>(child)));
    }
  }
  return figures;
}

/** The one thing a child has to say. */
export async function reply<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the bench ended with code ${code} and no figures.`);
  });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  ended.catch(() => {});
  return message;
}
