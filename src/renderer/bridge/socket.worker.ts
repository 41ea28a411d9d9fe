import { createClock } from '#shared/base/clock.ts';
import { runSocketLink } from './socket-link.ts';

// The first message brings the address and the port that everything else travels on.
self.addEventListener(
  'message',
  ({ data, ports: [page] }: MessageEvent<string>) => {
    if (page !== undefined) runSocketLink(data, page, createClock(self));
  },
  { once: true },
);
