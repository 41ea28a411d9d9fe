import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { launchWithMicrophone } from '../lib/browser.ts';

export type BenchPage = { readonly page: Page; readonly version: string; close(): Promise<void> };

const ROOT = fileURLToPath(new URL('page', import.meta.url));

/** Builds the page as the app is built, serves it on loopback and opens it in a headless Chromium. */
export async function openBenchPage(): Promise<BenchPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  const options = { root: ROOT, configFile: false as const, logLevel: 'warn' as const };
  await build({ ...options, build: { outDir, emptyOutDir: true }, worker: { format: 'es' } });
  const server = await preview({ ...options, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await launchWithMicrophone();
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
