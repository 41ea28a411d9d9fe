/**
 * What every page of ours is sent with. Scripts, styles, workers and worklets come from our own files only, nothing is
 * evaluated, and no other page may frame or read ours. Chromium asks for a Trusted Types policy before a worker starts from
 * a string: `hark` is the one in renderer/bridge/trusted-url.ts.
 */
export function securityHeaders(
  connect: readonly string[] = [],
): Readonly<Record<string, string>> & { readonly 'content-security-policy': string } {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      ["connect-src 'self'", ...connect].join(' '),
      "media-src 'self' blob:",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types hark',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'microphone=(self), camera=(), geolocation=(), display-capture=()',
    'cache-control': 'no-store',
  };
}
