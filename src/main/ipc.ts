import { ipcMain } from 'electron';
import { IPC } from '#shared/bridge/ipc.ts';
import type { IpcGate } from './ipc-gate.ts';

/** The only place that listens to pages. */
export function openIpc(gate: IpcGate): void {
  // electron-store listens for pages that want a store of their own; ours do not.
  ipcMain.removeAllListeners('electron-store-get-data');
  ipcMain.handle(IPC.request, (event, ...args: unknown[]) => gate.request(event, args));
  ipcMain.on(IPC.subscribe, (event) => gate.subscribe(event));
}
