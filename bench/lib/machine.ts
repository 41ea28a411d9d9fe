import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What was measured on, in a line: processor, memory, system, Node, and how busy the machine was beforehand. */
export function describeMachine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    `${cpus().length} × ${processor}`,
    `${gigabytes} GB`,
    operatingSystem(),
    `Node ${process.versions.node}`,
    `load average before ${loadavg()[0]?.toFixed(1)}`,
  ].join(', ');
}

function operatingSystem(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name !== undefined) return name;
  } catch {
    // Only Linux has this file.
  }
  return `${platform()} ${release()}`;
}
