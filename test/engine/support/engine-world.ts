import { type EngineServer, type EngineServerOptions, startEngineServer } from '#engine/server.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { connectClient, type EngineClient } from './engine-client.ts';
import { createFakeStages, type FakeStages } from './fake-stages.ts';

/** An engine on scripted stages and a clock that stands still. */
export type EngineWorld = AsyncDisposable & {
  readonly engine: EngineServer;
  readonly clock: FakeClock;
  /** Stages of the connections, in the order they were made. */
  readonly made: readonly FakeStages[];
};

export async function startWorld(options: Partial<EngineServerOptions> = {}): Promise<EngineWorld> {
  const clock = createFakeClock();
  const made: FakeStages[] = [];
  const createStages = async () => {
    const fake = createFakeStages();
    made.push(fake);
    return fake.stages;
  };
  const engine = await startEngineServer({ createStages, clock, ...options });
  return { engine, clock, made, [Symbol.asyncDispose]: () => engine.close() };
}

export type ClientWorld = EngineWorld & FakeStages & { readonly client: EngineClient };

/** The same with one client, whose session has been announced. */
export async function startClient(options: Partial<EngineServerOptions> = {}): Promise<ClientWorld> {
  const world = await startWorld(options);
  const client = await connectClient(world.engine);
  const [stages] = world.made;
  if (stages === undefined) throw new Error('The connection made no stages.');
  return { ...world, ...stages, client };
}
