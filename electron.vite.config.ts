import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      // What runs in a process or thread of its own is an entry of its own.
      // They are told apart from their sources by extension only: names and depth are the same in out/main.
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          engine: at('src/engine/process.ts'),
          hook: at('src/main/keys/hook-process.ts'),
          kde: at('src/main/keys/kde/kde-process.ts'),
          portal: at('src/main/keys/portal/portal-process.ts'),
          'stt-worker': at('src/engine/stt-worker.ts'),
          'tts-worker': at('src/engine/tts-worker.ts'),
          'meter-thread': at('src/engine/meter-thread.ts'),
          'thread-entry': at('src/realtime/tools/worker/thread-entry.ts'),
          'find-files-thread': at('src/core/files/find-files-thread.ts'),
          'conversations-thread': at('src/core/conversations/conversations-thread.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload must be one CommonJS file without further requires.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    plugins: [react()],
    build: {
      minify: true,
      rolldownOptions: {
        input: { index: at('src/renderer/index.html'), hud: at('src/renderer/hud.html') },
      },
    },
  },
});
