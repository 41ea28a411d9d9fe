import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readWav, writeWav } from '#shared/audio/wav.ts';
import {
  answer,
  confirmSettings,
  itemEcho,
  ramp,
  samplesOf,
  toolCalls,
} from '../realtime/support/wire-script.ts';
import {
  type ScriptedPeer,
  type ScriptedServer,
  type ScriptedServerOptions,
  startScriptedServer,
} from '../support/scripted-server.ts';
import { type RunningHark, runHark, startHark } from './run-hark.ts';

async function startServer(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer(options);
  onTestFinished(() => server.close());
  return server;
}

type Asked = {
  readonly hark: RunningHark;
  readonly peer: ScriptedPeer;
  /** A spoken answer after the question. */
  readonly reply: (text: string, responseId?: string) => object[];
};

/** Asks a scripted server something in writing, up to where the server has to answer. */
async function askServer(...args: string[]): Promise<Asked> {
  const server = await startServer();
  const hark = startHark(['ask', ...args, '--endpoint', server.url]);
  const peer = await server.connection();
  await confirmSettings(peer);
  const { item } = await peer.next('conversation.item.create');
  peer.send(...itemEcho(item));
  await peer.next('response.create');
  const reply = (text: string, responseId = 'resp_1'): object[] =>
    answer({ responseId, itemId: 'item_A1', previousItemId: item.id ?? null, text, audioMs: 200 });
  return { hark, peer, reply };
}

async function temporaryFile(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-exchange-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, name);
}

/** What the tool answered, once it has. */
async function toolOutput(peer: ScriptedPeer): Promise<string> {
  for (;;) {
    const { item } = await peer.next('conversation.item.create');
    if (item.type === 'function_call_output') return String(item.output);
  }
}

describe('ask', () => {
  test('prints the question, the answer and a last line, and ends with code 0', async () => {
    const { hark, peer, reply } = await askServer('hello', '--json');
    peer.send(...reply('Hello to you.'));
    const { code, events } = await hark.ended;
    expect(events).toContainEqual({ type: 'transcript', role: 'user', text: 'hello', status: 'done' });
    const said = { type: 'transcript', role: 'assistant', text: 'Hello to you.', status: 'done' };
    expect(events).toContainEqual(said);
    expect(events.at(-1)).toEqual({ type: 'done', exitCode: 0 });
    expect(code).toBe(0);
    expect(peer.violations).toEqual([]);
  });

  test('writes the answer that was played, bit by bit', async () => {
    const file = await temporaryFile('reply.wav');
    const { hark, peer, reply } = await askServer('hello', '--out', file);
    peer.send(...reply('Hello to you.'));
    const { stdout } = await hark.ended;
    const { samples, sampleRateHz } = readWav(await readFile(file));
    expect(sampleRateHz).toBe(24_000);
    expect(Array.from(samples, (sample) => Math.round(sample * 32_768))).toEqual(Array.from(ramp(4800)));
    expect(stdout).toContain('You: hello\nHark: Hello to you.\n');
  });

  test('runs a real tool and prints the call', async () => {
    const { hark, peer, reply } = await askServer('what time is it', '--json');
    peer.send(...toolCalls('resp_1', [{ callId: 'call_1', name: 'get_current_time', args: '{}' }]));
    expect(await toolOutput(peer)).toMatch(/\d/);
    await peer.next('response.create');
    peer.send(...reply('It is noon.', 'resp_2'));
    const { code, events } = await hark.ended;
    const called = { type: 'tool', tool: 'get_current_time', status: 'done' };
    expect(events).toContainEqual(expect.objectContaining(called));
    expect(code).toBe(0);
  });

  test('without anybody at the terminal a question is answered with no', async () => {
    const { hark, peer, reply } = await askServer('open example.org');
    const args = JSON.stringify({ target: 'https://example.org/' });
    peer.send(...toolCalls('resp_1', [{ callId: 'call_1', name: 'open_target', args }]));
    expect(await toolOutput(peer)).toContain('denied');
    // The question is spoken, then the result: as many answers as are asked for.
    const answerAll = async (): Promise<void> => {
      for (let turn = 2; ; turn += 1) {
        await peer.next('response.create');
        peer.send(...reply(`Answer ${turn}.`, `resp_${turn}`));
      }
    };
    void answerAll();
    const { code, stdout } = await hark.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('no, because nobody can be asked here');
    expect(stdout).toContain('https://example.org/');
  });

  test('a server that is not there ends with code 3', async () => {
    const nobody = 'ws://127.0.0.1:9/v1/realtime';
    const { code, events } = await runHark(['ask', 'hi', '--json', '--endpoint', nobody]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'error' }));
    expect(code).toBe(3);
  });

  test('a server that refuses the key ends with code 4', async () => {
    const server = await startServer({ refuseWith: 401 });
    const { code } = await runHark(['ask', 'hi', '--json', '--endpoint', server.url]);
    expect(code).toBe(4);
  });

  test('OpenAI without a key ends with code 4', async () => {
    const { code, stderr } = await runHark(['ask', 'hi', '--endpoint', 'openai']);
    expect(stderr).toContain('key');
    expect(code).toBe(4);
  });

  test('a response without an answer ends with code 5', async () => {
    const { hark, peer } = await askServer('hello', '--json');
    peer.send(...toolCalls('resp_1', []));
    expect((await hark.ended).code).toBe(5);
  });
});

describe('talk', () => {
  test('sends the whole file as one push-to-talk turn, a long one too', async () => {
    const server = await startServer();
    const file = await temporaryFile('in.wav');
    const spoken = ramp(24_000 * 20);
    await writeFile(file, writeWav({ samples: spoken, sampleRateHz: 24_000 }));
    const hark = startHark(['talk', file, '--json', '--endpoint', server.url]);
    const peer = await server.connection();
    await confirmSettings(peer);
    await peer.next('input_audio_buffer.commit');
    const heard = peer.received.flatMap((event) =>
      event.type === 'input_audio_buffer.append' ? Array.from(samplesOf(event.audio)) : [],
    );
    expect(heard).toEqual(Array.from(spoken));
    await peer.next('response.create');
    peer.send(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello to you.', audioMs: 200 }));
    expect((await hark.ended).code).toBe(0);
  });
});
