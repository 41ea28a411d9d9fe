/** Runs in a page: looks for a text in everything within five steps of the window, and answers where it is. */
export const SEARCH = `(text) => {
  const seen = new Set();
  const found = [];
  const look = (value, path, depth) => {
    if (typeof value === 'string' && value.includes(text)) found.push(path);
    const isDeep = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (!isDeep || depth === 5 || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      try {
        look(value[key], path + '.' + String(key), depth + 1);
      } catch {
        // A getter that refuses is not readable.
      }
    }
  };
  look(window, 'window', 0);
  return found;
}`;
