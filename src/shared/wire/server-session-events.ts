import { z } from 'zod';
import { openObject } from './open-object.ts';
import { serverEvent } from './server-event-shape.ts';
import { SessionSnapshotSchema } from './session-config.ts';
import { WireErrorSchema } from './wire-error.ts';

export const SESSION_EVENT_SCHEMAS = {
  error: serverEvent('error', { error: WireErrorSchema }),
  'session.created': serverEvent('session.created', { session: SessionSnapshotSchema }),
  'session.updated': serverEvent('session.updated', { session: SessionSnapshotSchema }),
  'rate_limits.updated': serverEvent('rate_limits.updated', {
    rate_limits: z.array(
      openObject({
        name: z.string(),
        limit: z.number(),
        remaining: z.number(),
        reset_seconds: z.number(),
      }),
    ),
  }),
} as const;
