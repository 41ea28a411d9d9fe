import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Notes when bytes reach this process: the moment Node hands them to a socket that connected to somebody, before any client
 * sees them. Answers the time of the last ones, ms by `performance.now()`. Call it before connecting.
 */
export function watchArrivals(): () => number {
  let last = 0;
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { readonly socket: Socket };
    const push = socket.push.bind(socket);
    socket.push = (chunk, encoding) => {
      last = performance.now();
      return push(chunk, encoding);
    };
  });
  return () => last;
}
