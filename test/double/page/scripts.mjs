// The source text that goes into every page of a window.
import { createCodec } from './codec.mjs';
import { installIsolatedWorld } from './isolated-world.mjs';
import { installMainWorld } from './main-world.mjs';
import { createPeer } from './peer.mjs';

/** For the page's own world. `channel` is a secret both worlds know. */
export function mainWorldScript(channel) {
  const peer = `(${createPeer})(${JSON.stringify(channel)}, 'page', 'preload')`;
  return `if (window === top) (${installMainWorld})(${peer});`;
}

/**
 * For the preload's isolated world. `binding` is the name of the function Chromium adds there for us, `receiver` the name
 * under which the main process finds the function that takes its messages.
 */
export function isolatedWorldScript({ channel, binding, receiver, processInfo, preloadSource, preloadPath }) {
  const world = `{
    post: ((send) => (message) => send(JSON.stringify(message)))(globalThis[${JSON.stringify(binding)}]),
    codec: (${createCodec})(),
    peer: (${createPeer})(${JSON.stringify(channel)}, 'preload', 'page'),
    processInfo: ${JSON.stringify(processInfo)},
    preloadPath: ${JSON.stringify(preloadPath)},
    preload: function (require, process, module, exports, global) {\n${preloadSource}\n},
  }`;
  const install = `(${installIsolatedWorld})(${world})`;
  return `if (window === top) globalThis[${JSON.stringify(receiver)}] = ${install};\n//# sourceURL=electron-preload`;
}
