/** The frame of the windows, and words that several views share. */
export const app = {
  newConversation: 'New conversation',
  history: 'History',
  settings: 'Settings',
  connecting: 'Connecting…',
  lost: 'Hark does not answer. If it was ended, start it again and open the address it prints.',
  audioTaken: 'Another page of Hark plays and records.',
  takeAudio: 'Use this page',
  cancel: 'Cancel',
  stop: 'Stop',
  tryAgain: 'Try again',
  gotIt: 'Got it',
  muteMicrophone: 'Mute microphone',
  microphoneKept: 'Microphone kept open',
  closeMicrophone: 'Close it',
  couldNotStart: 'Hark could not start',
} as const;
