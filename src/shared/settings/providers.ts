/** Where Hark's session runs. `auto` is OpenAI when a key is known, else the offline engine. */
export const ENDPOINT_KINDS = ['auto', 'engine', 'openai', 'custom'] as const;
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

/** A provider is a row of data, not a class: a new one is one more row. */
export type Provider = {
  readonly id: 'engine' | 'openai' | 'custom';
  readonly label: string;
  readonly defaultModel: string;
  /** Model that writes down what the user said. */
  readonly transcriptionModel: string;
  /** Whether it can be shown a picture. */
  readonly seesPictures: boolean;
};

export const PROVIDERS: Readonly<Record<Provider['id'], Provider>> = {
  engine: {
    id: 'engine',
    label: 'On this computer',
    defaultModel: 'hark-offline',
    transcriptionModel: 'hark-offline',
    seesPictures: false,
  },
  openai: {
    id: 'openai',
    label: 'OpenAI',
    defaultModel: 'gpt-realtime-2.1',
    transcriptionModel: 'gpt-transcribe',
    seesPictures: true,
  },
  custom: {
    id: 'custom',
    label: 'Own server',
    defaultModel: 'gpt-realtime-2.1',
    transcriptionModel: 'gpt-transcribe',
    seesPictures: true,
  },
};
