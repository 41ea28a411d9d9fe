import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type CuttingProxy = {
  readonly port: number;
  /** From now on, cuts a connection each time that so many more bytes have passed, in whichever direction. */
  cutAfter(bytes: readonly number[]): void;
  close(): Promise<void>;
};

/** Stands between a client and a server of this machine and cuts their connections in the middle of anything. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let cuts: number[] = [];
  const sockets = new Set<Socket>();
  /** How much of `size` bytes may pass before the next cut; undefined when all of it. */
  const spend = (size: number): number | undefined => {
    const [left] = cuts;
    if (left !== undefined && size >= left) return cuts.shift();
    if (left !== undefined) cuts[0] = left - size;
    return undefined;
  };
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    const pair = [client, server];
    let isCut = false;
    const destroy = (): void => {
      for (const socket of pair) socket.destroy();
    };
    for (const [from, to] of [pair, pair.toReversed()] as [Socket, Socket][]) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', destroy);
      from.on('close', () => {
        sockets.delete(from);
        destroy();
      });
      from.on('data', (data: Buffer) => {
        if (isCut) return;
        const allowed = spend(data.length);
        isCut = allowed !== undefined;
        to.write(data.subarray(0, allowed), () => isCut && destroy());
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    cutAfter: (bytes) => {
      cuts = [...bytes];
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
