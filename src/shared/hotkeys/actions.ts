/** What a key can do while another program is in front; the settings have one field of this name for each. */
export const HOTKEY_ACTIONS = [
  'talk',
  'handsFree',
  'mute',
  'stopSpeaking',
  'showWindow',
  'newConversation',
] as const;
export type HotkeyAction = (typeof HOTKEY_ACTIONS)[number];

export const HOTKEY_LABELS: Readonly<Record<HotkeyAction, string>> = {
  talk: 'Talk',
  handsFree: 'Hands-free',
  mute: 'Mute',
  stopSpeaking: 'Stop speaking',
  showWindow: 'Show the window',
  newConversation: 'New conversation',
};
