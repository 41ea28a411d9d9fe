import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AudioDevices, startAudioOwner } from '#renderer/audio-owner.ts';
import { type AudioChannel, openAudioChannel } from '#renderer/state/audio-channel.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { createFakeConnection, type FakeConnection, READY } from './support.tsx';

type Log = string[];

/** A recorder that does as it is told and writes it down. */
function createFakeDevices(log: Log, opens: () => Promise<'open' | 'cancelled'>) {
  const losses = createEmitter<HarkError>();
  const levels = createEmitter<{ rmsDbfs: number; peakDbfs: number }>();
  const devices: AudioDevices = {
    player: { attach: () => void log.push('player attach'), close: () => void log.push('player close') },
    recorder: {
      attach: () => void log.push('recorder attach'),
      open: ({ deviceId, processing }) => {
        log.push(
          `open ${deviceId ?? 'default'}${processing.echoCancellation ? ' with echo cancellation' : ''}`,
        );
        return opens();
      },
      stop: async () => void log.push('stop'),
      onLevel: levels.subscribe,
      onLost: losses.subscribe,
      close: () => void log.push('recorder close'),
    },
  };
  return { devices, lose: losses.emit, level: levels.emit };
}

const ports = () => ({ capture: new MessageChannel().port1, playback: new MessageChannel().port1 });

let log: Log;
let connection: FakeConnection;
let channel: AudioChannel;
let opens: () => Promise<'open' | 'cancelled'>;
let fake: ReturnType<typeof createFakeDevices>;
let stop: () => void;

const reports = (): unknown[] =>
  connection.requests.filter(({ name }) => name === 'microphone.report').map(({ payload }) => payload);
const want = (wanted: boolean): void => connection.emit({ type: 'microphone', wanted });

async function start(changes: Partial<AppSnapshot> = {}): Promise<void> {
  connection = createFakeConnection({ ...READY, ...changes });
  const mirror = createMirror(connection.bridge);
  stop = () => {};
  stop = await startAudioOwner({ connection, mirror, channel, openDevices: async () => fake.devices });
}

beforeEach(() => {
  log = [];
  opens = async () => 'open';
  fake = createFakeDevices(log, () => opens());
  channel = openAudioChannel();
});
afterEach(() => {
  stop();
  channel.close();
});

describe('the owner of the audio', () => {
  test('opens the microphone while core wants it, and tells how it went', async () => {
    await start();
    expect(log).toEqual([]);
    want(true);
    await expect.poll(reports).toEqual([{ state: 'open' }]);
    want(false);
    await expect.poll(reports).toEqual([{ state: 'open' }, { state: 'closed' }]);
    expect(log).toEqual(['open default', 'stop']);
  });

  test('opens it after a reload too, because the snapshot says so', async () => {
    await start({ microphoneWanted: true });
    await expect.poll(() => log).toEqual(['open default']);
  });

  test('opens the chosen one, hands-free with echo cancellation', async () => {
    const settings = { ...READY.settings, microphone: { deviceId: 'desk' } };
    await start({ settings, handsFree: true, microphoneWanted: true });
    await expect.poll(() => log).toEqual(['open desk with echo cancellation']);
  });

  test('tells what to do when it cannot be opened, and tries again only when it is wanted anew', async () => {
    opens = async () => {
      throw new HarkError('device', 'No microphone was found.', { action: 'Connect one.' });
    };
    await start();
    want(true);
    await expect
      .poll(reports)
      .toEqual([{ state: 'failed', message: 'No microphone was found.', action: 'Connect one.' }]);
    connection.emit({ type: 'assistant', state: { kind: 'ready' } });
    want(false);
    opens = async () => 'open';
    want(true);
    await expect.poll(reports).toHaveLength(2);
    expect(log).toEqual(['open default', 'open default']);
  });

  test('tells that it was lost while it recorded', async () => {
    await start({ microphoneWanted: true });
    await expect.poll(reports).toHaveLength(1);
    fake.lose(new HarkError('device', 'The microphone was disconnected.'));
    expect(reports().at(-1)).toEqual({ state: 'failed', message: 'The microphone was disconnected.' });
  });

  test('an opening that was given up is not reported as open', async () => {
    opens = async () => 'cancelled';
    await start();
    want(true);
    want(false);
    await expect.poll(reports).toEqual([{ state: 'closed' }]);
  });

  test('closes it when core cannot be reached any more', async () => {
    await start({ microphoneWanted: true });
    await expect.poll(() => log).toEqual(['open default']);
    connection.setLink('lost');
    await expect.poll(() => log).toEqual(['open default', 'stop']);
  });

  test('attaches the ports that came early and those that come later', async () => {
    connection = createFakeConnection();
    const opened = startAudioOwner({
      connection,
      mirror: createMirror(connection.bridge),
      channel,
      openDevices: async () => fake.devices,
    });
    expect(connection.claims.count).toBe(1);
    connection.givePorts(ports());
    stop = await opened;
    expect(log).toEqual(['player attach', 'recorder attach']);
    connection.givePorts(ports());
    expect(log).toHaveLength(4);
  });

  test('lets go of everything when another page takes the audio, without a word to core', async () => {
    await start({ microphoneWanted: true });
    await expect.poll(reports).toHaveLength(1);
    connection.takeAudio();
    want(false);
    want(true);
    expect(log.slice(1)).toEqual(['player close', 'recorder close'].toReversed());
    expect(reports()).toHaveLength(1);
  });

  test('shares its level and its microphones with the other pages', async () => {
    await start();
    const other = openAudioChannel();
    const levels: number[] = [];
    const listed: string[] = [];
    other.onLevel((dbfs) => levels.push(dbfs));
    other.onDevices((devices) => listed.push(...devices.map(({ label }) => label)));
    fake.level({ rmsDbfs: -20, peakDbfs: -10 });
    other.askDevices();
    await expect.poll(() => levels).toEqual([-20]);
    await expect.poll(() => listed.length).toBeGreaterThan(0);
    expect(listed.every((label) => label !== '')).toBe(true);
    other.close();
  });
});
