import { hops } from './bridge/hops.ts';
import { idleCost } from './bridge/idle.ts';
import { createTimedRelay } from './bridge/timed-relay.ts';
import { startWebHost } from './bridge/web-host.ts';
import { launch } from './engine/start.ts';
import type { Bench, Table } from './lib/bench.ts';
import { ensureBuild } from './lib/scripts.ts';

/** What lies between page and wire, and what the app costs when nobody uses it. */
export const bridge: Bench = {
  title: 'Web host and core',
  about: '`hark serve` with the offline engine, as a person starts it.',
  async run() {
    await ensureBuild();
    return [await measureHops(), await idleCost()];
  },
};

async function measureHops(): Promise<Table> {
  const engine = await launch();
  const relay = await createTimedRelay(engine);
  const host = await startWebHost(relay.url);
  try {
    return await hops(host, relay);
  } finally {
    await host.close();
    await relay.close();
    await engine.close();
  }
}
