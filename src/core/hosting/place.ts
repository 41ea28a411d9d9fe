/** The computer and the person Hark runs for, as far as where things are depends on them. */
export type Place = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};
