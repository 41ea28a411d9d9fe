/** What the realtime SDK must do. Each line is proven by the tests that cite its id in their titles. */
export type Requirement = { readonly id: string; readonly text: string };

export const REQUIREMENTS: readonly Requirement[] = [
  // Agent
  {
    id: 'AG-1',
    text: "`RealtimeAgent({name, instructions, tools, handoffs, handoffDescription, voice, prompt, mcpServers, outputGuardrails, hooks})`; wrong field types fail at construction with the field's name.",
  },
  { id: 'AG-2', text: '`instructions` may be a string or a sync/async function of (context, agent).' },
  {
    id: 'AG-3',
    text: 'The model is chosen per session, never per agent; no structured output; voice per agent, honoured only until the first assistant audio (after that the field is not sent, one warning).',
  },
  { id: 'AG-4', text: '`agent.clone(overrides)`.' },
  {
    id: 'AG-5',
    text: "Agent hooks and session hooks really fire: agent start/end, handoff, tool start/end (the Python peer's never do).",
  },
  {
    id: 'AG-6',
    text: '`tools` may be enabled per run by `isEnabled` (bool or function); disabled tools are neither sent nor callable.',
  },
  // Runner and session
  {
    id: 'RS-1',
    text: '`new RealtimeRunner({startingAgent, model?, config?})`, `await runner.run({context?, modelConfig?})` gives a `RealtimeSession`.',
  },
  {
    id: 'RS-2',
    text: "`for await (const event of session)` yields typed events in order; several independent iterators and `session.on(type, fn)` see the same stream; an iterator's queue is bounded by a named policy.",
  },
  {
    id: 'RS-3',
    text: '`await using session` / `close()` is idempotent, ends iterators cleanly, leaves no timer, listener or socket.',
  },
  {
    id: 'RS-4',
    text: "`sendMessage(string | {type:'message', role:'user', content:[input_text | input_image …]})`.",
  },
  {
    id: 'RS-5',
    text: "`sendAudio(Int16Array | Uint8Array | ArrayBuffer view, {commit?})` sends exactly the view's bytes (never its whole pool buffer).",
  },
  {
    id: 'RS-6',
    text: '`startTurn()` / `endTurn({respond})` for push-to-talk: clear, append, commit, then response.create; a turn under 100 ms of audio is dropped locally with an event, never a server error.',
  },
  {
    id: 'RS-7',
    text: '`interrupt()` always stops: it cancels an active response whether or not audio has begun and in text mode too, and drops every later delta of that response.',
  },
  {
    id: 'RS-8',
    text: '`updateAgent(agent)`, `updateSession(patch)` (turn detection, voice before audio, speed, tools…) apply live; only changed fields are sent; formats survive handoffs.',
  },
  {
    id: 'RS-9',
    text: '`history` (read-only), `updateHistory(items | fn)`, `restore(items)`; restored assistant audio becomes `output_text`.',
  },
  {
    id: 'RS-10',
    text: '`sendRaw({type, ...otherData})` (RealtimeClientMessage) and a `raw_model_event` for every server frame, unknown types included.',
  },
  { id: 'RS-11', text: '`session.usage`: tokens per modality, cached subset, per response and total.' },
  {
    id: 'RS-12',
    text: '`connection` events: connecting, connected, reconnecting{attempt, delay}, renewed, closed{reason}; the state is a tagged union readable at any time.',
  },
  { id: 'RS-13', text: 'A second `connect()` on a live session rejects and changes nothing.' },
  { id: 'RS-14', text: 'An `error` without a listener never throws and never ends the process.' },
  // Model configuration
  {
    id: 'MC-1',
    text: "`apiKey`: string or (a)sync function; default `OPENAI_API_KEY`; missing key is a clear error before any socket opens. Never logged, never in an error's text.",
  },
  {
    id: 'MC-2',
    text: '`url`, `headers`, `callId`; https/wss or exact loopback only; no redirect carries the key.',
  },
  {
    id: 'MC-3',
    text: '`initialModelSettings`; precedence: run overrides > agent > model config > defaults.',
  },
  {
    id: 'MC-4',
    text: 'Session settings, all of: modelName, instructions, modalities/outputModalities, voice (string or {id}), speed, maxOutputTokens, inputAudioFormat, outputAudioFormat (`pcm16`, `g711_ulaw`, `g711_alaw` and structured), inputAudioTranscription {model, language, languages, keywords, prompt}, inputAudioNoiseReduction, turnDetection {type, threshold, prefixPaddingMs, silenceDurationMs, eagerness, createResponse, interruptResponse, idleTimeoutMs, + vendor keys passed through} or null, toolChoice, parallelToolCalls, reasoning, tools, handoffs, tracing, truncation, include, providerData.',
  },
  {
    id: 'MC-5',
    text: 'Every setting is validated with the range named in the message (threshold 0..1, speed 0.25..1.5, idle 5000..30000 …).',
  },
  {
    id: 'MC-6',
    text: "Defaults: `gpt-realtime-2.1`, `['audio']`, pcm 24 kHz both ways, a transcription model that is not about to be shut down, `semantic_vad` with `interruptResponse: true`.",
  },
  { id: 'MC-7', text: "Text-only mode (`['text']`, voice none): `output_text` deltas as events." },
  {
    id: 'MC-8',
    text: 'Beta-shape servers are served by a `beta` codec (names, flat session, nested tools) chosen per provider.',
  },
  // Events
  {
    id: 'EV-1',
    text: 'agent_start, agent_end, handoff, tool_start, tool_end, tool_approval_required, audio, audio_end, audio_interrupted, guardrail_tripped, history_added, history_updated, error, raw_model_event, input_audio_timeout_triggered: each with a typed payload and the run context.',
  },
  {
    id: 'EV-2',
    text: 'Added by us: connection, user_speech_started/stopped, transcript {role, itemId, delta, text, final}, transcription_failed, usage, response_started/done, tool_progress, idle.',
  },
  {
    id: 'EV-3',
    text: "Transcripts of both sides stream as they arrive; ordering follows the server's item chain, not arrival.",
  },
  // Response sequencing
  {
    id: 'SQ-1',
    text: 'At most one outstanding response.create in the default conversation; automatic ones coalesce, manual ones keep their own payload.',
  },
  {
    id: 'SQ-2',
    text: 'A create that loses the race (`conversation_already_has_active_response`) is retried once that response is done: no tool result and no typed message stays unanswered.',
  },
  { id: 'SQ-3', text: "Out-of-band responses (`conversation: 'none'`) do not block the sequencer." },
  {
    id: 'SQ-4',
    text: 'A watchdog frees a create that never got `response.created`, and a response that never got `response.done`.',
  },
  { id: 'SQ-5', text: 'Errors are matched by `error.event_id`; unrelated errors release nothing.' },
  // Tools
  {
    id: 'TL-1',
    text: "`tool({name, description, parameters: zod | JSON schema, execute, needsApproval, isEnabled, timeoutMs, timeoutBehavior, errorFunction, respond: 'auto'|'never'|'whenIdle', risk})`; zod becomes JSON Schema on the wire without `$schema` or `strict`.",
  },
  {
    id: 'TL-2',
    text: 'tool_start and tool_end surround every execution; calls of one response run concurrently and produce exactly ONE following response.create after all their outputs (barrier with a maximum wait).',
  },
  {
    id: 'TL-3',
    text: 'Every call_id gets exactly one output: success, thrown error, timeout, denial, unknown tool, bad JSON, disabled tool. Unknown tool also gets a spoken answer.',
  },
  {
    id: 'TL-4',
    text: 'Exact duplicates of a call never run twice and never put a second output on the wire; a changed repeat of a call_id is an error.',
  },
  {
    id: 'TL-5',
    text: 'Tools see an AbortSignal that fires on interrupt (if the tool opts in), timeout and close; progress updates are events.',
  },
  { id: 'TL-6', text: 'Duplicate names across tools and handoffs fail at start, naming both.' },
  { id: 'TL-7', text: 'Background results: output sent, no response.' },
  {
    id: 'TL-8',
    text: 'Tool sets are frozen per response: a call that arrives after a handoff uses what the model saw.',
  },
  { id: 'TL-9', text: 'Input and output guardrails of a tool: allow, reject with content, throw.' },
  // Approvals
  {
    id: 'AP-1',
    text: 'needsApproval (bool or function) raises tool_approval_required with agent, call id, name, parsed arguments; `approve(callId, {always})` / `reject(callId, {always, message})`.',
  },
  {
    id: 'AP-2',
    text: 'Bound to agent + call id + canonical arguments + connection; tampering is refused; second decisions are ignored.',
  },
  {
    id: 'AP-3',
    text: 'Time-out with default deny; pending approvals can be listed; the conversation goes on meanwhile.',
  },
  // Handoffs
  {
    id: 'HO-1',
    text: '`handoffs: [agent | realtimeHandoff(agent, {toolName, toolDescription, onHandoff, inputType, isEnabled})]`; default name `transfer_to_<name>`.',
  },
  {
    id: 'HO-2',
    text: 'Order: session.update (instructions, tools; voice only if still allowed; prompt and tools cleared when the new agent has none) → handoff event → output → one response.create.',
  },
  {
    id: 'HO-3',
    text: 'Two handoffs in one response: the first wins, the second gets an output that says so.',
  },
  { id: 'HO-4', text: 'inputType is validated strictly; a bad input is a tool output, not a crash.' },
  // Output guardrails
  {
    id: 'GR-1',
    text: 'Per agent and per run; run when the accumulated transcript passes 1x, 2x, 3x … of `debounceTextLength` (default 100) and once more on the final text, so short answers are checked too.',
  },
  {
    id: 'GR-2',
    text: 'Tripped once per response: `guardrail_tripped`, audio stopped and truncated (or text cancelled), one feedback message to the model; a cap stops loops.',
  },
  {
    id: 'GR-3',
    text: 'A stale trip never touches a newer response; a guardrail that throws is an error event and the session lives.',
  },
  { id: 'GR-4', text: 'Optional hold-back: audio is released only after its text has been checked.' },
  // Interruption and playback
  { id: 'IN-1', text: 'A playback tracker is fed by frames really played (worklet), never by wall clock.' },
  {
    id: 'IN-2',
    text: 'On speech_started, on interrupt(), on push-to-talk: playback stops, queued audio is dropped, `audio_interrupted` carries item, content index and played ms.',
  },
  {
    id: 'IN-3',
    text: 'truncate only when 0 < played < received, with floor(min(played, received)); nothing played → the item is deleted or left, never a failing truncate; queued unstarted items likewise.',
  },
  { id: 'IN-4', text: 'Late deltas of an interrupted response are never emitted.' },
  {
    id: 'IN-5',
    text: 'The heard part of an interrupted answer stays in history, marked interrupted; it is never overwritten by null.',
  },
  { id: 'IN-6', text: '`interruptResponse: false` is honoured.' },
  // History
  {
    id: 'HI-1',
    text: 'Items: system/user/assistant messages (input_text, input_audio, input_image, output_text, output_audio), function_call with call id and output, mcp items; each with itemId, previousItemId, status.',
  },
  {
    id: 'HI-2',
    text: 'Order by previous_item_id (null = front, unknown or absent = end); any permutation and duplication of events converges to the same history.',
  },
  { id: 'HI-3', text: 'Cost per event does not grow with the length of the history; events carry patches.' },
  {
    id: 'HI-4',
    text: 'Transcription completed / failed fill the user item; late or orphan transcripts are kept.',
  },
  { id: 'HI-5', text: 'Audio bytes are not kept unless asked.' },
  // Tracing and usage
  {
    id: 'TR-1',
    text: "tracing 'auto' | {workflowName, groupId, metadata} | null, sent once after session.created; never changed after; `tracingDisabled`.",
  },
  {
    id: 'TR-2',
    text: 'Local spans too: connection, response, tool, handoff, guardrail, with timings, to a pluggable exporter.',
  },
  // Audio formats
  {
    id: 'AF-1',
    text: 'pcm16 24 kHz, g711 µ-law and A-law 8 kHz both ways, bit-exact with the vectors of ITU-T G.711.',
  },
  // Testing kit
  {
    id: 'TK-1',
    text: '`ScriptedModel` (expect this call, then emit these events; fails on unexpected, missing and unfinished steps) is a public export.',
  },
];
