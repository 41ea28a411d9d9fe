import { deviceName } from './device-name.ts';
import { MAX_ECHO_TESTS, type Settings } from './settings.ts';

export type EchoTest = Settings['duplex']['tested'][number];

/**
 * An echo that is fainter by this is no voice to anybody, dB: of an answer that peaks at -10 dBFS it leaves -50, next to what
 * the microphone watch takes for silence.
 */
const HARMLESS_LOSS_DB = 40;

/** What was found with the microphone and the loudspeaker that are chosen now, if that was tested. */
export function echoTestOf({ duplex, ...devices }: Settings): EchoTest | undefined {
  const pair = pairOf(devices);
  return duplex.tested.find((test) => test.microphone === pair.microphone && test.speaker === pair.speaker);
}

/** The tests, with a new one of the devices that are chosen now; the oldest is forgotten first. */
export function withEchoTest(settings: Settings, echo: EchoTest['echo']): EchoTest[] {
  const before = echoTestOf(settings);
  const others = settings.duplex.tested.filter((test) => test !== before).slice(1 - MAX_ECHO_TESTS);
  return [...others, { ...pairOf(settings), echo }];
}

/** Whether Hark would hear its own answer as if somebody spoke. */
export function isDisturbing(echo: EchoTest['echo']): boolean {
  return echo !== null && echo.lossDb < HARMLESS_LOSS_DB;
}

/** Whether hands-free listens while an answer plays. Nobody is kept from interrupting by a test that was not made. */
export function isFullDuplex(settings: Settings): boolean {
  const { mode } = settings.duplex;
  return mode === 'auto' ? !isDisturbing(echoTestOf(settings)?.echo ?? null) : mode === 'full';
}

function pairOf({ microphone, speaker }: Pick<Settings, 'microphone' | 'speaker'>) {
  return { microphone: deviceName(microphone), speaker: deviceName(speaker) };
}
