/** Trusted Types (W3C), as far as they are used here; TypeScript's DOM library does not have them yet. */
type ScriptUrlPolicy = { createScriptURL(url: string): string };
type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
};

const trustedTypes: TrustedTypes | undefined = Reflect.get(globalThis, 'trustedTypes');

const policy = trustedTypes?.createPolicy('hark', { createScriptURL: requireOwn });

/** The address of a worker of ours: our content policy lets workers start from such addresses only. Throws for any other. */
export function toScriptUrl(url: string): string {
  return policy?.createScriptURL(url) ?? requireOwn(url);
}

function requireOwn(url: string): string {
  if (new URL(url, location.href).origin !== location.origin)
    throw new TypeError('Not a script of this app.');
  return url;
}
