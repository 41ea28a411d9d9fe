import { MessageChannelMain, type WebContents } from 'electron';
import { createEmitter } from '#shared/base/emitter.ts';
import { toAudioUpstream } from '#shared/bridge/audio-gate.ts';
import type { AudioLane, AudioUpstream } from '#shared/bridge/audio-lane.ts';
import { IPC } from '#shared/bridge/ipc.ts';

/** Core's end of two ports into the worklets of a page; a page that sends rubbish is not heard. */
export function openPortAudioLane(page: WebContents, onRubbish: () => void): AudioLane {
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
    port.on('message', ({ data }) => {
      const message = toAudioUpstream(data);
      if (message === undefined) onRubbish();
      else messages.emit(message);
    });
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
