/** The only channels between Electron's main process and our pages; adding a request does not add a channel. */
export const IPC = {
  /** invoke: name and payload up, a Reply back. */
  request: 'hark:request',
  /** send: from now on the page gets events, first a snapshot. */
  subscribe: 'hark:subscribe',
  /** Down: one BridgeEvent. */
  event: 'hark:event',
  /** Down: the two audio ports, capture and playback; to the HUD only. */
  audioPorts: 'hark:audio-ports',
} as const;
