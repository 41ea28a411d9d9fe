import { vi } from 'vitest';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { itemEcho } from './wire-script.ts';

/** What a server was told, in a few words each. */
export function told({ received }: ScriptedPeer): string[] {
  return received.map((event) => {
    if (event.type !== 'conversation.item.create') return event.type;
    const { item } = event;
    if (item.type === 'message') return `${item.role}: ${textOf(item)}`;
    if (item.type === 'function_call') return `call ${item.name}`;
    return item.type === 'function_call_output' ? `output ${item.output}` : item.type;
  });
}

function textOf(item: Extract<Item, { type: 'message' }>): string {
  return item.content.map((part) => ('text' in part ? part.text : part.type)).join('');
}
type Item = Extract<ClientEvent, { type: 'conversation.item.create' }>['item'];

/** Takes the next item the client creates into the conversation. */
export async function echo(peer: ScriptedPeer, previousItemId: string | null = null): Promise<string> {
  const { item } = await peer.next('conversation.item.create');
  peer.send(...itemEcho(item, previousItemId));
  await peer.settled();
  return item.id ?? '';
}

/** The update number `index` (from 0) the server has got. */
export async function nextUpdate(peer: ScriptedPeer, index: number) {
  return vi.waitFor(() => {
    const update = peer.received.filter((event) => event.type === 'session.update')[index];
    if (update === undefined) throw new Error('No such update yet.');
    return update;
  });
}
