import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isAppUrl } from '#main/app-url.ts';
import { createPageRoles } from '#main/page-roles.ts';
import { isPermitted } from '#main/permission-policy.ts';
import { PERMISSIONS } from '../support/permissions.ts';

const fake = vi.hoisted(() => ({
  onCreated: (_event: unknown, _contents: unknown): void => {},
  checks: undefined as undefined | ((...args: unknown[]) => boolean),
  requests: undefined as undefined | ((...args: unknown[]) => void),
}));
vi.mock('electron', () => ({
  app: {
    on(_name: string, listener: typeof fake.onCreated) {
      fake.onCreated = listener;
    },
  },
  session: {
    defaultSession: {
      setPermissionCheckHandler(handler: typeof fake.checks) {
        fake.checks = handler;
      },
      setPermissionRequestHandler(handler: typeof fake.requests) {
        fake.requests = handler;
      },
    },
  },
  systemPreferences: { askForMediaAccess: async () => true },
}));
const { systemPreferences } = await import('electron');
const { confinePages, denyPermissions } = await import('#main/guards.ts');

class FakeContents extends EventEmitter {
  url = '';
  openHandler: (details: { url: string }) => unknown = () => ({ action: 'allow' });
  getURL = (): string => this.url;
  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler;
  }

  /** Whether a navigation goes on. */
  tries(event: string, url: string): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

describe('a page', () => {
  let page: FakeContents;
  beforeEach(() => {
    confinePages();
    page = new FakeContents();
    fake.onCreated({}, page);
    page.url = 'app://hark/index.html';
  });

  test.each([
    'https://example.org/',
    'http://hark/index.html',
    'file:///etc/passwd',
    'app://hark.evil/index.html',
    'app://hark@evil/',
    'app://evil/index.html',
    'app://hark/other.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:app://hark/1',
    'about:blank',
    '',
    'not an address',
  ])('may not go to %j', (url) => {
    expect(page.tries('will-frame-navigate', url)).toBe(false);
  });

  test('may be reloaded', () => {
    expect(page.tries('will-frame-navigate', 'app://hark/index.html')).toBe(true);
  });

  test('opens no window and embeds no page', () => {
    expect(page.openHandler({ url: 'app://hark/index.html' })).toEqual({ action: 'deny' });
    expect(page.tries('will-attach-webview', '')).toBe(false);
  });
});

describe('permissions', () => {
  const hud = { id: 1 };
  const roles = createPageRoles();
  roles.give(hud, 'hud');
  roles.give({ id: 2 }, 'window');
  const ours = 'app://hark/hud.html';
  const ask = (contents: object, permission: string, details: object): Promise<boolean> =>
    new Promise((resolve) => {
      fake.requests?.(contents, permission, resolve, { isMainFrame: true, requestingUrl: ours, ...details });
    });
  beforeEach(() => denyPermissions(roles));

  test('the HUD may listen, asked and checked alike', async () => {
    expect(await ask(hud, 'media', { mediaTypes: ['audio'] })).toBe(true);
    const details = { isMainFrame: true, requestingUrl: ours, mediaType: 'audio' };
    expect(fake.checks?.(hud, 'media', 'app://hark', details)).toBe(true);
  });

  test('the window may copy words, and the system is not asked for the microphone then', async () => {
    const systemAsked = vi.spyOn(systemPreferences, 'askForMediaAccess');
    vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    const permission = 'clipboard-sanitized-write';
    expect(await ask({ id: 2 }, permission, {})).toBe(true);
    const details = { isMainFrame: true, requestingUrl: ours };
    expect(fake.checks?.({ id: 2 }, permission, 'app://hark', details)).toBe(true);
    expect(systemAsked).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(await ask({ id: 2 }, permission, { isMainFrame: false })).toBe(false);
    expect(await ask({ id: 2 }, 'clipboard-read', {})).toBe(false);
  });

  test.each<[string, object, string, object]>([
    ['the camera', hud, 'media', { mediaTypes: ['audio', 'video'] }],
    ['the camera alone', hud, 'media', { mediaTypes: ['video'] }],
    ['nothing named', hud, 'media', { mediaTypes: [] }],
    ['media without a kind', hud, 'media', {}],
    ['the window', { id: 2 }, 'media', { mediaTypes: ['audio'] }],
    ['a stranger', { id: 9 }, 'media', { mediaTypes: ['audio'] }],
    ['a frame', hud, 'media', { mediaTypes: ['audio'], isMainFrame: false }],
    ['another place', hud, 'media', { mediaTypes: ['audio'], requestingUrl: 'https://evil.test/' }],
  ])('%s is denied', async (_what, contents, permission, details) => {
    expect(await ask(contents, permission, details)).toBe(false);
  });

  test.each(PERMISSIONS.filter((name) => name !== 'media'))(
    '%s is denied to everybody',
    async (permission) => {
      expect(await ask(hud, permission, { mediaTypes: ['audio'] })).toBe(false);
      const details = { isMainFrame: true, requestingUrl: ours, mediaType: 'audio' };
      expect(fake.checks?.(hud, permission, 'app://hark', details)).toBe(false);
      expect(fake.checks?.(null, permission, 'app://hark', details)).toBe(false);
    },
  );

  test('whatever is asked for with anything but sound is denied, to our own HUD too', () => {
    const kinds = fc.array(fc.constantFrom('audio', 'video', 'unknown', undefined), { maxLength: 3 });
    const permissions = fc.oneof(fc.constant('media'), fc.string());
    fc.assert(
      fc.property(permissions, kinds, (permission, media) => {
        fc.pre(permission !== 'media' || media.length === 0 || media.some((kind) => kind !== 'audio'));
        expect(isPermitted({ permission, url: ours, isMainFrame: true, media, role: 'hud' })).toBe(false);
      }),
    );
  });
});

test('an address is ours by its parts, not by its beginning', () => {
  expect(isAppUrl('app://hark/a?b#c')).toBe(true);
  fc.assert(
    fc.property(fc.domain(), (domain) => {
      expect(isAppUrl(`app://hark.${domain}/`)).toBe(false);
      expect(isAppUrl(`https://${domain}/app://hark/`)).toBe(false);
    }),
  );
});
