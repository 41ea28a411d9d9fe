import { electronAPI } from '@electron-toolkit/preload';
import { contextBridge } from 'electron';
import { AUDIO_PORTS_MESSAGE } from '#shared/bridge/audio-lane.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { IPC } from '#shared/bridge/ipc.ts';

// Only these two functions reach the page. The toolkit's own object would hand it every channel and our environment.
const { ipcRenderer } = electronAPI;

const bridge: Bridge = {
  request: (name, payload) => ipcRenderer.invoke(IPC.request, name, payload),
  subscribe(listener) {
    const unsubscribe = ipcRenderer.on(IPC.event, (_event, event) => listener(event));
    ipcRenderer.send(IPC.subscribe);
    return unsubscribe;
  },
};

// Ports do not pass the context bridge; a message to our own window carries them, and to no other origin.
ipcRenderer.on(IPC.audioPorts, ({ ports }) => {
  window.postMessage(AUDIO_PORTS_MESSAGE, window.location.origin, ports);
});

contextBridge.exposeInMainWorld('hark', Object.freeze(bridge));
