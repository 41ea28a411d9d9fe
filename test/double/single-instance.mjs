// One running app per data folder: the first holds a lock file there, later ones leave it a note.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function takeLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isRunning(Number(readFileSync(file, 'utf8')))) return false;
    writeFileSync(file, String(process.pid));
    return true;
  }
}

function readNotes(folder, onNote) {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const file = join(folder, name);
    const note = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    onNote(note);
  }
}

/** Whether this process is the only one on `dataFolder`. If so, `onNote` gets what later ones leave; if not, `note` is left. */
export function requestLock(dataFolder, note, onNote) {
  const folder = join(dataFolder, 'single-instance');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  if (takeLock(lock)) {
    watch(folder, { persistent: false }, () => readNotes(folder, onNote));
    process.once('exit', () => rmSync(lock, { force: true }));
    return true;
  }
  const draft = join(folder, `${process.pid}.draft`);
  writeFileSync(draft, JSON.stringify(note));
  renameSync(draft, join(folder, `${process.pid}.json`));
  return false;
}
