import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP relay on the loopback interface that cuts every connection through it when a number of bytes has passed. */
export type CuttingProxy = {
  readonly port: number;
  /** How often it has cut so far. */
  readonly cuts: number;
  close(): Promise<void>;
};

/** `cutAfter`: bytes, both directions counted, from the start or the cut before; afterwards everything passes. */
export async function startCuttingProxy(
  targetPort: number,
  cutAfter: readonly number[],
): Promise<CuttingProxy> {
  const streams = new Set<Socket>();
  let cuts = 0;
  let left = cutAfter[0] ?? Number.POSITIVE_INFINITY;
  const cut = (): void => {
    cuts += 1;
    left = cutAfter[cuts] ?? Number.POSITIVE_INFINITY;
    for (const stream of streams) stream.destroy();
  };
  /** What passes of a piece, whose rest falls to the cut. */
  const relay = (from: Socket, to: Socket): void => {
    from.on('data', (piece) => {
      if (to.destroyed) return;
      const isCut = piece.length >= left;
      const passed = isCut ? piece.subarray(0, left) : piece;
      left -= passed.length;
      to.write(passed, () => {
        if (isCut) cut();
      });
    });
    from.on('close', () => to.destroy());
    from.on('error', () => {});
    streams.add(from);
    from.on('close', () => streams.delete(from));
  };
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    relay(client, target);
    relay(target, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get cuts() {
      return cuts;
    },
    async close() {
      for (const stream of streams) stream.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
