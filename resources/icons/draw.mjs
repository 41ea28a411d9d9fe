// Draws the PNGs beside this folder from its SVGs: `node resources/icons/draw.mjs`. Run it after changing one.
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';

const PICTURES = [
  { svg: 'icon', png: 'icon', size: 256 },
  { svg: 'tray', png: 'tray', size: 22 },
  { svg: 'tray', png: 'tray@2x', size: 44 },
  { svg: 'tray-active', png: 'tray-active', size: 22 },
  { svg: 'tray-active', png: 'tray-active@2x', size: 44 },
];

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const { svg, png, size } of PICTURES) {
  const drawing = await readFile(new URL(`${svg}.svg`, import.meta.url), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${drawing}`);
  await page.screenshot({ path: new URL(`../${png}.png`, import.meta.url).pathname, omitBackground: true });
}
await browser.close();
