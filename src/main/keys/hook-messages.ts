/** What the hook's process tells: only that the chord went down or up, never which other keys are typed. */
export type HookMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'down' }
  | { readonly type: 'up' };
