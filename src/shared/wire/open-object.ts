import { z } from 'zod';

/**
 * An object of the protocol: fields we do not know pass through, so that a newer partner loses nothing, while the inferred
 * type has only the fields we know, so that a misspelt name does not compile.
 */
export function openObject<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape) as unknown as z.ZodObject<Shape>;
}

type Sparse<Shape extends z.core.$ZodLooseShape> = {
  [Key in keyof Shape]: z.ZodExactOptional<Shape[Key]>;
};

/** The same object with every field optional; absent is not `undefined` (exactOptionalPropertyTypes). */
export function sparseObject<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
): z.ZodObject<Sparse<Shape>> {
  const entries = Object.entries(shape).map(([key, schema]) => [key, z.exactOptional(schema)]);
  return openObject(Object.fromEntries(entries) as Sparse<Shape>);
}
