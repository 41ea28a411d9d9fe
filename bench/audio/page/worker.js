// The thread that has the audio: stands in for core behind its socket.
const now = () => performance.now();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const RATE = 24_000;
const CHUNK_MS = 20;
/** Sample n says which it is: 1 to 30,000, never silence. */
const PERIOD = 30_000;
const ramp = (from, count) => Int16Array.from({ length: count }, (_, index) => ((from + index) % PERIOD) + 1);

/** Plays `seconds` of sound as it would come from a server that is `leadMs` ahead. */
async function play(port, { seconds, leadMs }) {
  const chunk = (RATE * CHUNK_MS) / 1000;
  const chunks = (seconds * 1000) / CHUNK_MS;
  const start = now();
  for (let index = 0; index < chunks; index += 1) {
    while (now() < start + index * CHUNK_MS - leadMs) await sleep(2);
    port.postMessage({ type: 'audio', itemId: 'item', samples: ramp(index * chunk, chunk) });
  }
  port.postMessage({ type: 'end', itemId: 'item' });
  return { sent: chunks * chunk };
}

/** Starts and cuts sounds; answers when each cut was asked for, and after how long its playhead was known. */
async function flushes(port, { trials }) {
  const cuts = [];
  for (let id = 1; id <= trials; id += 1) {
    port.postMessage({ type: 'audio', itemId: `item ${id}`, samples: ramp(0, 2 * RATE) });
    await sleep(120 + 40 * Math.random());
    // The clock of the audio thread.
    const requested = Date.now();
    const from = now();
    const known = await new Promise((resolve) => {
      port.onmessage = ({ data }) => data.type === 'flushed' && data.id === id && resolve(now());
      port.postMessage({ type: 'flush', id });
    });
    await sleep(80);
    cuts.push({ requested, playheadMs: known - from, ended: Date.now() });
  }
  return cuts;
}

const arrivals = [];
const JOBS = {
  play,
  flushes,
  /** Notes when frames arrive. */
  listen: async (port) => {
    port.onmessage = () => arrivals.push(now());
  },
  arrivals: async () => arrivals.splice(0),
};

addEventListener('message', async ({ data: { job, options }, ports }) => {
  postMessage(await JOBS[job](ports[0], options));
});
