import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebHost } from '#web/host.ts';
import { admit, connect, get, startTestHost } from './support.ts';

let host: WebHost;
let origin: string;
let port: string;

beforeEach(async () => {
  host = await startTestHost();
  ({ origin, port } = new URL(host.url));
});
afterEach(() => host.close());

describe('pages', () => {
  test('the printed address exchanges its token for a cookie that scripts and other sites cannot use', async () => {
    const answer = await get(host, `/${new URL(host.url).search}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^hark_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect(answer.headers['set-cookie']?.[0]).not.toContain(new URL(host.url).searchParams.get('t'));
  });

  test('with the cookie the page is served under the strict policy', async () => {
    const answer = await get(host, '/', { headers: { cookie: await admit(host) } });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>Hark</title>');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test.each([
    ['no cookie', {}],
    ['a wrong cookie', { cookie: 'hark_1=x' }],
    ['an empty cookie', { cookie: '' }],
  ])('%s answers 401 and no page', async (_what, headers) => {
    const answer = await get(host, '/', { headers: headers as Record<string, string> });
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('<title>');
  });

  test('wrong tokens answer 401 and hand out nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.base64String({ maxLength: 80 }), async (token) => {
        const answer = await get(host, `/?t=${encodeURIComponent(token)}`);
        expect(answer.status).toBe(401);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  test.each(['evil.test', 'evil.test:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.test', '[::1]'])(
    'the foreign Host %s answers 403, with the token too',
    async (name) => {
      const answer = await get(host, `/${new URL(host.url).search}`, { headers: { host: name } });
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  test('localhost is another name of the same host', async () => {
    const answer = await get(host, `/${new URL(host.url).search}`, {
      headers: { host: `localhost:${port}` },
    });
    expect(answer.status).toBe(303);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
    const answer = await get(host, '/', { method, headers: { cookie: await admit(host) } });
    expect(answer.status).toBe(405);
  });
});

describe('paths', () => {
  const climbing = [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/../../etc/passwd',
    '/assets/..\\..\\package.json',
    '//etc/passwd',
    '/index.html/',
    '/index.html%00.js',
    '/__proto__',
    '/constructor',
  ];
  test.each(climbing)('%s is not found', async (path) => {
    const answer = await get(host, path, { headers: { cookie: await admit(host) } });
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('Not found\n');
  });

  test('no path but the built files is ever served', async () => {
    const cookie = await admit(host);
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '\\',
      'assets',
      'app.js',
      'index.html',
      'etc',
      '~',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
        const path = `/${parts.join('/')}`;
        const answer = await get(host, path, { headers: { cookie } });
        expect(answer.status).toBe(path === '/assets/app.js' || path === '/index.html' ? 200 : 404);
      }),
      { numRuns: 200 },
    );
  });
});

describe('sockets', () => {
  test('a page of this host is let in', async () => {
    const socket = await connect(host, { cookie: await admit(host), origin });
    expect(typeof socket).not.toBe('number');
  });

  test('without the cookie a socket is refused', async () => {
    expect(await connect(host, { origin })).toBe(401);
  });

  test.each(['http://evil.test', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1', ''])(
    'the foreign Origin "%s" is refused, with the cookie too',
    async (foreign) => {
      expect(await connect(host, { cookie: await admit(host), origin: foreign })).toBe(403);
    },
  );

  test('a native program without Origin is refused', async () => {
    expect(await connect(host, { cookie: await admit(host) })).toBe(403);
  });

  test('a rebound name is refused though its Origin agrees with its Host', async () => {
    const headers = {
      cookie: await admit(host),
      host: `evil.test:${port}`,
      origin: `http://evil.test:${port}`,
    };
    expect(await connect(host, headers)).toBe(403);
  });

  test('another path is refused', async () => {
    expect(await connect(host, { cookie: await admit(host), origin }, '/other')).toBe(404);
  });

  test('at most sixteen pages are let in', async () => {
    const headers = { cookie: await admit(host), origin };
    for (let page = 0; page < 16; page += 1) expect(typeof (await connect(host, headers))).not.toBe('number');
    expect(await connect(host, headers)).toBe(503);
  });
});

test('two hosts of one computer hand out cookies of different names', async () => {
  const other = await startTestHost();
  expect((await admit(host)).split('=')[0]).not.toBe((await admit(other)).split('=')[0]);
  await other.close();
});
