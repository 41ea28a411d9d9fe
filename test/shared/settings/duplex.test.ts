import { describe, expect, it } from 'vitest';
import { echoTestOf, isFullDuplex, withEchoTest } from '#shared/settings/duplex.ts';
import { DEFAULT_SETTINGS, MAX_ECHO_TESTS, type Settings } from '#shared/settings/settings.ts';

const LOUD = { delayMs: 90, lossDb: 22 };
const beside = (speaker: string, tested: Settings['duplex']['tested'] = []): Settings => ({
  ...DEFAULT_SETTINGS,
  speaker: { deviceId: speaker, label: speaker },
  duplex: { mode: 'auto', tested },
});

describe('a test of the echo', () => {
  it('is remembered for the microphone and the loudspeaker it was made with', () => {
    const desk = beside('Desk', withEchoTest(beside('Desk'), LOUD));
    expect(isFullDuplex(desk)).toBe(false);
    const headset = beside('Headset', withEchoTest(beside('Headset', desk.duplex.tested), null));
    expect(isFullDuplex(headset)).toBe(true);
    expect(echoTestOf(beside('Desk', headset.duplex.tested))?.echo).toEqual(LOUD);
    expect(echoTestOf(beside('TV', headset.duplex.tested))).toBeUndefined();
  });

  it('takes the place of the one before', () => {
    const first = beside('Desk', withEchoTest(beside('Desk'), LOUD));
    expect(withEchoTest(first, null)).toEqual([{ microphone: '', speaker: 'Desk', echo: null }]);
  });

  it('is forgotten when many others were made since', () => {
    let settings = beside('Desk', withEchoTest(beside('Desk'), LOUD));
    for (let index = 0; index < MAX_ECHO_TESTS; index += 1) {
      const name = `Speaker ${index}`;
      settings = beside(name, withEchoTest(beside(name, settings.duplex.tested), null));
    }
    expect(settings.duplex.tested).toHaveLength(MAX_ECHO_TESTS);
    expect(echoTestOf(beside('Desk', settings.duplex.tested))).toBeUndefined();
  });
});
