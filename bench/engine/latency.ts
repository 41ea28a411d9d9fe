import { setTimeout as sleep } from 'node:timers/promises';
import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import { createClock } from '#shared/base/clock.ts';
import type { TurnDetection } from '#shared/wire/turn-detection.ts';
import { progress, type Table } from '../lib/bench.ts';
import { connectToEngine, isType } from '../lib/engine-client.ts';
import { harkTools } from '../lib/session-tools.ts';
import { fliteVoice } from '../lib/speech.ts';
import { median } from '../lib/statistics.ts';
import { speakTurn, type TurnTiming } from './turn.ts';

const COMMANDS = [
  'what time is it',
  'set a timer for ten minutes',
  'what day is it',
  'cancel the timer',
  'how much battery is left',
  'what is twelve times seven',
  'what timers do i have',
  'remind me in five minutes',
  'open the calculator',
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
  open_target: '{"speech":"I opened the calculator."}',
};
const SERVER_VAD: TurnDetection = { type: 'server_vad', silence_duration_ms: 500 };
const SEMANTIC_VAD: TurnDetection = { type: 'semantic_vad' };
const PAUSE_MS = 150;

type Engine = { readonly url: string; readonly token: string };

type Turn = TurnTiming & { readonly command: string };

/** End of speech → sound of the answer, over the wire, at the speed of sound. */
export async function endOfSpeechToSound(engine: Engine): Promise<Table> {
  const brain = createRulesBrain({ clock: createClock(globalThis) });
  const isWhole = ({ command }: Turn): boolean => brain.completeness(command, harkTools()) === 'complete';
  const byServer = await converse(engine, SERVER_VAD);
  const bySense = await converse(engine, SEMANTIC_VAD);
  const [whole, open] = [bySense.filter(isWhole), bySense.filter((turn) => !isWhole(turn))];
  return {
    title: 'End of speech → sound of the answer, ms p50 (range)',
    columns: [
      'turn detection',
      '→ turn ended',
      '→ first audio delta',
      '→ first audible sample',
      'called a tool',
    ],
    rows: [
      row('server_vad, 500 ms of silence', byServer),
      row('semantic_vad, sentence that nothing can continue', whole),
      row('semantic_vad, sentence that could go on', open),
    ],
    note: 'Speech arrives in 20 ms frames at the speed of sound; its true end is its last sample above −40 dBFS, and so is audible what is above that. The round trip of the tool’s output is part of it. The device’s own latency is not.',
  };
}

function row(name: string, turns: readonly Turn[]): readonly string[] {
  return [
    name,
    range(turns.map(({ stoppedMs }) => stoppedMs)),
    range(turns.map(({ firstDeltaMs }) => firstDeltaMs)),
    range(turns.map(({ firstSoundMs }) => firstSoundMs)),
    `${turns.filter(({ calls }) => calls.length > 0).length} of ${turns.length}`,
  ];
}

async function converse(engine: Engine, detection: TurnDetection): Promise<readonly Turn[]> {
  const client = await connectToEngine(engine);
  client.send({
    type: 'session.update',
    session: { type: 'realtime', tools: [...harkTools()], audio: { input: { turn_detection: detection } } },
  });
  await client.next(isType('session.updated'));
  const turns: Turn[] = [];
  for (const [index, command] of COMMANDS.entries()) {
    const speech = await VOICES[index % VOICES.length]!.say(command);
    turns.push({ command, ...(await speakTurn(client, speech, OUTPUTS)) });
    await sleep(PAUSE_MS);
  }
  await client.close();
  progress(`${detection.type}: ${turns.map(({ firstSoundMs }) => firstSoundMs.toFixed(0)).join(' ')} ms`);
  return turns;
}

function range(times: readonly number[]): string {
  return `${median(times).toFixed(0)} (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;
}
