// Draws the PNGs in `resources/` from the SVGs beside this file: `node resources/icons/draw.mjs`. Run it after changing one.
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';

/** The tray's colours by the bar it stands in; `any` reads on light and dark ones, `template` is what macOS recolours. */
const SETS = {
  light: { ink: '#1d4a4e', listening: '#c4481c', working: '#8a5c00', attention: '#b3261e' },
  dark: { ink: '#d5eeee', listening: '#ff9166', working: '#f2c14e', attention: '#ff8a80' },
  any: { ink: '#1f9a9a', listening: '#ee7448', working: '#c68a12', attention: '#e5533d' },
  template: { ink: '#000', listening: '#000', working: '#000', attention: '#000' },
};
/** As many as src/main/tray/tray-pictures.ts plays. */
const FRAMES = 6;
const PICTURES = [
  ...['idle', 'listening', 'attention', 'muted'].map((name) => ({ svg: name, png: name, phase: 0 })),
  ...Array.from({ length: FRAMES }, (_, at) => ({
    svg: 'working',
    png: `working-${at + 1}`,
    phase: at / FRAMES,
  })),
];
const SCALES = [
  { suffix: '', size: 22 },
  { suffix: '@2x', size: 44 },
];

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage();

async function draw({ svg, png, size, colours = {} }) {
  const drawing = await readFile(new URL(`${svg}.svg`, import.meta.url), 'utf8');
  const variables = Object.entries(colours).map(([name, value]) => `--${name}:${value}`);
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0;${variables.join(';')}}svg{display:block;width:100vw}</style>${drawing}`,
  );
  await page.screenshot({ path: new URL(`../${png}.png`, import.meta.url).pathname, omitBackground: true });
}

await draw({ svg: 'icon', png: 'icon', size: 256 });
for (const [set, colours] of Object.entries(SETS)) {
  await mkdir(new URL(`../tray/${set}/`, import.meta.url), { recursive: true });
  for (const { svg, png, phase } of PICTURES) {
    for (const { suffix, size } of SCALES) {
      await draw({
        svg: `tray/${svg}`,
        png: `tray/${set}/${png}${suffix}`,
        size,
        colours: { ...colours, phase },
      });
    }
  }
}
await browser.close();
