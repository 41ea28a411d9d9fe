/** Prefixes of the protocol's identifiers (reference/realtime-protocol.md §2). */
type IdPrefix = 'item' | 'resp' | 'event' | 'call' | 'sess' | 'conv' | 'mcp';

export type Ids = {
  /** `item_` and 21 random alphanumerics; at most 32 characters, the cap of item and call ids. */
  next(prefix: IdPrefix): string;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LENGTH = 21;

/** `random` gives numbers in 0..1 (1 excluded), like `Math.random`; passed in so that tests can repeat a run. */
export function createIds(random: () => number): Ids {
  return {
    next(prefix) {
      let id = `${prefix}_`;
      for (let index = 0; index < RANDOM_LENGTH; index += 1) {
        id += ALPHABET.charAt(Math.floor(random() * ALPHABET.length));
      }
      return id;
    },
  };
}
