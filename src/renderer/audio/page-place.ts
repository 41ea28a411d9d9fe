import type { MicrophonePlace } from '#shared/bridge/microphone.ts';

/** Who has to allow this page the microphone: the browser, or the system that the desktop app runs on. */
export function pagePlace(): MicrophonePlace {
  if (window.hark === undefined) return 'browser';
  if (navigator.userAgent.includes('Macintosh')) return 'macos';
  return navigator.userAgent.includes('Windows') ? 'windows' : 'linux';
}
