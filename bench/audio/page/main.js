import { PLAYERS } from './players.js';
import { RECORDERS } from './recorders.js';
import Core from './worker.js?worker';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const core = new Core();
const ask = (job, options, ...ports) =>
  new Promise((resolve) => {
    core.onmessage = ({ data }) => resolve(data);
    core.postMessage({ job, options }, ports);
  });

/** Keeps the page busy for `taskMs` out of every `everyMs`. Returns the function that ends it. */
function keepBusy({ taskMs, everyMs }) {
  let timer;
  const task = () => {
    const until = performance.now() + taskMs;
    while (performance.now() < until);
    timer = setTimeout(task, everyMs - taskMs);
  };
  if (taskMs > 0) timer = setTimeout(task, everyMs - taskMs);
  return () => clearTimeout(timer);
}

async function withPlayer(kind, busy, job, options) {
  const channel = new MessageChannel();
  const player = await PLAYERS[kind](channel.port2);
  const stop = keepBusy(busy);
  const answer = await ask(job, options, channel.port1);
  await sleep(job === 'play' ? options.leadMs + 400 : 100);
  stop();
  const heard = await player.probe.take();
  await player.close();
  return { answer, heard, rateHz: player.rateHz };
}

globalThis.bench = {
  /** Per cut: ms of sound that was still rendered after it was asked for, and ms until the playhead was known. */
  async flushes(kind, busy, trials) {
    const { answer, heard, rateHz } = await withPlayer(kind, busy, 'flushes', { trials });
    const frameAt = (time) => 128 * heard.times.findIndex((rendered) => rendered >= time);
    return answer.map(({ requested, playheadMs, ended }) => {
      const from = frameAt(requested);
      const after = heard.samples.subarray(from, frameAt(ended));
      const lastLoud = after.findLastIndex((sample) => sample !== 0);
      return { soundMs: ((lastLoud + 1) * 1000) / rateHz, playheadMs };
    });
  },
  /** What became of a stretch of sound. */
  async continuity(kind, busy, options) {
    const { answer, heard, rateHz } = await withPlayer(kind, busy, 'play', options);
    const values = heard.samples.map((sample) => Math.round(sample * 32_768));
    const first = values.findIndex((value) => value !== 0);
    const last = values.findLastIndex((value) => value !== 0);
    const played = values.subarray(first, last + 1);
    const result = { sent: answer.sent, heard: 0, gaps: 0, silentMs: 0, jumps: 0 };
    let before = 0;
    for (const [index, value] of played.entries()) {
      if (value === 0) {
        result.silentMs += 1000 / rateHz;
        if (played[index - 1] !== 0) result.gaps += 1;
        continue;
      }
      result.heard += 1;
      if (before !== 0 && value !== (before % 30_000) + 1) result.jumps += 1;
      before = value;
    }
    return result;
  },
  /** Opens the microphone; frames arrive in another thread until `endCapture`. */
  async startCapture(kind, busy) {
    const channel = new MessageChannel();
    await ask('listen', {}, channel.port1);
    const close = await RECORDERS[kind](channel.port2);
    await sleep(300);
    await ask('arrivals');
    const stop = keepBusy(busy);
    this.endCapture = async () => {
      const arrivals = await ask('arrivals');
      stop();
      await close();
      return arrivals.slice(1).map((time, index) => time - arrivals[index]);
    };
  },
};
