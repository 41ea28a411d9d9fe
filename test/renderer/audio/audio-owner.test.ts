import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AudioDevices } from '#renderer/audio/audio-devices.ts';
import { keepAudio } from '#renderer/audio/audio-owner.ts';
import type { OpenedMicrophone } from '#renderer/audio/capture.ts';
import { type AudioChannel, openAudioChannel } from '#renderer/state/audio-channel.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { READY } from '../../support/ready-snapshot.ts';
import { createFakeConnection, type FakeConnection } from '../support.tsx';

type Log = string[];

/** A recorder that does as it is told and writes it down. */
function createFakeDevices(log: Log, opens: () => Promise<'open' | 'cancelled'>) {
  const losses = createEmitter<HarkError>();
  const openings = createEmitter<OpenedMicrophone>();
  const failures = createEmitter<void>();
  const activity = createEmitter<boolean>();
  const levels = createEmitter<{ rmsDbfs: number; peakDbfs: number }>();
  const devices: AudioDevices = {
    player: {
      attach: () => void log.push('player attach'),
      setOutput: ({ deviceId, volume }) => void outputs.push(`${deviceId || 'default'} at ${volume}`),
      onActive: activity.subscribe,
    },
    recorder: {
      attach: () => void log.push('recorder attach'),
      open: ({ device: { deviceId }, processing }) => {
        log.push(
          `open ${deviceId || 'default'}${processing.echoCancellation ? ' with echo cancellation' : ''}`,
        );
        return opens();
      },
      stop: async () => void log.push('stop'),
      keep: async () => 'kept',
      onLevel: levels.subscribe,
      onOpened: openings.subscribe,
      onLost: losses.subscribe,
    },
    cues: {
      play: (cue, volume) => void log.push(`${cue} at ${volume}`),
      cut: () => void log.push('cut'),
    },
    testEcho: async ({ microphone: { device, processing }, volume }) => {
      log.push(`test ${device.deviceId || 'default'} at ${volume}, ${processing.echoCancellation}`);
      return { delayMs: 80, lossDb: 20 };
    },
    onFailed: failures.subscribe,
    close: () => void log.push('close'),
  };
  return {
    devices,
    opened: openings.emit,
    lose: losses.emit,
    level: levels.emit,
    plays: activity.emit,
    fail: () => failures.emit(),
  };
}

const ports = () => ({ capture: new MessageChannel().port1, playback: new MessageChannel().port1 });

let log: Log;
let outputs: string[];
let connection: FakeConnection;
let channel: AudioChannel;
let opens: () => Promise<'open' | 'cancelled'>;
let fake: ReturnType<typeof createFakeDevices>;

const reports = (): unknown[] =>
  connection.requests.filter(({ name }) => name === 'microphone.failed').map(({ payload }) => payload);
const restarts = (): number => connection.requests.filter(({ name }) => name === 'audio.restarted').length;
const want = (wanted: boolean): void => connection.emit({ type: 'microphone', wanted, kept: false });

async function start(changes: Partial<AppSnapshot> = {}): Promise<void> {
  connection = createFakeConnection({ ...READY, ...changes });
  const mirror = createMirror(connection.bridge);
  keepAudio({ connection, mirror, channel, openDevices: async () => fake.devices });
  await settled();
}

/** The devices open in promises; a message passes after all of them. */
function settled(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  port2.postMessage(undefined);
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
  });
}

beforeEach(() => {
  log = [];
  outputs = [];
  opens = async () => 'open';
  fake = createFakeDevices(log, () => opens());
  channel = openAudioChannel();
});
afterEach(() => {
  connection.takeAudio();
  channel.close();
});

describe('the owner of the audio', () => {
  test('has the microphone open while core wants it', async () => {
    await start();
    expect(log).toEqual([]);
    want(true);
    want(false);
    expect(log).toEqual(['open default', 'stop']);
  });

  test('opens it after a reload too, because the snapshot says so', async () => {
    await start({ microphoneWanted: true });
    expect(log).toEqual(['open default']);
  });

  test('plays where and as loud as the settings say, also when they change', async () => {
    await start();
    const settings = {
      ...READY.settings,
      voice: { ...READY.settings.voice, volume: 0.4 },
      speaker: { deviceId: 'desk', label: 'Desk' },
    };
    connection.emit({ type: 'settings', settings });
    expect(outputs).toEqual(['default at 1', 'desk at 0.4']);
  });

  test('records anew with another microphone while it is open, and only then', async () => {
    await start({ microphoneWanted: true });
    connection.emit({
      type: 'settings',
      settings: { ...READY.settings, voice: { ...READY.settings.voice, speed: 1.1 } },
    });
    const microphone = { ...READY.settings.microphone, deviceId: 'desk', label: 'Desk' };
    connection.emit({ type: 'settings', settings: { ...READY.settings, microphone } });
    expect(log).toEqual(['open default', 'stop', 'open desk']);
  });

  test('opens the chosen one, hands-free with echo cancellation', async () => {
    const settings = {
      ...READY.settings,
      microphone: { ...READY.settings.microphone, deviceId: 'desk', label: 'Desk' },
    };
    await start({ settings, handsFree: true, microphoneWanted: true });
    expect(log).toEqual(['open desk with echo cancellation']);
  });

  test('plays a cue when the turn is sent, after its microphone was closed', async () => {
    await start();
    want(true);
    connection.emit({
      type: 'assistant',
      state: { kind: 'listening', turn: 'hold', hearsSpeech: false, opening: true },
    });
    connection.emit({ type: 'assistant', state: { kind: 'listening', turn: 'hold', hearsSpeech: false } });
    want(false);
    connection.emit({ type: 'assistant', state: { kind: 'thinking' } });
    expect(log).toEqual(['open default', 'stop', 'sent at 0.5']);
  });

  test('plays no cue under the answer', async () => {
    await start();
    fake.plays(true);
    fake.plays(false);
    expect(log).toEqual(['cut']);
  });

  test('plays the ready cue only where the setting asks for it, which switches the echo canceller on', async () => {
    const cues = { play: 'all', volume: 0.2 } as const;
    await start({ settings: { ...READY.settings, cues } });
    want(true);
    const listening = { kind: 'listening', turn: 'hold', hearsSpeech: false } as const;
    connection.emit({ type: 'assistant', state: { ...listening, opening: true } });
    expect(log).toEqual(['open default with echo cancellation']);
    connection.emit({ type: 'assistant', state: listening });
    expect(log).toEqual(['open default with echo cancellation', 'ready at 0.2']);
  });

  test('tells what to do when it cannot be opened, and tries again only when it is wanted anew', async () => {
    opens = async () => {
      throw new HarkError('device', 'No microphone was found.', { action: 'Connect one.' });
    };
    await start();
    want(true);
    await expect.poll(reports).toEqual([{ message: 'No microphone was found.', action: 'Connect one.' }]);
    connection.emit({ type: 'assistant', state: { kind: 'ready' } });
    want(false);
    opens = async () => 'open';
    want(true);
    await settled();
    expect(log).toEqual(['open default', 'stop', 'open default']);
    expect(reports()).toHaveLength(1);
  });

  test('tells core which microphone records', async () => {
    await start({ microphoneWanted: true });
    fake.opened({ name: 'Desk', replaced: false });
    expect(connection.requests).toEqual([
      { name: 'microphone.opened', payload: { name: 'Desk', replaced: false } },
    ]);
  });

  test('tells that it was lost while it recorded', async () => {
    await start({ microphoneWanted: true });
    fake.lose(new HarkError('device', 'The microphone was disconnected.'));
    expect(reports()).toEqual([{ message: 'The microphone was disconnected.' }]);
  });

  test('closes it when core cannot be reached any more', async () => {
    await start({ microphoneWanted: true });
    connection.setLink('lost');
    expect(log).toEqual(['open default', 'stop']);
  });

  test('attaches the ports that came early and those that come later', async () => {
    const started = start();
    expect(connection.claims.count).toBe(1);
    connection.givePorts(ports());
    await started;
    expect(log).toEqual(['player attach', 'recorder attach']);
    connection.givePorts(ports());
    expect(log).toHaveLength(4);
  });

  test('lets go of everything when another page takes the audio, without a word to core', async () => {
    await start({ microphoneWanted: true });
    connection.takeAudio();
    want(false);
    want(true);
    expect(log).toEqual(['open default', 'close']);
    expect(connection.requests).toEqual([]);
  });

  test('is built anew with fresh ports when a worklet fails, and says so', async () => {
    await start({ microphoneWanted: true });
    fake.fail();
    await settled();
    connection.givePorts(ports());
    expect(log).toEqual(['open default', 'close', 'open default', 'player attach', 'recorder attach']);
    expect(connection.claims.count).toBe(2);
    expect(restarts()).toBe(1);
  });

  test('stops and says what to do when the worklets fail again and again', async () => {
    await start();
    for (let count = 0; count < 5; count += 1) {
      fake.fail();
      await settled();
    }
    expect(restarts()).toBe(3);
    expect(reports()).toMatchObject([{ action: 'Quit Hark and start it again.' }]);
    expect(log).toEqual(Array(4).fill('close'));
  });

  test('says that there is no sound when the worklets cannot be loaded', async () => {
    connection = createFakeConnection();
    const openDevices = async (): Promise<AudioDevices> => {
      throw new HarkError('device', 'The worklet could not be loaded.');
    };
    keepAudio({ connection, mirror: createMirror(connection.bridge), channel, openDevices });
    await expect.poll(reports).toEqual([{ message: 'The worklet could not be loaded.' }]);
  });

  test('tests the echo for another page, as hands-free would hear it, while nobody listens', async () => {
    await start();
    const other = openAudioChannel();
    const replies: unknown[] = [];
    other.on('echo', ({ reply }) => replies.push(reply));
    other.send({ kind: 'echo_asked' });
    await expect.poll(() => replies).toEqual([{ ok: true, value: { delayMs: 80, lossDb: 20 } }]);
    want(true);
    other.send({ kind: 'echo_asked' });
    await expect.poll(() => replies.at(1)).toMatchObject({ ok: false, error: { reason: 'denied' } });
    expect(log).toEqual(['test default at 1, true', 'open default']);
    other.close();
  });

  test('shares its level and its microphones with the other pages', async () => {
    await start();
    const other = openAudioChannel();
    const levels: number[] = [];
    const listed: string[] = [];
    other.on('level', ({ dbfs }) => levels.push(dbfs));
    other.on('devices', ({ devices }) => listed.push(...devices.map(({ label }) => label)));
    fake.level({ rmsDbfs: -20, peakDbfs: -10 });
    other.send({ kind: 'devices_asked' });
    await expect.poll(() => levels).toEqual([-20]);
    await expect.poll(() => listed.length).toBeGreaterThan(0);
    expect(listed.every((label) => label !== '')).toBe(true);
    other.close();
  });
});
