import type { ErrorData, ErrorReason } from '#shared/base/errors.ts';
import type { AssistantState, BridgeEvent, Notice } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import type { HostPort, LogPort } from '../ports.ts';

/** Messages of these are a server's or about what was entered: they may hold what somebody said. */
const QUOTING: readonly ErrorReason[] = ['server', 'model', 'invalid_input'];

type Followers = {
  readonly [Type in BridgeEvent['type']]?: (event: Extract<BridgeEvent, { type: Type }>) => void;
};

/** One line for each change in the app's life, from what pages are told. Returns what ends it, with a last line. */
export function logLife(store: AppStore, log: LogPort, { version }: Pick<HostPort, 'version'>): () => void {
  const { platform, arch, versions } = process;
  const { node, electron } = versions;
  log.info(`Hark ${version} starts`, { platform, arch, node, electron });
  const told = new Map<BridgeEvent['type'], string>();
  /** Pages are told of more than what is new here. */
  const tellNew = (type: BridgeEvent['type'], value: string, tell: (value: string) => void): void => {
    if (told.get(type) === value) return;
    told.set(type, value);
    tell(value);
  };
  const tellNotice = (notice: Notice | undefined): void => {
    if (notice === undefined) return;
    tellNew('notices', notice.id, () =>
      log.warn('The person was told of a problem', problemOf(notice.error)),
    );
  };
  const followers: Followers = {
    assistant: ({ state }) => tellNew('assistant', connectionOf(state), () => tellConnection(log, state)),
    notices: ({ notices }) => tellNotice(notices.at(-1)),
    endpoint: ({ endpoint }) =>
      tellNew('endpoint', endpoint.provider, (id) => log.info(`Who answers: ${id}`)),
    hotkeys: ({ hotkeys }) =>
      tellNew('hotkeys', hotkeys.actions.talk.provider, (id) => log.info(`Who hears the talk key: ${id}`)),
    switches: ({ handsFree, muted }) => log.info('Switches', { handsFree, muted }),
  };
  const follow = <Type extends BridgeEvent['type']>(event: Extract<BridgeEvent, { type: Type }>): void =>
    followers[event.type as Type]?.(event);
  const unsubscribe = store.subscribe(follow);
  return () => {
    unsubscribe();
    log.info('Hark ends');
  };
}

function connectionOf({ kind }: AssistantState): string {
  return ['off', 'connecting', 'reconnecting', 'error'].includes(kind) ? kind : 'connected';
}

function tellConnection(log: LogPort, state: AssistantState): void {
  if (state.kind === 'error') log.error('No connection', problemOf(state.error));
  else if (state.kind === 'reconnecting') log.warn('The connection was lost and is brought back');
  else log.info(`The connection is now: ${connectionOf(state)}`);
}

/** A problem without what it may quote. */
function problemOf({ reason, message }: ErrorData): object {
  return QUOTING.includes(reason) ? { reason } : { reason, message };
}
