import { extname } from 'node:path';

/** The thread's file lies beside this one, in the sources and in the build. */
export const METER_THREAD_URL = new URL(`./meter-thread${extname(import.meta.url)}`, import.meta.url);
