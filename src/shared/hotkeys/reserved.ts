import { type Chord, canonical, formatChord } from './chord.ts';

/** Every program edits with these. */
const EDITING = ['A', 'C', 'V', 'X', 'Z'].map((key) => `CommandOrControl+${key}`);

const CONSOLES = Array.from({ length: 12 }, (_, index) => `Control+Alt+F${index + 1}`);

/** Accelerators that a system keeps: they switch or close windows, lock the screen, end things. */
const BY_PLATFORM: Readonly<Record<string, readonly string[]>> = {
  linux: ['Alt+Tab', 'Alt+Shift+Tab', 'Alt+F4', 'Super+L', 'Super+Tab', 'Control+Alt+Delete', ...CONSOLES],
  win32: [
    'Alt+Tab',
    'Alt+Shift+Tab',
    'Alt+Escape',
    'Alt+F4',
    'Alt+Space',
    'Control+Escape',
    'Control+Shift+Escape',
    'Control+Alt+Delete',
    // RegisterHotKey: "reserved for use by the debugger at all times".
    'F12',
  ],
  darwin: [
    ...['Q', 'W', 'H', 'M', 'Tab', 'Space'].map((key) => `Command+${key}`),
    'Command+Option+Escape',
    'Command+Control+Q',
    'Command+Shift+Q',
    ...['3', '4', '5'].map((key) => `Command+Shift+${key}`),
  ],
};

/** Whether the system keeps a chord for itself, or every program needs it. */
export function isReserved(chord: Chord, platform: string): boolean {
  // RegisterHotKey: "shortcuts that involve the WINDOWS key are reserved for use by the operating system".
  if (platform === 'win32' && chord.meta && chord.key !== '') return true;
  const wanted = formatChord(chord, platform);
  return [...EDITING, ...(BY_PLATFORM[platform] ?? [])].some((kept) => canonical(kept, platform) === wanted);
}
