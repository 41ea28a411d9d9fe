import { assertNever } from '../base/errors.ts';
import type { AppSnapshot, BridgeEvent, ToolActivity, TranscriptLine } from './state.ts';
import { MAX_ACTIVITIES, MAX_LINES } from './state.ts';

/** Folds one event into the mirror. Pure: the user interface edits nothing of its own. */
export function reduceSnapshot(snapshot: AppSnapshot, event: BridgeEvent): AppSnapshot {
  switch (event.type) {
    case 'snapshot':
      return event.snapshot;
    case 'assistant':
      return { ...snapshot, assistant: event.state };
    case 'microphone':
      return { ...snapshot, microphoneWanted: event.wanted, microphoneKept: event.kept };
    case 'microphone_access':
      return { ...snapshot, microphone: event.microphone };
    case 'microphones':
      return { ...snapshot, microphones: event.microphones };
    case 'switches':
      return { ...snapshot, handsFree: event.handsFree, muted: event.muted };
    case 'line':
      return { ...snapshot, transcript: withLine(snapshot.transcript, event.line) };
    case 'line_removed':
      return { ...snapshot, transcript: snapshot.transcript.filter((line) => line.id !== event.id) };
    case 'transcript_cleared':
      return { ...snapshot, transcript: [], activities: [] };
    case 'heard':
      return { ...snapshot, heard: event.heard };
    case 'activity':
      return { ...snapshot, activities: withActivity(snapshot.activities, event.activity) };
    case 'approvals':
      return { ...snapshot, approvals: event.approvals };
    case 'timers':
      return { ...snapshot, timers: event.timers };
    case 'notices':
      return { ...snapshot, notices: event.notices };
    case 'endpoint':
      return { ...snapshot, endpoint: event.endpoint };
    case 'history':
      return { ...snapshot, history: event.history };
    case 'settings':
      return { ...snapshot, settings: event.settings };
    case 'hotkeys':
      return { ...snapshot, hotkeys: event.hotkeys };
    default:
      return assertNever(event);
  }
}

function withLine(lines: readonly TranscriptLine[], line: TranscriptLine): readonly TranscriptLine[] {
  const known = lines.findLastIndex((entry) => entry.id === line.id);
  if (known !== -1) return lines.with(known, line);
  const at = placeOf(lines, line.afterId);
  return lines.toSpliced(at, 0, line).slice(-MAX_LINES);
}

function placeOf(lines: readonly TranscriptLine[], afterId: string | null | undefined): number {
  if (afterId === null) return 0;
  const before = afterId === undefined ? -1 : lines.findLastIndex((entry) => entry.id === afterId);
  return before === -1 ? lines.length : before + 1;
}

function withActivity(activities: readonly ToolActivity[], activity: ToolActivity): readonly ToolActivity[] {
  const known = activities.findLastIndex((entry) => entry.callId === activity.callId);
  if (known !== -1) return activities.with(known, activity);
  return [...activities, activity].slice(-MAX_ACTIVITIES);
}
