import { describe, expect, test, vi } from 'vitest';

const fake = vi.hoisted(() => ({ windows: [] as { options: Record<string, unknown>; url: string }[] }));
vi.mock('electron', () => {
  class BrowserWindow {
    readonly record: { options: Record<string, unknown>; url: string };
    constructor(options: Record<string, unknown>) {
      this.record = { options, url: '' };
      fake.windows.push(this.record);
    }
    async loadURL(url: string): Promise<void> {
      this.record.url = url;
    }
    setAlwaysOnTop(): void {}
    setVisibleOnAllWorkspaces(): void {}
  }
  return { BrowserWindow, app: {}, screen: {} };
});
const { createAppWindow, createHudWindow } = await import('#main/windows.ts');

describe('both windows', () => {
  createAppWindow('icon.png');
  createHudWindow();

  test('load our own pages', () => {
    expect(fake.windows.map(({ url }) => url)).toEqual(['app://hark/index.html', 'app://hark/hud.html']);
  });

  test.each([0, 1])('are sandboxed and isolated, window %i', (index) => {
    expect(fake.windows[index]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
    });
    const preferences = fake.windows[index]?.options.webPreferences as object;
    for (const name of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures']) {
      expect(preferences).not.toHaveProperty(name);
    }
  });

  test('the HUD never takes the focus and records while it is hidden', () => {
    expect(fake.windows[1]?.options).toMatchObject({ focusable: false, show: false, skipTaskbar: true });
    expect(fake.windows[1]?.options.webPreferences).toMatchObject({ backgroundThrottling: false });
  });
});
