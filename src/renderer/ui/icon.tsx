/** Drawn for Hark on a 24-unit grid. */
const PATHS = {
  microphone: 'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5',
  muted:
    'M9 9v2.5a3 3 0 0 0 4.8 2.4M15 11V6.5a3 3 0 0 0-5.6-1.5M5.5 11.5a6.5 6.5 0 0 0 10.5 5.1M18.5 11.5c0 .9-.2 1.7-.5 2.5M12 18v2.5M4 4l16 16',
  stop: 'M8.5 7h7A1.5 1.5 0 0 1 17 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 15.5v-7A1.5 1.5 0 0 1 8.5 7Z',
  send: 'M12 19V5.5M6.5 11 12 5.5 17.5 11',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  check: 'M5.5 12.5l4.2 4.2L18.5 8',
  settings: 'M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5v4M9 14.5v4',
  new: 'M12 5.5v13M5.5 12h13',
  history: 'M12 5a7 7 0 1 1-6.6 4.7M4.5 5.5v4.5H9M12 8.5V12l2.5 1.8',
  back: 'M18.5 12h-13M11 6.5 5.5 12l5.5 5.5',
  pen: 'M5 19l.8-3.6L15.6 5.6a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2L8.6 18.2ZM14 7.2l2.8 2.8',
  timer: 'M12 7.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM12 11v3.2l2 1.6M9.5 4h5',
  tool: 'M14.5 6.2a4 4 0 0 0-5 5L4.8 16a2 2 0 0 0 2.9 2.9l4.7-4.7a4 4 0 0 0 5-5l-2.3 2.3-2.7-.7-.6-2.6Z',
  local: 'M6 5.5h12v9H6ZM3.5 18.5h17',
  cloud: 'M7.5 17.5a3.8 3.8 0 0 1-.4-7.5 5 5 0 0 1 9.6 1.2 3.2 3.2 0 0 1-.2 6.3Z',
  alert: 'M12 4.5 20.5 19h-17ZM12 10v4M12 16.5v.1',
  keyboard:
    'M4.5 7h15A1.5 1.5 0 0 1 21 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7ZM7 10.5h.1M11 10.5h.1M15 10.5h.1M8 13.5h8',
  folder:
    'M3.5 7v10.5A1.5 1.5 0 0 0 5 19h14a1.5 1.5 0 0 0 1.5-1.5v-8A1.5 1.5 0 0 0 19 8h-7L10 5.5H5A1.5 1.5 0 0 0 3.5 7Z',
  search: 'M10.5 5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM14.6 14.6l4.9 4.9',
  play: 'M8.5 6v12l9.5-6Z',
  reset: 'M5 5v4.5h4.5M5.6 9.5a7 7 0 1 1-.5 4',
  contrast: 'M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM12 4.5v15M15 6v12M18 8v8',
  wave: 'M4 10.5v3M8 7v10M12 9.5v5M16 7v10M20 10.5v3',
  question: 'M9 9.5a3 3 0 1 1 4.6 2.6c-1 .6-1.6 1.2-1.6 2.4M12 17.5v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: the name of what it stands for is written beside it or in a label. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
