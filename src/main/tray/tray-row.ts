import type { RequestName, RequestPayload } from '#shared/bridge/requests.ts';

/** Views of the window that rows lead to. */
export type TrayTarget = 'talk' | 'history' | 'settings' | `settings/${'shortcuts' | 'listening'}`;

/** What choosing a row does. */
export type TrayCommand =
  | {
      [Name in RequestName]: {
        readonly do: 'ask';
        readonly name: Name;
        readonly payload: RequestPayload<Name>;
      };
    }[RequestName]
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'show'; readonly view: TrayTarget }
  | { readonly do: 'quit' };

type Row<Kind extends string, Fields = object> = { readonly kind: Kind } & Readonly<Fields>;
type Chosen = { id: string; label: string; command: TrayCommand };

/** The menu as data; rows without a command are only read. */
export type TrayRow =
  | Row<'separator'>
  | Row<'text', { label: string }>
  | Row<'action', Chosen & { enabled: boolean; accelerator?: string }>
  | Row<'check' | 'radio', Chosen & { checked: boolean }>
  | Row<'submenu', { id: string; label: string; rows: readonly TrayRow[] }>;

/** A row much longer than this covers the screen, characters. */
const LABEL_LENGTH = 60;

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** A text of somebody else as the label of a row. In menus one `&` marks a letter as a key, and is not shown. */
export function labelOf(text: string): string {
  return shorten(text, LABEL_LENGTH).replaceAll('&', '&&');
}
