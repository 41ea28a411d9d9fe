import { createAudioHost } from '#renderer/audio/audio-host.ts';
import { createPlayer } from '#renderer/audio/playback.ts';
import { createClock } from '#shared/base/clock.ts';
import { WavStreamPlayer } from '../../peers/node_modules/wavtools/index.js';
import { createProbe } from './probe.js';

/**
 * Two players behind one port, which speaks the commands of #shared/audio/ports.ts: the other end is the thread that has
 * the audio, as in the app.
 */
export const PLAYERS = { hark, wavtools };

async function hark(port) {
  const host = createAudioHost(createClock(globalThis));
  const player = await createPlayer(host);
  const probe = await createProbe(host.context);
  player.node.disconnect();
  player.node.connect(probe.node);
  player.attach(port);
  return { probe, rateHz: host.context.sampleRate, close: () => host.close() };
}

/** Its own API lives on the page, so its audio comes and goes through the page. */
async function wavtools(port) {
  const player = new WavStreamPlayer({ sampleRate: 24_000 });
  await player.connect();
  const { context } = player;
  const probe = await createProbe(context);
  // It makes a new node for every stretch of sound and connects it to what the context calls its destination.
  Object.defineProperty(context, 'destination', { value: probe.node });
  port.onmessage = async ({ data: command }) => {
    if (command.type === 'audio') player.add16BitPCM(command.samples, command.itemId);
    if (command.type !== 'flush') return;
    const offset = await player.interrupt();
    port.postMessage({ type: 'flushed', id: command.id, played: offset?.offset });
  };
  return { probe, rateHz: context.sampleRate, close: () => context.close() };
}
