import { HarkError } from '#shared/base/errors.ts';

/** The last look before the system opens an address. Throws for all but web and mail ones. */
export function assertOpenable(address: string): void {
  if (!/^(https?|mailto):/i.test(address)) {
    throw new HarkError('invalid_input', 'Only http, https and mailto addresses can be opened.');
  }
}
