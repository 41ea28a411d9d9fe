import { MessageChannelMain, type WebContents } from 'electron';
import { createEmitter } from '#shared/base/emitter.ts';
import type { AudioLane, AudioUpstream } from '#shared/bridge/audio-lane.ts';
import { IPC } from '#shared/bridge/ipc.ts';

/** Core's end of two ports into the worklets of a page. */
export function openPortAudioLane(page: WebContents): AudioLane {
  const capture = new MessageChannelMain();
  const playback = new MessageChannelMain();
  const messages = createEmitter<AudioUpstream>();
  const closings = createEmitter<void>();
  const ports = [capture.port1, playback.port1];
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    for (const port of ports) port.close();
    closings.emit();
  };
  for (const port of ports) {
    // Core checks it: a lane of any host may bring anything.
    port.on('message', ({ data }) => messages.emit(data as AudioUpstream));
    // The page was reloaded or is gone.
    port.on('close', close);
    port.start();
  }
  page.postMessage(IPC.audioPorts, null, [capture.port2, playback.port2]);
  return {
    // Copied, never transferred: Electron loses buffers in a transfer list (electron/electron#34905).
    send: (command) => {
      if (!closed) playback.port1.postMessage(command);
    },
    onMessage: messages.subscribe,
    onClose: closings.subscribe,
    close,
  };
}
