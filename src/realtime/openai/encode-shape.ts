import type { MessageContent } from '../history/items.ts';
import type { ModelSettings } from '../model/model-inputs.ts';
import { encodeSession } from './encode-session.ts';
import type { Json } from './json.ts';

/** Where the two shapes of the protocol differ in what a client sends. */
export type ClientShape = {
  /** Settings as `session` of session.update; what is absent stays absent. */
  readonly encodeSession: (settings: ModelSettings) => Json;
  readonly encodeContent: (content: MessageContent) => Json;
  /** Overrides for one response. */
  readonly encodeParams: (params: Json) => Json;
};

/** The current shape (protocol reference §3 to §5). */
export const GA_SHAPE: ClientShape = { encodeSession, encodeContent, encodeParams: (params) => params };

export function encodeContent(content: MessageContent): Json {
  if (content.type !== 'input_image') return content;
  return { type: 'input_image', image_url: content.imageUrl, detail: content.detail };
}
