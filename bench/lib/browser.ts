import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './scripts.ts';

const FLAGS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
];

/** A headless Chromium with a fake microphone that beeps, no questions asked, no gesture needed. */
export async function launchWithMicrophone(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}
