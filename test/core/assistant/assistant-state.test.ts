import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AssistantFacts,
  type AssistantInput,
  INITIAL_FACTS,
  microphoneWanted,
  reduceAssistant,
  showAssistant,
} from '#core/assistant/assistant-state.ts';

const error = { reason: 'connection', message: 'No server answers.' } as const;
const connected: AssistantInput = { type: 'connection', connection: { kind: 'connected' } };
const failed: AssistantInput = { type: 'connection', connection: { kind: 'failed', error } };
const reconnecting: AssistantInput = {
  type: 'connection',
  connection: { kind: 'reconnecting', attempt: 1, delayMs: 0 },
};
const toolStarted: AssistantInput = { type: 'tool_started', callId: 'c1', tool: 'set_timer' };
const toolEnded: AssistantInput = { type: 'tool_ended', callId: 'c1' };
const handsFree: AssistantInput = { type: 'switches', handsFree: true, muted: false };
const handsFreeMuted: AssistantInput = { type: 'switches', handsFree: true, muted: true };
const live: AssistantInput = { type: 'microphone_live' };
const playing: AssistantInput = { type: 'playing', playing: true };

function factsAfter(...inputs: readonly AssistantInput[]): AssistantFacts {
  return inputs.reduce((facts, input) => reduceAssistant(facts, input), INITIAL_FACTS);
}

const hold = [connected, { type: 'talk_started' }] as const;
const answered = [
  ...hold,
  { type: 'talk_released' },
  { type: 'turn_sent' },
  { type: 'answer_started' },
] as const;

describe('what is shown', () => {
  it.each<[string, readonly AssistantInput[], object]>([
    ['nothing happened yet', [], { kind: 'off' }],
    [
      'a connection is made',
      [{ type: 'connection', connection: { kind: 'connecting' } }],
      { kind: 'connecting' },
    ],
    ['the connection is there', [connected], { kind: 'ready' }],
    [
      'the key is down and the microphone delivers',
      [...hold, live],
      { kind: 'listening', turn: 'hold', hearsSpeech: false },
    ],
    [
      'the key is down again and the microphone opens anew',
      [...hold, live, { type: 'talk_dropped' }, live, { type: 'talk_started' }],
      { kind: 'listening', turn: 'hold', hearsSpeech: false, opening: true },
    ],
    ['the key is down', hold, { kind: 'listening', turn: 'hold', hearsSpeech: false, opening: true }],
    [
      'a press has latched',
      [...hold, { type: 'talk_latched' }],
      { kind: 'listening', turn: 'latched', hearsSpeech: false, opening: true },
    ],
    [
      'the key is up, the last samples are missing',
      [...hold, { type: 'talk_released' }],
      { kind: 'thinking' },
    ],
    ['the slip of a key was dropped', [...hold, { type: 'talk_dropped' }], { kind: 'ready' }],
    ['the turn was handed in', answered.slice(0, 4), { kind: 'thinking' }],
    ['the answer has no sound yet', answered, { kind: 'thinking' }],
    ['the answer sounds', [...answered, playing], { kind: 'speaking' }],
    [
      'the server is done, the loudspeaker is not',
      [...answered, playing, { type: 'answer_ended' }, { type: 'idle' }],
      { kind: 'speaking' },
    ],
    [
      'the loudspeaker is done as well',
      [...answered, playing, { type: 'answer_ended' }, { type: 'idle' }, { type: 'playing', playing: false }],
      { kind: 'ready' },
    ],
    ['a tool runs silently', [...answered, toolStarted], { kind: 'thinking', tool: 'set_timer' }],
    ['a tool runs while the answer sounds', [...answered, toolStarted, playing], { kind: 'speaking' }],
    [
      'a response ended in a tool call that has not begun to run',
      [...answered, { type: 'answer_ended' }],
      { kind: 'thinking' },
    ],
    ['a tool has answered', [connected, toolStarted, toolEnded], { kind: 'thinking' }],
    ['a server never answered', [...answered.slice(0, 4), { type: 'answer_overdue' }], { kind: 'ready' }],
    ['the answer was stopped', [...answered, { type: 'interrupted' }], { kind: 'ready' }],
    [
      'hands-free, nobody speaks',
      [connected, handsFree],
      { kind: 'listening', turn: 'hands_free', hearsSpeech: false, opening: true },
    ],
    [
      'hands-free, somebody speaks',
      [connected, handsFree, live, { type: 'speech_started' }],
      { kind: 'listening', turn: 'hands_free', hearsSpeech: true },
    ],
    [
      'the sentence ended',
      [connected, handsFree, { type: 'speech_started' }, { type: 'speech_stopped' }],
      { kind: 'thinking' },
    ],
    ['muted', [connected, handsFreeMuted], { kind: 'muted' }],
    [
      'muted in the middle of a sentence',
      [connected, handsFree, { type: 'speech_started' }, handsFreeMuted],
      { kind: 'muted' },
    ],
    [
      'muted under the key',
      [...hold, { type: 'switches', handsFree: false, muted: true }],
      { kind: 'muted' },
    ],
    [
      'the connection is lost under the key',
      [...hold, reconnecting],
      { kind: 'listening', turn: 'hold', hearsSpeech: false, opening: true },
    ],
    [
      'the connection is lost in an answer',
      [...answered, playing, reconnecting],
      { kind: 'reconnecting', attempt: 1, delayMs: 0 },
    ],
    ['no connection can be had', [...hold, failed], { kind: 'error', error }],
  ])('%s', (_, inputs, state) => {
    expect(showAssistant(factsAfter(...inputs))).toEqual(state);
  });
});

describe('when the microphone is wanted', () => {
  it.each<[string, readonly AssistantInput[], boolean]>([
    ['not at the start', [connected], false],
    ['under the key', hold, true],
    ['under the key while a connection is on its way', [reconnecting, { type: 'talk_started' }], true],
    ['while a press has latched', [...hold, { type: 'talk_latched' }], true],
    ['not once the key is up', [...hold, { type: 'talk_released' }], false],
    ['hands-free', [connected, handsFree], true],
    ['hands-free while the assistant speaks, for barging in', [connected, handsFree, playing], true],
    ['not hands-free without a server to find the turns', [reconnecting, handsFree], false],
    ['not muted', [connected, handsFreeMuted], false],
    ['not after a failure', [...hold, failed], false],
  ])('%s', (_, inputs, wanted) => {
    expect(microphoneWanted(factsAfter(...inputs))).toBe(wanted);
  });
});

const inputs = fc.array(
  fc.oneof(
    fc.constantFrom<AssistantInput>(
      live,
      connected,
      failed,
      reconnecting,
      { type: 'connection', connection: { kind: 'off' } },
      { type: 'connection', connection: { kind: 'connecting' } },
      { type: 'talk_started' },
      { type: 'talk_released' },
      { type: 'turn_sent' },
      { type: 'talk_dropped' },
      { type: 'speech_started' },
      { type: 'speech_stopped' },
      { type: 'text_sent' },
      { type: 'answer_started' },
      { type: 'answer_ended' },
      { type: 'idle' },
      { type: 'answer_overdue' },
      { type: 'interrupted' },
      toolStarted,
      toolEnded,
    ),
    fc.record({ type: fc.constant('playing' as const), playing: fc.boolean() }),
    fc.record({ type: fc.constant('switches' as const), handsFree: fc.boolean(), muted: fc.boolean() }),
  ),
  { maxLength: 60 },
);

it('begins a new session without the tools of the one before', () => {
  const connecting: AssistantInput = { type: 'connection', connection: { kind: 'connecting' } };
  expect(factsAfter(connected, toolStarted, connecting).tools).toEqual([]);
});

describe('whatever happens in whatever order', () => {
  const always = (holds: (facts: AssistantFacts, all: readonly AssistantInput[]) => boolean): void =>
    fc.assert(
      fc.property(inputs, (all) => holds(factsAfter(...all), all)),
      { numRuns: 2_000 },
    );

  it('listens only with an open microphone', () => {
    always((facts) => showAssistant(facts).kind !== 'listening' || microphoneWanted(facts));
  });

  it('never listens while muted', () => {
    always(
      (facts) => !facts.muted || (showAssistant(facts).kind !== 'listening' && !microphoneWanted(facts)),
    );
  });

  it('listens under the key only if the key went down and has not come up since', () => {
    always((facts, all) => {
      if (facts.hold !== 'open') return true;
      const down = all.findLastIndex((input) => input.type === 'talk_started');
      const up = all.findLastIndex(
        (input) => input.type === 'talk_released' || input.type === 'talk_dropped',
      );
      return down > up;
    });
  });

  it('speaks only while something can be heard', () => {
    always((facts) => showAssistant(facts).kind !== 'speaking' || facts.playing);
  });

  it('works on nothing without a connection, but for tools while it is brought back', () => {
    always(({ connection, answer, tools }) => {
      if (connection.kind === 'connected') return true;
      return answer === 'none' && (tools.length === 0 || connection.kind === 'reconnecting');
    });
  });

  it('comes to rest when everything that can end has ended', () => {
    fc.assert(
      fc.property(inputs, (all) => {
        const rest: readonly AssistantInput[] = [
          connected,
          { type: 'talk_dropped' },
          { type: 'switches', handsFree: false, muted: false },
          toolEnded,
          { type: 'idle' },
          { type: 'playing', playing: false },
        ];
        expect(showAssistant(factsAfter(...all, ...rest))).toEqual({ kind: 'ready' });
      }),
    );
  });
});
