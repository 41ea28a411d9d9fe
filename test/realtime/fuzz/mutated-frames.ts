import fc from 'fast-check';
import { SERVER_EXAMPLES } from '../../shared/wire/examples.ts';

/** Values that have broken parsers, players and object copies before. */
const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 0.5, 1e308, 2 ** 53, '', '%%%', 'AAA', '\u0000', '\ud800', '__proto__'),
  fc.constantFrom([], {}, [[[[[[]]]]]], { length: -1 }, { type: 'message' }, 'x'.repeat(10_000)),
  fc.jsonValue({ maxDepth: 2 }),
);

const oddNumber = fc.constantFrom(-1, 0, 0.5, 1, 3, 1e6, 2 ** 53, -1e308);
const oddText = fc.oneof(
  fc.constantFrom('', 'resp_1', 'resp_2', 'item_A1', 'item_U1', 'item_C1', 'call_1', 'call_2', 'event_1'),
  fc.constantFrom('completed', 'cancelled', 'in_progress', 'message', 'function_call', 'root', '{}', 'AAA='),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** What takes the place of a value; the kinds that keep its type get past the schemas more often. */
type Mutation = { readonly at: number; readonly kind: Kind; readonly value: unknown };
type Kind = 'replace' | 'remove' | 'wrap' | 'add' | 'number' | 'string';

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ at: fc.nat(), kind: fc.constantFrom('replace', 'remove', 'wrap', 'add'), value: nastyValue }),
  fc.record({ at: fc.nat(), kind: fc.constant('number' as const), value: oddNumber }),
  { weight: 2, arbitrary: fc.record({ at: fc.nat(), kind: fc.constant('string' as const), value: oddText }) },
);

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function mutate(frame: unknown, { at, kind, value }: Mutation): void {
  const keepsType = kind === 'number' || kind === 'string';
  const places = placesIn(frame).filter(
    ({ holder, key }) => !keepsType || (typeof holder[key] === kind && key !== 'type'),
  );
  const { holder, key } = places[at % places.length] ?? {};
  if (holder === undefined || key === undefined) return;
  if (kind === 'remove') delete holder[key];
  else if (kind === 'wrap') holder[key] = [holder[key]];
  else holder[kind === 'add' ? `${key}_more` : key] = structuredClone(value);
}

/** A frame of the protocol with up to three of its values, however deep, changed. */
const damagedJson = fc
  .tuple(fc.constantFrom(...SERVER_EXAMPLES), fc.array(mutation, { maxLength: 3 }))
  .map(([example, mutations]) => {
    const frame: unknown = structuredClone(example);
    for (const one of mutations) mutate(frame, one);
    return JSON.stringify(frame);
  });

/** A frame of the protocol with some of its characters missing or others in their place. */
const damagedText = fc
  .tuple(fc.constantFrom(...SERVER_EXAMPLES), fc.nat(), fc.nat({ max: 20 }), fc.string({ maxLength: 5 }))
  .map(([example, start, length, text]) => {
    const frame = JSON.stringify(example);
    const from = start % frame.length;
    return `${frame.slice(0, from)}${text}${frame.slice(from + length)}`;
  });

/** What a broken or hostile server might send as one text frame. */
export const mutatedFrame: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: damagedJson },
  { weight: 2, arbitrary: damagedText },
);
