import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { hasCode } from '../storage/system-error.ts';

/** Room on the disk that is given up when it is full, so that what is small and matters can still be saved. */
export type DiskReserve = {
  /** Takes the room, unless it is held already. Rejects with the system's error when there is none. */
  hold(): Promise<void>;
  /** Does the work, again with the room given up when the disk is full. */
  spendOn(work: () => Promise<void>): Promise<void>;
};

/** Requirement R34 of the reliability reference, bytes. */
const RESERVE_BYTES = 64 * 1024;

/** A reserve in a file of its own. */
export function createDiskReserve(path: string): DiskReserve {
  return {
    async hold() {
      try {
        // A file system that compresses would keep no room for zeros.
        await writeFile(path, randomBytes(RESERVE_BYTES), { flag: 'wx', mode: 0o600 });
      } catch (error) {
        if (hasCode(error, 'EEXIST')) return;
        await rm(path, { force: true });
        throw error;
      }
    },
    async spendOn(work) {
      try {
        await work();
      } catch (error) {
        if (!hasCode(error, 'ENOSPC')) throw error;
        await rm(path, { force: true });
        await work();
      }
    },
  };
}
