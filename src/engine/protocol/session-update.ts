import { mergeSession, type SessionConfig, type SessionPatch } from '#shared/wire/session-config.ts';
import { unknownSessionField } from '#shared/wire/unknown-field.ts';
import { Refusal } from './refusal.ts';

/** What has happened in the session that a change must not contradict. */
export type SessionFacts = {
  /** The assistant has been heard: its voice is settled. */
  readonly hasSpoken: boolean;
  /** A response of the default conversation is in progress. */
  readonly responding: boolean;
  /** Nobody has named a model yet: neither the address of the connection nor an update. */
  readonly modelIsOpen: boolean;
};

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `value` is what the patch asks for; absent asks for nothing. */
function asksForChange(value: unknown, current: unknown): boolean {
  return value !== undefined && !same(value, current);
}

function requireAllowed(current: SessionConfig, patch: SessionPatch, facts: SessionFacts): void {
  const output = patch.audio?.output;
  if (!facts.modelIsOpen && asksForChange(patch.model, current.model)) {
    const message = `Cannot change the model of a session from '${current.model}' to '${patch.model}'.`;
    throw new Refusal('invalid_value', message, 'session.model');
  }
  if (facts.hasSpoken && asksForChange(output?.voice, current.audio.output.voice)) {
    const message = "Cannot update a conversation's voice if assistant audio is present.";
    throw new Refusal('cannot_update_voice', message, 'session.audio.output.voice');
  }
  if (facts.responding && asksForChange(output?.speed, current.audio.output.speed)) {
    const message = 'Cannot change the speed while a response is in progress.';
    throw new Refusal('invalid_value', message, 'session.audio.output.speed');
  }
  if (typeof current.tracing !== 'undefined' && current.tracing !== null) {
    if (asksForChange(patch.tracing, current.tracing)) {
      throw new Refusal('invalid_value', 'Tracing cannot be changed once enabled.', 'session.tracing');
    }
  }
}

function requireDistinctTools(patch: SessionPatch): void {
  const seen = new Set<string>();
  for (const [index, tool] of (patch.tools ?? []).entries()) {
    if (tool.type !== 'function') continue;
    if (seen.has(tool.name)) {
      const param = `session.tools.${index}.name`;
      throw new Refusal('invalid_value', `Invalid '${param}': two tools are named '${tool.name}'.`, param);
    }
    seen.add(tool.name);
  }
}

/** The session after an update. Throws a `Refusal`, with nothing applied, when any part of it cannot be (§14.2). */
export function updateSession(
  current: SessionConfig,
  patch: SessionPatch,
  facts: SessionFacts,
): SessionConfig {
  const unknown = unknownSessionField(patch);
  if (unknown !== undefined)
    throw new Refusal('unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown);
  requireAllowed(current, patch, facts);
  requireDistinctTools(patch);
  return mergeSession(current, patch);
}
