import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { type EngineChild, launchEngine } from '#engine/launch.ts';
import { parseProcessOptions } from '#engine/process-messages.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** A child that does what the test tells it; `kill` ends it. */
class ScriptedChild extends EventEmitter implements EngineChild {
  args: readonly string[] = [];
  kills = 0;
  /** So busy that it hears only what no process can ignore. */
  stuck = false;

  kill(signal?: 'SIGKILL'): boolean {
    this.kills += 1;
    if (!this.stuck || signal === 'SIGKILL') queueMicrotask(() => this.emit('exit', 0));
    return true;
  }

  readonly fork = (_modulePath: string, args: readonly string[]): EngineChild => {
    this.args = args;
    return this;
  };
}

const READY = { type: 'ready', url: 'ws://127.0.0.1:1/v1/realtime', token: 'secret' };

describe('launching the engine', () => {
  test('resolves with its address when it is ready, and passes the options on', async () => {
    const child = new ScriptedChild();
    const clock = createFakeClock();
    const launched = launchEngine({ fork: child.fork, clock, sessionLengthMs: 5000 });
    child.emit('message', { noise: true });
    child.emit('message', READY);
    expect(await launched).toMatchObject({ url: READY.url, token: READY.token });
    expect(parseProcessOptions(child.args[0])).toEqual({ sessionLengthMs: 5000 });
    expect(clock.pending).toBe(0);
  });

  test('rejects with the reason when it cannot start, and leaves no process behind', async () => {
    const child = new ScriptedChild();
    const launched = launchEngine({ fork: child.fork, clock: createFakeClock() });
    child.emit('message', { type: 'failed', message: 'the port is taken' });
    await expect(launched).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining('the port is taken'),
    });
    expect(child.kills).toBe(1);
  });

  test('rejects when the process ends before it is ready', async () => {
    const child = new ScriptedChild();
    const launched = launchEngine({ fork: child.fork, clock: createFakeClock() });
    child.emit('exit', 3);
    await expect(launched).rejects.toMatchObject({ message: expect.stringContaining('code 3') });
  });

  test('rejects when there is no process at all', async () => {
    const child = new ScriptedChild();
    const launched = launchEngine({ fork: child.fork, clock: createFakeClock() });
    child.emit('error', new Error('spawn ENOENT'));
    await expect(launched).rejects.toMatchObject({ message: expect.stringContaining('spawn ENOENT') });
  });

  test('rejects and ends the process when it takes too long', async () => {
    const child = new ScriptedChild();
    const clock = createFakeClock();
    const launched = launchEngine({ fork: child.fork, clock, timeoutMs: 2000 });
    clock.advance(2000);
    await expect(launched).rejects.toMatchObject({ reason: 'timeout' });
    expect(child.kills).toBe(1);
  });

  test('ends a process that does not listen to being ended', async () => {
    const child = new ScriptedChild();
    child.stuck = true;
    const clock = createFakeClock();
    const launched = launchEngine({ fork: child.fork, clock });
    child.emit('message', READY);
    const engine = await launched;
    const closed = engine.close();
    await clock.advanceAsync(3000);
    await closed;
    expect(child.kills).toBe(2);
    expect(clock.pending).toBe(0);
  });

  test('tells of an end nobody asked for, and of no other', async () => {
    const child = new ScriptedChild();
    const launched = launchEngine({ fork: child.fork, clock: createFakeClock() });
    child.emit('message', READY);
    const engine = await launched;
    let exits = 0;
    engine.onExit(() => {
      exits += 1;
    });
    await engine.close();
    expect(exits).toBe(0);

    const crashing = new ScriptedChild();
    const relaunched = launchEngine({ fork: crashing.fork, clock: createFakeClock() });
    crashing.emit('message', READY);
    (await relaunched).onExit(() => {
      exits += 1;
    });
    crashing.emit('exit', 1);
    expect(exits).toBe(1);
  });

  test('hands log lines on', async () => {
    const child = new ScriptedChild();
    const lines: string[] = [];
    const launched = launchEngine({
      fork: child.fork,
      clock: createFakeClock(),
      log: (line) => lines.push(line),
    });
    child.emit('message', { type: 'log', message: 'Connection refused: The token is wrong.' });
    child.emit('message', READY);
    await launched;
    expect(lines).toEqual(['Connection refused: The token is wrong.']);
  });
});

describe("the process's argument", () => {
  test.each([
    [undefined, {}],
    ['{}', {}],
    ['{"port":8080,"sessionLengthMs":1000,"other":1}', { port: 8080, sessionLengthMs: 1000 }],
  ])('%j is read', (argument, options) => {
    expect(parseProcessOptions(argument)).toEqual(options);
  });

  test.each(['', '[', 'null', '7', '{"port":"8080"}', '{"port":-1}', '{"sessionLengthMs":null}'])(
    '%j is refused',
    (argument) => {
      expect(() => parseProcessOptions(argument)).toThrow(/engine's (argument|option)/);
    },
  );
});
