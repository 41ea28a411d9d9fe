// The server the clients under test talk to: a process of its own, so that its work is not theirs. Tells its port on start.
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { frame, transcriptDelta } from './frames.ts';
import { type Play, perform } from './plays.ts';
import { Stage } from './stage.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  const stage: Stage = new Stage(socket, (event) => {
    // The end of a play is told in a way every client hears.
    perform(stage, event as unknown as Play).then(
      (times) => stage.send(transcriptDelta('resp_bench', stage.newId('bench'), JSON.stringify(times))),
      (error: unknown) => {
        throw error;
      },
    );
  });
  stage.send(frame('session.created', { session: { type: 'realtime', id: 'sess_1' } }));
});
server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
