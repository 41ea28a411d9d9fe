export const shortcuts = {
  page: 'Shortcuts',
  anywhere: 'From anywhere',
  talkKey: 'Talk key',
  talkKeyHelp: 'For example CommandOrControl+Shift+Space. Empty is none.',
  hearer: 'Who hears it',
  hearerHelp: 'Hark takes the first way that works on this computer.',
} as const;
