import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { findChromium } from '../lib/scripts.ts';

export type BenchPage = { readonly page: Page; readonly version: string; close(): Promise<void> };

const ROOT = fileURLToPath(new URL('page', import.meta.url));
/** A fake microphone that beeps, no questions asked, no gesture needed. */
const FLAGS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
];

/** Builds the page as the app is built, serves it on loopback and opens it in a headless Chromium. */
export async function openBenchPage(): Promise<BenchPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  const options = { root: ROOT, configFile: false as const, logLevel: 'warn' as const };
  await build({ ...options, build: { outDir, emptyOutDir: true }, worker: { format: 'es' } });
  const server = await preview({ ...options, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const browser: Browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  return {
    page,
    version: browser.version(),
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
