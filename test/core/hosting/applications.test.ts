import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openApplication } from '#core/hosting/applications.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe.runIf(process.platform === 'linux')('an application', () => {
  it('is started by its name, and not told the key', async () => {
    const home = temporaryFolder();
    const [folder, seen] = [join(home, 'share', 'applications'), join(home, 'seen')];
    mkdirSync(folder, { recursive: true });
    const script = `env > ${seen}.part && mv ${seen}.part ${seen}`;
    writeFileSync(
      join(folder, 'canary.desktop'),
      `[Desktop Entry]\nType=Application\nName=Canary Watcher\nExec=sh -c "${script}" %U\n`,
    );
    vi.stubEnv('OPENAI_API_KEY', 'sk-canary');
    const environment = { XDG_DATA_HOME: join(home, 'share'), XDG_DATA_DIRS: home };
    expect(await openApplication('canary', { platform: 'linux', home, environment })).toBe('Canary Watcher');
    await expect.poll(() => existsSync(seen)).toBe(true);
    expect(readFileSync(seen, 'utf8')).toContain('PATH=');
    expect(readFileSync(seen, 'utf8')).not.toContain('sk-canary');
    vi.unstubAllEnvs();
  });
});
