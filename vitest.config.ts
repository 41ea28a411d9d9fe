import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/e2e/**', 'test/peers/**'],
          // electron-store imports electron; with this path the package answers with a string
          // instead of downloading a binary.
          env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
          testTimeout: 20_000,
          // Tests of one file that run side by side share one offline engine, which takes four connections.
          maxConcurrency: 2,
        },
      },
      {
        plugins: [react()],
        // Found only when a test first renders, they would be bundled anew then, with a second copy of React.
        optimizeDeps: {
          include: ['react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom/client', 'i18next'],
        },
        test: {
          name: 'browser',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              // Not the language of whoever runs the tests.
              contextOptions: { locale: 'en-US' },
              launchOptions: {
                ...(chromium === undefined ? {} : { executablePath: chromium }),
                args: [
                  '--no-sandbox',
                  '--use-fake-device-for-media-stream',
                  '--use-fake-ui-for-media-stream',
                  '--autoplay-policy=no-user-gesture-required',
                  '--disable-background-networking',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
