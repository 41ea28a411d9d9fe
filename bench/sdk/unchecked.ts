// `--import` this to measure what validation costs: the product has no switch for it. The one module that compares a server's
// events with their schemas is replaced, in this process, by one that believes them; everything else is the product's.
import { registerHooks } from 'node:module';

const believing = new URL('./believing.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const isChecked = resolved.url.endsWith('/src/shared/wire/server-events.ts');
    return isChecked && context.parentURL !== believing ? { ...resolved, url: believing } : resolved;
  },
});
