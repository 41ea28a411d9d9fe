import { z } from 'zod';
import { serverEvent } from './server-event-shape.ts';

/** Offsets in ms count audio written since the session began, not wall time (reference/realtime-protocol.md §2). */
export const BUFFER_EVENT_SCHEMAS = {
  'input_audio_buffer.committed': serverEvent('input_audio_buffer.committed', {
    item_id: z.string(),
    previous_item_id: z.string().nullable().exactOptional(),
  }),
  'input_audio_buffer.cleared': serverEvent('input_audio_buffer.cleared', {}),
  /** `audio_start_ms` is already less the prefix padding; `item_id` is the future user item. */
  'input_audio_buffer.speech_started': serverEvent('input_audio_buffer.speech_started', {
    audio_start_ms: z.number(),
    item_id: z.string(),
  }),
  /** `audio_end_ms` includes the silence that ended the turn. */
  'input_audio_buffer.speech_stopped': serverEvent('input_audio_buffer.speech_stopped', {
    audio_end_ms: z.number(),
    item_id: z.string(),
  }),
  'input_audio_buffer.timeout_triggered': serverEvent('input_audio_buffer.timeout_triggered', {
    audio_start_ms: z.number(),
    audio_end_ms: z.number(),
    item_id: z.string(),
  }),
  /** Telephony only; `received_at` in Unix seconds. */
  'input_audio_buffer.dtmf_event_received': serverEvent('input_audio_buffer.dtmf_event_received', {
    event: z.string(),
    received_at: z.number(),
  }),
  'output_audio_buffer.started': serverEvent('output_audio_buffer.started', { response_id: z.string() }),
  'output_audio_buffer.stopped': serverEvent('output_audio_buffer.stopped', { response_id: z.string() }),
  'output_audio_buffer.cleared': serverEvent('output_audio_buffer.cleared', { response_id: z.string() }),
} as const;
