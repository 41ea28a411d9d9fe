import type { Reply, RequestName, RequestPayload } from '#shared/bridge/requests.ts';
import type { BridgeHandler } from '../bridge/bridge-handler.ts';
import { PTT_COMMANDS, type PttCommand } from './control-messages.ts';

type PttRequest = {
  readonly [K in RequestName]: { readonly name: K; readonly payload: RequestPayload<K> };
}[RequestName];

const REQUESTS: Readonly<Record<PttCommand, PttRequest>> = {
  down: { name: 'talk.key', payload: { key: 'command', edge: 'down' } },
  up: { name: 'talk.key', payload: { key: 'command', edge: 'up' } },
  toggle: { name: 'talk.toggle', payload: {} },
  cancel: { name: 'talk.cancel', payload: {} },
  status: { name: 'snapshot.get', payload: {} },
};

/** Does what another program says about talking. */
export function runPtt(bridge: Pick<BridgeHandler, 'request'>, command: PttCommand): Promise<Reply<unknown>> {
  const { name, payload } = REQUESTS[command];
  return bridge.request(name, payload);
}

/** The command in `--ptt <command>` or `--ptt=<command>` of a second instance's command line. */
export function pttOf(argv: readonly string[]): PttCommand | undefined {
  const at = argv.findIndex((entry) => entry === '--ptt' || entry.startsWith('--ptt='));
  const given = argv[at] === '--ptt' ? argv[at + 1] : argv[at]?.slice('--ptt='.length);
  return PTT_COMMANDS.find((command) => at !== -1 && command === given);
}
