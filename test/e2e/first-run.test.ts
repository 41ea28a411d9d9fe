import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { heardOn } from './support/loudspeaker.ts';
import { setMicrophone } from './support/microphone-setting.ts';
import type { Part } from './support/recording.ts';
import { type DesktopStage, type Stage, startDesktop, startWeb, type WebStage } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';

const WAIT = { timeout: 30_000, interval: 50 };
const QUESTION: readonly Part[] = [{ pauseMs: 700 }, { say: 'what time is it' }, { pauseMs: 500 }];
/** A second of sound, samples; 24 a millisecond. */
const A_SECOND = 24_000;

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const start = async <S extends Stage>(starting: Promise<S>): Promise<S> => {
  const started = await starting;
  stage = started;
  return started;
};
const see = ({ window }: Stage, title: string): Promise<void> =>
  window.getByRole('heading', { name: title }).waitFor();
const press = ({ window }: Stage, name: string): Promise<void> =>
  window.getByRole('button', { name, exact: true }).click();
const says = ({ window }: Stage, text: string) =>
  expect.poll(() => window.getByRole('status').innerText(), WAIT).toContain(text);

async function checkSound(shown: Stage): Promise<void> {
  await see(shown, 'Say something');
  await says(shown, 'Hark hears you.');
  await press(shown, 'Continue');
  await see(shown, 'Who answers?');
}

async function askAndHear(shown: Stage): Promise<void> {
  await see(shown, 'Try it');
  const view = talkViewOf(shown);
  await says(shown, 'Ready');
  await view.holdWhileSpeaking();
  await view.untilLine('user', /^what time is it/);
  await view.untilLine('assistant', /^It is \d/);
  await says(shown, 'It works');
  await expect
    .poll(async () => Math.max(...(await heardOn(shown.audioPage)).map(({ length }) => length)), WAIT)
    .toBeGreaterThan(A_SECOND);
}

describe('the first run of the desktop app', () => {
  const labels = ({ person }: DesktopStage) =>
    Promise.all(
      ['finish', 'quit', 'talk', 'settings'].map((id) =>
        person('trayItem', id).then(
          ({ label }) => label,
          () => undefined,
        ),
      ),
    );

  test('leads a new person to a spoken answer and to the tray, whose menu is short until then', async () => {
    // Nobody can hear the keyboard then, so that the key is the system's shortcut.
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: '', DBUS_SESSION_BUS_ADDRESS: '' };
    const desktop = await start(startDesktop(QUESTION, { isFresh: true, env }));
    await see(desktop, 'Talk to your computer');
    expect(await labels(desktop)).toEqual(['Finish setup', 'Quit', undefined, undefined]);
    await press(desktop, 'Get started');
    await see(desktop, 'May Hark listen?');
    await says(desktop, 'Hark may use your microphone.');
    await press(desktop, 'Continue');
    await checkSound(desktop);
    expect(await desktop.window.getByRole('radio', { name: /This computer/ }).isChecked()).toBe(true);
    await press(desktop, 'Continue');
    await see(desktop, 'Your talk key');
    await says(desktop, 'Waiting for the key');
    await desktop.person('press', DEFAULT_SETTINGS.hotkeys.talk);
    await says(desktop, 'The key works.');
    await press(desktop, 'Continue');
    await askAndHear(desktop);
    await press(desktop, 'Continue');
    await see(desktop, 'Hark lives in your tray');
    await desktop.window.getByRole('switch', { name: 'Start Hark when I log in' }).click();
    await press(desktop, 'Done');
    await talkViewOf(desktop).untilState('Ready');
    await expect.poll(() => labels(desktop), WAIT).toEqual([undefined, 'Quit', 'Talk', 'Settings…']);
  });
});

describe('the first run in a browser', () => {
  test('asks for the microphone by a click, goes on after a restart, and ends with a spoken answer', async () => {
    const web: WebStage = await start(startWeb(QUESTION, { isFresh: true }));
    await setMicrophone(web.window, 'prompt');
    await see(web, 'Talk to your computer');
    await press(web, 'Get started');
    await press(web, 'Allow the microphone');
    await says(web, 'Hark may use your microphone.');
    await web.restart();
    await see(web, 'May Hark listen?');
    await press(web, 'Continue');
    await checkSound(web);
    await press(web, 'Continue');
    await see(web, 'Your talk key');
    await web.window.keyboard.press('Space');
    await says(web, 'The key works.');
    await press(web, 'Continue');
    await askAndHear(web);
    await press(web, 'Done');
    await talkViewOf(web).untilState('Ready');
    await web.restart();
    await talkViewOf(web).untilState('Ready');
  });

  test('R23 explains a microphone that is denied, and ticks it off when it is allowed meanwhile', async () => {
    const web = await start(startWeb(QUESTION, { isFresh: true }));
    await setMicrophone(web.window, 'denied');
    await press(web, 'Get started');
    await says(web, 'Hark may not use the microphone. Click the symbol left of the address');
    await setMicrophone(web.window, 'granted');
    await says(web, 'Hark may use your microphone.');
  });
});
