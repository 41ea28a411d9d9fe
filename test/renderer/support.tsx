import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { AppShell } from '#renderer/app-shell.tsx';
import type { AudioPorts, LinkState, PageConnection } from '#renderer/bridge/page-connection.ts';
import { type AudioChannel, openAudioChannel } from '#renderer/state/audio-channel.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppSnapshot, BridgeEvent } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import '#renderer/styles/tokens.css';
import '#renderer/styles/base.css';

export type FakeConnection = PageConnection & {
  readonly requests: { readonly name: string; readonly payload: unknown }[];
  /** What the next requests of this name are refused with. */
  readonly refusals: Map<string, ErrorData>;
  /** What requests of this name are answered with. */
  readonly answers: Map<string, (payload: never) => unknown>;
  readonly claims: { count: number };
  /** Lets the next request of this name wait for its answer. */
  hold(name: string): Deferred<void>;
  emit(event: BridgeEvent): void;
  setLink(link: LinkState): void;
  givePorts(ports: AudioPorts): void;
  takeAudio(): void;
};

/** Core as a page sees it: a snapshot, events, and answers to requests. */
export function createFakeConnection(
  snapshot: AppSnapshot = READY,
  host: PageConnection['host'] = 'web',
): FakeConnection {
  const events = createEmitter<BridgeEvent>();
  const links = createEmitter<LinkState>();
  const ports = createEmitter<AudioPorts>();
  const takeovers = createEmitter<void>();
  const requests: FakeConnection['requests'] = [];
  const refusals: FakeConnection['refusals'] = new Map();
  const answers: FakeConnection['answers'] = new Map([['key.set', () => ({ notes: ['It was trimmed.'] })]]);
  const claims = { count: 0 };
  const held = new Map<string, Deferred<void>>();
  let link: LinkState = 'connected';
  const request = async (name: string, payload: unknown): Promise<unknown> => {
    requests.push({ name, payload });
    await held.get(name)?.promise;
    const error = refusals.get(name);
    if (error !== undefined) return { ok: false, error };
    return { ok: true, value: answers.get(name)?.(payload as never) };
  };
  return {
    bridge: {
      request: request as Bridge['request'],
      subscribe(listener) {
        listener({ type: 'snapshot', snapshot });
        return events.subscribe(listener);
      },
    },
    host,
    get link() {
      return link;
    },
    onLink: links.subscribe,
    claimAudio() {
      claims.count += 1;
    },
    onAudioPorts: ports.subscribe,
    onAudioTaken: takeovers.subscribe,
    requests,
    refusals,
    answers,
    claims,
    hold(name) {
      const answer = createDeferred<void>();
      held.set(name, answer);
      return answer;
    },
    emit: events.emit,
    setLink(next) {
      link = next;
      links.emit(next);
    },
    givePorts: ports.emit,
    takeAudio: () => takeovers.emit(),
  };
}

/** Puts something on the page until the test ends. */
export function render(content: ReactNode): void {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  root.render(content);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
}

export type ShownApp = { readonly connection: FakeConnection; readonly channel: AudioChannel };

/** The whole app window over a fake core. */
export function showApp(changes: Partial<AppSnapshot> = {}, host: PageConnection['host'] = 'web'): ShownApp {
  const connection = createFakeConnection({ ...READY, ...changes }, host);
  const channel = openAudioChannel();
  onTestFinished(() => channel.close());
  window.location.hash = '';
  render(
    <AppShell
      connection={connection}
      mirror={createMirror(connection.bridge)}
      channel={channel}
      audioTaken={false}
      onTakeAudio={() => {}}
    />,
  );
  return { connection, channel };
}

/** Until the returned function is called, the page believes that it is so much earlier, ms. */
export function ago(ms: number): () => void {
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() - ms);
  return () => clock.mockRestore();
}
