import { describe, expect, it, vi } from 'vitest';
import type { OpenedMicrophone } from '#renderer/audio/capture.ts';
import { eventually } from './eventually.ts';
import { atLeast, RAW, startRecorder, watchMicrophone } from './recorder-bench.ts';

/** The browser's word that a device is gone; a fake one cannot be pulled. */
const unplug = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.dispatchEvent(new Event('ended'));
};

describe('recorder', () => {
  it('tells when a chosen microphone is lost and ends the recording', async () => {
    const { recorder, messages, frames } = await startRecorder();
    const microphone = watchMicrophone();
    const losses: unknown[] = [];
    recorder.onLost((error) => losses.push(error));
    const [chosen] = await navigator.mediaDevices.enumerateDevices();
    await recorder.open({ ...RAW, device: { deviceId: chosen?.deviceId ?? '', label: '' } });
    await atLeast(frames, 2);
    unplug(microphone.streams[0]);
    await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
    expect(microphone.states()).toEqual(['ended']);
    expect(losses).toMatchObject([{ reason: 'device', message: 'The microphone was disconnected.' }]);
  });

  it('goes on with what is the default now when the default one is lost', async () => {
    const { recorder, messages, frames } = await startRecorder();
    const microphone = watchMicrophone();
    const opened: OpenedMicrophone[] = [];
    recorder.onOpened((one) => opened.push(one));
    await recorder.open(RAW);
    await atLeast(frames, 2);
    unplug(microphone.streams[0]);
    await eventually(() => expect(microphone.states()).toEqual(['ended', 'live']));
    await atLeast(frames, frames.length + 5);
    expect(messages).not.toContainEqual({ type: 'stopped' });
    expect(opened.map(({ replaced }) => replaced)).toEqual([false, true]);
    expect(opened.every(({ name }) => name !== '')).toBe(true);
    await recorder.stop();
    expect(microphone.states()).toEqual(['ended', 'ended']);
  });

  it('ends the recording when nothing can take the place of the default one', async () => {
    const { recorder, messages, frames } = await startRecorder();
    const microphone = watchMicrophone();
    const losses: unknown[] = [];
    recorder.onLost((error) => losses.push(error));
    await recorder.open(RAW);
    await atLeast(frames, 2);
    const none = new DOMException('', 'NotFoundError');
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(none);
    unplug(microphone.streams[0]);
    await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
    expect(losses).toHaveLength(1);
  });

  it('R20 refuses a source that records the loudspeaker, and lets go of it', async () => {
    const { recorder, frames } = await startRecorder();
    const microphone = watchMicrophone();
    vi.spyOn(MediaStreamTrack.prototype, 'label', 'get').mockReturnValue('Monitor of Built-in Audio');
    await expect(recorder.open(RAW)).rejects.toMatchObject({
      reason: 'device',
      message: 'Monitor of Built-in Audio records what the computer plays, not what you say.',
      action: 'Choose a microphone in the settings.',
    });
    expect(microphone.states()).toEqual(['ended']);
    expect(frames).toEqual([]);
  });
});
