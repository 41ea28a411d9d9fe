/** What a process that hears keys tells: only that the chord went down or up, never which other keys are typed. */
export type KeyMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'down' }
  | { readonly type: 'up' };
