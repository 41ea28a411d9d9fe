// The speech recogniser's real thread, which a test can end by a message on the channel below.
import { BroadcastChannel } from 'node:worker_threads';
import '../../../src/engine/stt-worker.ts';

const channel = new BroadcastChannel('mortal-stt-worker');
channel.onmessage = () => {
  channel.postMessage('dying');
  process.exit(1);
};
