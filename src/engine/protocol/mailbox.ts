/** Queued text above this pauses the socket; one frame of the largest size may always be under way. */
const PAUSE_ABOVE = 1024 * 1024;

/** The actor's queue: messages are handled one at a time, in order, also when a handler takes its time. */
export type Mailbox = {
  post(message: string): void;
  /** Forgets what waits; the message being handled runs to its end. */
  close(): void;
};

export type MailboxOptions = {
  /** Must not reject. */
  readonly handle: (message: string) => Promise<void>;
  /** Called with true when the sender must stop for a while, with false when it may go on. */
  readonly onPause: (paused: boolean) => void;
};

/** Bounded by pausing the sender, never by dropping: a protocol with a hole is worse than a slow one. */
export function createMailbox({ handle, onPause }: MailboxOptions): Mailbox {
  let queue: string[] = [];
  let size = 0;
  let running = false;
  let paused = false;
  const setPaused = (next: boolean): void => {
    if (paused === next) return;
    paused = next;
    onPause(next);
  };
  const run = async (): Promise<void> => {
    running = true;
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      size -= message.length;
      await handle(message);
      if (size <= PAUSE_ABOVE / 2) setPaused(false);
    }
    running = false;
  };
  return {
    post(message) {
      queue.push(message);
      size += message.length;
      if (size > PAUSE_ABOVE) setPaused(true);
      if (!running) void run();
    },
    close() {
      queue = [];
      size = 0;
    },
  };
}
