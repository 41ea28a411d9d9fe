/** `patch` over `base`, field by field and level by level; what the patch leaves undefined stays, lists are replaced whole. */
export function mergeDeep(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch;
  const merged = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value !== undefined) merged[field] = mergeDeep(base[field], value);
  }
  return merged;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
