import { createEmitter } from '#shared/base/emitter.ts';
import { AUDIO_PORTS_MESSAGE } from '#shared/bridge/audio-lane.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AudioPorts, PageConnection } from './page-connection.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent in a browser. */
    readonly hark?: Bridge;
  }
}

/** Main sends the ports to the HUD when it subscribes, so this must be listening before the mirror is made. */
export function connectElectron(bridge: Bridge): PageConnection {
  const ports = createEmitter<AudioPorts>();
  window.addEventListener('message', ({ source, origin, data, ports: [capture, playback] }) => {
    // From our own preload, not from a frame or another window.
    if (source !== window || origin !== window.location.origin || data !== AUDIO_PORTS_MESSAGE) return;
    if (capture !== undefined && playback !== undefined) ports.emit({ capture, playback });
  });
  let claimed = false;
  return {
    bridge,
    host: 'electron',
    link: 'connected',
    onLink: () => () => {},
    claimAudio() {
      // The first ports come with the mirror's subscription; a further one brings fresh ones.
      if (claimed) bridge.subscribe(() => {})();
      claimed = true;
    },
    onAudioPorts: ports.subscribe,
    onAudioTaken: () => () => {},
  };
}
