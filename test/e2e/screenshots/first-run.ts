import { test } from 'vitest';
import { setMicrophone } from '../support/microphone-setting.ts';
import { photographBoth, press } from '../support/photographer.ts';
import { startDesktop, startWeb } from '../support/stage.ts';
import { talkViewOf } from '../support/talk-view.ts';

test('photographs the first run', async () => {
  const recording = [{ pauseMs: 700 }, { say: 'what time is it' }, { pauseMs: 500 }];
  const stage = await startDesktop(recording, { isFresh: true });
  const { window } = stage;
  const card = async (step: string): Promise<void> => {
    await window.locator(`.first-run-card[data-step=${step}]`).waitFor();
    await photographBoth(window, `first-run-${step}`);
  };
  const untilDone = (): Promise<void> => window.locator('.first-run-status[data-tone=done]').waitFor();
  try {
    await window.setViewportSize({ width: 960, height: 720 });
    await card('welcome');
    await press(window, 'Get started');
    await card('microphone');
    await press(window, 'Continue');
    await untilDone();
    await card('sound');
    await press(window, 'Continue');
    await card('answers');
    await press(window, 'Continue');
    await card('key');
    await press(window, 'Continue');
    await talkViewOf(stage).holdWhileSpeaking();
    await untilDone();
    await card('trial');
    await press(window, 'Continue');
    await card('home');
  } finally {
    await stage.close();
  }
});

test('photographs a microphone that may not be used', async () => {
  const { window, ...stage } = await startWeb([{ pauseMs: 300 }], { isFresh: true });
  try {
    await window.setViewportSize({ width: 960, height: 720 });
    await setMicrophone(window, 'denied');
    await press(window, 'Get started');
    await window.locator('.first-run-status[data-tone=problem]').waitFor();
    await photographBoth(window, 'first-run-microphone-denied');
    await press(window, 'Skip setup');
    // Chromium's own answer for the person allows the microphone all the same.
    await window.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await window.locator('.talk-button').click();
    await window.locator('.notice').waitFor();
    await photographBoth(window, 'microphone-denied');
  } finally {
    await stage.close();
  }
});
