// What several parts of the double need to know about each other.

/** `browser` is the DevTools connection to Chromium once the app is ready; `windows` and `contents` are by id. */
export const state = {
  browser: undefined,
  windows: new Map(),
  contents: new Map(),
  focused: null,
  utilities: new Set(),
};

/** An event object as Electron hands it to listeners. */
export function createEvent(fields = {}) {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
    ...fields,
  };
}
