import { z } from 'zod';
import { openObject } from './open-object.ts';

/**
 * Schema of one server event. `event_id` is optional when reading: OpenAI sends it on all but one event, compatible servers
 * forget it, and nothing is decided by it.
 */
export function serverEvent<Type extends string, Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
) {
  return openObject({ type: z.literal(type), event_id: z.string().exactOptional(), ...shape });
}
