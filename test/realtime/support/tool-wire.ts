import type { ScriptedPeer } from '../../support/scripted-server.ts';

/** What happened on the wire after the configuration: outputs by call id, and requests for an answer. */
export function toolWire(peer: ScriptedPeer): string[] {
  return peer.received.flatMap((event) => {
    if (event.type === 'response.create') return ['create'];
    if (event.type !== 'conversation.item.create' || event.item.type !== 'function_call_output') return [];
    return [`${event.item.call_id}: ${event.item.output}`];
  });
}
