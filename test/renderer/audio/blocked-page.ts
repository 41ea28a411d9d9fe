const LISTENER = `
  const arrivals = [];
  onmessage = ({ ports }) => {
    if (ports.length === 0) postMessage(arrivals);
    else ports[0].onmessage = () => arrivals.push(performance.timeOrigin + performance.now());
  };`;

/** Counts the messages that reach a worker through `port` while the page does nothing but compute for `blockMs`. */
export async function countWhileBlocked(
  port: MessagePort,
  { isFlowing, blockMs }: { isFlowing: () => Promise<void>; blockMs: number },
): Promise<number> {
  const worker = new Worker(URL.createObjectURL(new Blob([LISTENER], { type: 'text/javascript' })));
  worker.postMessage('listen', [port]);
  await isFlowing();
  const from = performance.now();
  while (performance.now() < from + blockMs);
  const to = performance.now();
  const arrivals = await new Promise<number[]>((resolve) => {
    worker.onmessage = (event: MessageEvent<number[]>) => resolve(event.data);
    worker.postMessage('report');
  });
  worker.terminate();
  const { timeOrigin } = performance;
  return arrivals.filter((time) => time > timeOrigin + from && time < timeOrigin + to).length;
}
