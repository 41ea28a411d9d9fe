import type { ErrorReason } from '#shared/base/errors.ts';
import type { BridgeEvent, HotkeyView, Notice } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import type { HostPort, LogPort } from '../ports.ts';

/** Messages of these are a server's or about what was entered: they may hold what somebody said. */
const QUOTING: readonly ErrorReason[] = ['server', 'model', 'invalid_input'];

/** One line for each change in the app's life, from what pages are told. Returns what ends it, with a last line. */
export function logLife(store: AppStore, log: LogPort, { version }: Pick<HostPort, 'version'>): () => void {
  const { platform, arch, versions } = process;
  const { node, electron } = versions;
  log.info(`Hark ${version} starts`, { platform, arch, node, electron });
  let connection = '';
  let newestNotice: string | undefined;
  let talkKeyBy = 'none';
  const tellConnection = (event: Extract<BridgeEvent, { type: 'assistant' }>): void => {
    const { kind } = event.state;
    const isConnected = !['off', 'connecting', 'reconnecting', 'error'].includes(kind);
    const shown = isConnected ? 'connected' : kind;
    if (shown === connection) return;
    connection = shown;
    if (event.state.kind === 'error') {
      const { reason, message } = event.state.error;
      log.error('No connection', quotes(reason) ? { reason } : { reason, message });
    } else if (kind === 'reconnecting') log.warn('The connection was lost and is brought back');
    else log.info(`The connection is now: ${shown}`);
  };
  const tellNotices = (notices: readonly Notice[]): void => {
    const newest = notices.at(-1);
    if (newest === undefined || newest.id === newestNotice) return;
    newestNotice = newest.id;
    const { reason, message } = newest.error;
    log.warn('The person was told of a problem', quotes(reason) ? { reason } : { reason, message });
  };
  const tellTalkKey = ({ provider }: HotkeyView): void => {
    if (provider !== talkKeyBy) log.info('Who hears the talk key', { provider });
    talkKeyBy = provider;
  };
  const unsubscribe = store.subscribe((event) => {
    if (event.type === 'assistant') tellConnection(event);
    if (event.type === 'notices') tellNotices(event.notices);
    if (event.type === 'endpoint') log.info('Who answers', { provider: event.endpoint.provider });
    if (event.type === 'hotkeys') tellTalkKey(event.hotkeys.actions.talk);
    if (event.type === 'switches') log.info('Switches', { handsFree: event.handsFree, muted: event.muted });
  });
  return () => {
    unsubscribe();
    log.info('Hark ends');
  };
}

const quotes = (reason: ErrorReason): boolean => QUOTING.includes(reason);
