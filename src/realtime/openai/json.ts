/** An object of the wire before anything is known about its fields. */
export type Json = Readonly<Record<string, unknown>>;
