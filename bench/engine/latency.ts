import { setTimeout as sleep } from 'node:timers/promises';
import type { TurnDetection } from '#shared/wire/turn-detection.ts';
import { progress, type Table } from '../lib/bench.ts';
import { connectToEngine, type EngineClient, isType } from '../lib/engine-client.ts';
import { harkTools } from '../lib/session-tools.ts';
import { fliteVoice } from '../lib/speech.ts';
import { median } from '../lib/statistics.ts';
import { speakTurn, type TurnTiming } from './turn.ts';

const COMMANDS = [
  'what time is it',
  'what day is it',
  'set a timer for ten minutes',
  'how much battery is left',
  'cancel the timer',
  'what timers do i have',
  'what is twelve times seven',
  'what can you do',
];
const VOICES = (['rms', 'slt'] as const).map(fliteVoice);
/** What the app's tools would say, so that answers have their real length. */
const OUTPUTS = {
  get_current_time: '{"speech":"It is twenty past three in the afternoon."}',
  get_date: '{"speech":"Today is Saturday, the twenty-first of November."}',
  set_timer: '{"speech":"The timer is set for ten minutes."}',
  get_system_info: '{"speech":"The battery is at eighty per cent."}',
  cancel_timer: '{"speech":"The timer is cancelled."}',
  list_timers: '{"speech":"There are no timers."}',
  calculate: '{"speech":"Twelve times seven is eighty-four."}',
};
const DETECTIONS: Readonly<Record<string, TurnDetection>> = {
  'server_vad, 500 ms of silence': { type: 'server_vad', silence_duration_ms: 500 },
  semantic_vad: { type: 'semantic_vad' },
};
const PAUSE_MS = 150;

/** End of speech → sound of the answer, over the wire, at the speed of sound. */
export async function endOfSpeechToSound(engine: { url: string; token: string }): Promise<Table> {
  const rows: string[][] = [];
  for (const [name, detection] of Object.entries(DETECTIONS)) {
    const client = await connectToEngine(engine);
    const turns = await converse(client, detection);
    await client.close();
    progress(`${name}: ${turns.map(({ firstSoundMs }) => firstSoundMs.toFixed(0)).join(' ')}`);
    rows.push([
      name,
      range(turns.map(({ stoppedMs }) => stoppedMs)),
      range(turns.map(({ firstDeltaMs }) => firstDeltaMs)),
      range(turns.map(({ firstSoundMs }) => firstSoundMs)),
      `${turns.filter(({ calls }) => calls.length > 0).length} of ${turns.length}`,
    ]);
  }
  return {
    title: 'End of speech → sound of the answer, ms p50 (range)',
    columns: [
      'turn detection',
      '→ turn ended',
      '→ first audio delta',
      '→ first audible sample',
      'called a tool',
    ],
    rows,
    note: 'Speech arrives in 20 ms frames at the speed of sound; its true end is its last sample above −40 dBFS, and so is audible what is above that. The round trip of the tool’s output is part of it. The device’s own latency is not.',
  };
}

async function converse(client: EngineClient, detection: TurnDetection): Promise<readonly TurnTiming[]> {
  client.send({
    type: 'session.update',
    session: { type: 'realtime', tools: [...harkTools()], audio: { input: { turn_detection: detection } } },
  });
  await client.next(isType('session.updated'));
  const turns: TurnTiming[] = [];
  for (const [index, command] of COMMANDS.entries()) {
    const speech = await VOICES[index % VOICES.length]!.say(command);
    turns.push(await speakTurn(client, speech, OUTPUTS));
    await sleep(PAUSE_MS);
  }
  return turns;
}

function range(times: readonly number[]): string {
  return `${median(times).toFixed(0)} (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;
}
