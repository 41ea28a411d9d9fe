/**
 * What the published realtime SDKs (JavaScript, where not said otherwise) get wrong, as found by running them in 2026.
 * Each is proven absent here by a test titled `peer defect N: …`.
 */
export const PEER_DEFECTS: ReadonlyMap<number, string> = new Map([
  [1, 'A second connect() on a live session kills tool dispatch and approvals of the open connection.'],
  [2, 'interrupt() before the first audio, or in text mode, sends nothing.'],
  [3, 'After a barge-in, late audio of the cancelled response is still emitted.'],
  [4, 'A response.create that lost the race against another response is dropped and never retried.'],
  [5, 'An out-of-band response blocks ordinary ones until it is done.'],
  [6, 'When neither response.created nor an error comes, the queue waits forever.'],
  [7, 'Two tools of different speed in one response cause two spoken answers; two handoffs both apply.'],
  [8, 'An exact duplicate of a call puts a second output for its call_id on the wire.'],
  [9, 'An unknown or disabled tool gets an output but no response, so that the user hears silence.'],
  [10, 'A time-out or guardrail that throws leaves the call_id without any output.'],
  [11, 'Images never reach the history; failed transcription, idle time-out and speech are not surfaced.'],
  [12, 'Assistant text enters the history only at its end; after a barge-in nothing heard is kept.'],
  [
    13,
    'A server that closes is not told to the session; no reconnect; reconnecting forgets history and agent.',
  ],
  [14, 'The result of a tool that finishes after a drop is lost.'],
  [15, 'No connect time-out, no heartbeat, no back-pressure, no custom headers.'],
  [16, 'An error without a listener ends the process.'],
  [17, 'The voice of the target agent is sent on handoff even after audio was produced.'],
  [18, 'The prompt of the previous agent stays active after a handoff to one without a prompt.'],
  [19, "Audio from a pooled Buffer sends the whole pool instead of the view's bytes."],
  [20, 'Requests are counted for responses without usage; tokens per modality are not added up.'],
  [
    21,
    'Python: short answers escape the guardrails, interrupt() does not cancel while the server auto-cancels, agent hooks never fire, previous_item_id is ignored, the event queue is unbounded.',
  ],
]);
