import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { LogPort } from '#core/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import { IPC } from '#shared/bridge/ipc.ts';
import {
  createRateLimit,
  PAGE_REQUESTS,
  type RateLimit,
  TOO_MANY_REQUESTS,
} from '#shared/bridge/rate-limit.ts';
import type { Reply, RequestName } from '#shared/bridge/requests.ts';
import { isAppUrl } from './app-url.ts';
import type { PageRole, PageRoles } from './page-roles.ts';

/** The part of a WebContents that is used. */
export type IpcPage = {
  readonly id: number;
  send(channel: string, ...args: unknown[]): void;
  isDestroyed(): boolean;
  once(event: 'destroyed', listener: () => void): unknown;
};

/** The part of an IPC event that is used; the frame is null when it is gone. */
export type IpcSender = {
  readonly sender: IpcPage;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
};

export type IpcGateParts<Page extends IpcPage> = {
  readonly roles: PageRoles;
  readonly bridge: BridgeHandler;
  readonly clock: Clock;
  readonly log: LogPort;
  /** The HUD has loaded and listens: it gets its audio ports now, and again after each reload. */
  readonly onAudioPage: (page: Page) => void;
};

/** What pages send goes through here: sender, role and rate are checked, then core checks name and payload. */
export type IpcGate<Page extends IpcPage = IpcPage> = {
  request(event: IpcSender, args: readonly unknown[]): Promise<Reply<unknown>>;
  subscribe(event: IpcSender & { readonly sender: Page }): void;
};

/** What only the page that owns the audio can know. */
const AUDIO_REPORTS: readonly RequestName[] = [
  'microphone.found',
  'microphone.opened',
  'microphone.failed',
  'audio.restarted',
];
/** What only the main process knows. */
const HOST_REPORTS: readonly RequestName[] = ['microphone.access'];
/** The HUD has three buttons: it needs little, and the rest is not for it. */
const HUD_REQUESTS: readonly RequestName[] = [
  'snapshot.get',
  'talk.key',
  'talk.toggle',
  'talk.cancel',
  'speech.stop',
  'mute.set',
  'microphone.release',
  'connection.retry',
  'notice.dismiss',
  ...AUDIO_REPORTS,
];

const REFUSED: Reply<never> = {
  ok: false,
  error: { reason: 'denied', message: 'This page may not ask that.' },
};

export function createIpcGate<Page extends IpcPage>(parts: IpcGateParts<Page>): IpcGate<Page> {
  const { roles, bridge, clock, log, onAudioPage } = parts;
  const limits = new Map<number, RateLimit>();
  const subscriptions = new Map<number, () => void>();

  const limitOf = ({ id }: IpcPage): RateLimit => {
    const known = limits.get(id) ?? createRateLimit(clock, PAGE_REQUESTS);
    limits.set(id, known);
    return known;
  };
  const trustedRole = ({ sender, senderFrame }: IpcSender): PageRole | undefined => {
    const ours = senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
    return ours ? roles.of(sender) : undefined;
  };
  return {
    async request(event, args) {
      const role = trustedRole(event);
      if (role === undefined || args.length !== 2 || !mayAsk(role, args[0])) {
        log.warn('A page asked for something it may not', { role: role ?? 'stranger' });
        return REFUSED;
      }
      return limitOf(event.sender).take() ? bridge.request(args[0], args[1]) : TOO_MANY_REQUESTS;
    },
    subscribe(event) {
      const { sender } = event;
      const role = trustedRole(event);
      if (role === undefined || !limitOf(sender).take()) return;
      const before = subscriptions.get(sender.id);
      before?.();
      if (before === undefined) sender.once('destroyed', () => subscriptions.get(sender.id)?.());
      const unsubscribe = bridge.subscribe((change) => {
        if (!sender.isDestroyed()) sender.send(IPC.event, change);
      });
      subscriptions.set(sender.id, unsubscribe);
      if (role === 'hud') onAudioPage(sender);
    },
  };
}

/** The name is unchecked: one that does not exist is core's to refuse. */
function mayAsk(role: PageRole, name: unknown): boolean {
  const isIn = (names: readonly unknown[]): boolean => names.includes(name);
  return role === 'hud' ? isIn(HUD_REQUESTS) : !isIn([...AUDIO_REPORTS, ...HOST_REPORTS]);
}
