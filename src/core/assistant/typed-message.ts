import type { UserMessage } from '#realtime/index.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { EndpointView } from '#shared/bridge/state.ts';
import { PROVIDERS } from '#shared/settings/providers.ts';

/** What was typed, and the picture that goes with it. */
export type TypedMessage = RequestPayload<'text.send'>;

/** As a server takes it. */
export function contentOf({ text, picture }: TypedMessage): UserMessage['content'] {
  return [
    ...(text.trim() === '' ? [] : [{ type: 'input_text', text } as const]),
    ...(picture === undefined ? [] : [{ type: 'input_image', imageUrl: picture.image } as const]),
  ];
}

/** Throws `unavailable` for a picture that who answers cannot see: an answer that ignores it would say nothing of why. */
export function checkPicture({ picture }: TypedMessage, { provider, label }: EndpointView): void {
  if (picture === undefined || PROVIDERS[provider].seesPictures) return;
  throw new HarkError('unavailable', `Who answers now (${label}) cannot see pictures.`, {
    field: 'picture',
    kept: 'Nothing was sent.',
    action: 'Choose OpenAI or an own server under “Who answers”, or send the words alone.',
  });
}
