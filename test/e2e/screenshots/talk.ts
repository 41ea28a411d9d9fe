import { test } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { confirmSettings } from '../../realtime/support/wire-script.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { photograph, photographBoth, UNPLUG_MICROPHONE } from '../support/photographer.ts';
import { startDesktop } from '../support/stage.ts';
import { talkViewOf } from '../support/talk-view.ts';

test('photographs the app', async () => {
  const recording = [{ pauseMs: 300 }, { say: 'what time is it' }, { pauseMs: 300 }];
  const stage = await startDesktop(recording, { witnessed: false });
  const { window, audioPage } = stage;
  const view = talkViewOf(stage);
  try {
    await window.setViewportSize({ width: 960, height: 680 });
    await view.untilState('Ready');
    await photograph(window, 'idle');
    await view.holdWhileSpeaking();
    await view.untilLine('assistant', /./);
    await view.untilState('Ready');
    await view.type('what can you do');
    await view.untilState('Speaking');
    await window.waitForTimeout(1500);
    await photograph(window, 'speaking');
    await photographBoth(audioPage, 'hud-speaking');
    await view.hold();
    await window.waitForTimeout(1200);
    await photograph(window, 'listening');
    await photographBoth(audioPage, 'hud-listening');
    await audioPage.evaluate(UNPLUG_MICROPHONE);
    await audioPage.getByRole('alert').waitFor();
    await photographBoth(audioPage, 'hud-problem');
    await audioPage.getByRole('button', { name: 'Got it' }).click();
    await view.release();
    await view.untilState('Ready');
    await view.type('open example.com');
    await view.dialog.waitFor();
    await photograph(window, 'ask-first');
    await photographBoth(audioPage, 'hud-asks');
    await window.keyboard.press('n');
    await window.emulateMedia({ colorScheme: 'dark' });
    await view.untilState('Ready');
    await photograph(window, 'dark');
  } finally {
    await stage.close();
  }
});

/** A drawing, pasted into the box. */
async function pastePicture(): Promise<void> {
  const canvas = new OffscreenCanvas(640, 420);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  const sky = context.createLinearGradient(0, 0, 0, 420);
  sky.addColorStop(0, '#9cc9d6');
  sky.addColorStop(1, '#f3dcb4');
  for (const [colour, shape] of [
    [sky, 'M0 0H640V420H0Z'],
    ['#4f7f87', 'M0 330 170 130 310 290 430 190 640 350V420H0Z'],
    ['#23494f', 'M0 420V370L260 330 640 390V420Z'],
  ] as const) {
    context.fillStyle = colour;
    context.fill(new Path2D(shape));
  }
  const data = new DataTransfer();
  data.items.add(new File([await canvas.convertToBlob()], 'picture.png', { type: 'image/png' }));
  document.activeElement?.dispatchEvent(
    new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
  );
}

test('photographs a picture that is sent along', async () => {
  const server = await startScriptedServer();
  const endpoint = { ...DEFAULT_SETTINGS.endpoint, kind: 'custom', url: server.url } as const;
  const stage = await startDesktop([{ pauseMs: 300 }], { settings: { endpoint } });
  const { window } = stage;
  const view = talkViewOf(stage);
  try {
    await window.setViewportSize({ width: 960, height: 680 });
    await confirmSettings(await server.connection());
    await view.untilState('Ready');
    await window.getByRole('textbox').fill('Where could this be?');
    await window.evaluate(pastePicture);
    await window.getByRole('img', { name: 'The picture that is sent along' }).waitFor();
    await photographBoth(window, 'picture');
  } finally {
    await stage.close();
    await server.close();
  }
});

test('photographs the HUD with large captions', async () => {
  const hud = { ...DEFAULT_SETTINGS.hud, captions: 'large' } as const;
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false, settings: { hud } });
  const view = talkViewOf(stage);
  try {
    await view.untilState('Ready');
    await view.type('what can you do');
    await view.untilState('Speaking');
    await stage.window.waitForTimeout(1500);
    await photographBoth(stage.audioPage, 'hud-captions-large');
  } finally {
    await stage.close();
  }
});
