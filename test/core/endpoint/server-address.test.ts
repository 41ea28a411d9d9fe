import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerAddress } from '#core/endpoint/server-address.ts';
import { HarkError } from '#shared/base/errors.ts';

describe('a server address', () => {
  it.each([
    ['wss://voice.example/v1/realtime', 'wss://voice.example/v1/realtime', 'voice.example'],
    ['https://voice.example/v1/realtime', 'wss://voice.example/v1/realtime', 'voice.example'],
    ['  wss://voice.example/x  ', 'wss://voice.example/x', 'voice.example'],
    ['HTTPS://Voice.Example:8443/x#part', 'wss://voice.example:8443/x', 'voice.example:8443'],
    ['wss://bücher.example/x', 'wss://xn--bcher-kva.example/x', 'xn--bcher-kva.example'],
    ['ws://127.0.0.1:8080/v1/realtime', 'ws://127.0.0.1:8080/v1/realtime', '127.0.0.1:8080'],
    ['http://localhost:8080/', 'ws://localhost:8080/', 'localhost:8080'],
    ['ws://[::1]:9/', 'ws://[::1]:9/', '[::1]:9'],
    ['wss://voice.example/x?model=m', 'wss://voice.example/x?model=m', 'voice.example'],
  ])('%s is %s', (input, url, host) => {
    expect(parseServerAddress(input)).toMatchObject({ url, host });
  });

  it.each([
    ['ftp://voice.example/', 'uses ftp'],
    ['javascript:alert(1)', 'is not a full address'],
    ['file:///etc/passwd', 'uses file'],
    ['http://voice.example/', 'without encryption'],
    ['ws://voice.example/', 'without encryption'],
    ['ws://127.0.0.1.evil/', 'without encryption'],
    ['ws://127.0.0.1.evil.test:8080/', 'without encryption'],
    ['ws://localhost.evil.test/', 'without encryption'],
    ['ws://0x7f.1/', 'without encryption'],
    ['ws://2130706433/', 'without encryption'],
    ['ws://[::ffff:7f00:1]/', 'without encryption'],
    ['ws://127.0.0.2/', 'without encryption'],
    ['wss://me:secret@voice.example/', 'holds a user name or password'],
    ['ws://127.0.0.1@evil.test/', 'without encryption'],
    ['wss://voice.example/?api_key=abc', 'holds a secret in "api_key"'],
    ['wss://voice.example:0/', 'names port 0'],
    ['wss://voice.example:99999/', 'is not a full address'],
    ['wss://', 'is not a full address'],
    ['voice.example', 'is not a full address'],
    ['', 'is not a full address'],
  ])('%s is refused: it %s', (input, why) => {
    expect(() => parseServerAddress(input)).toThrow(why);
  });

  it('never leads anywhere unencrypted but to this very machine, and refuses with a HarkError', () => {
    const part = fc.constantFrom(
      'ws',
      'wss',
      'http',
      'https',
      'ftp',
      '://',
      ':',
      '/',
      '//',
      '@',
      '?',
      '#',
      '\\',
      '.',
      '127.0.0.1',
      'localhost',
      '[::1]',
      'evil.test',
      '0x7f',
      '１２７',
      '%31',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        try {
          const url = new URL(parseServerAddress(parts.join('')).url);
          expect(url.protocol === 'wss:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)).toBe(
            true,
          );
          expect(url.username + url.password).toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(HarkError);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
