const kept = new WeakSet<object>();

/**
 * A frozen copy of a row, so that neither the one who wrote it nor the one who reads it can change what is stored. Parts that
 * were kept before (an unchanged policy, say) are shared, not copied again.
 */
export function keep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || kept.has(value)) return value;
  const copy = copyOf(value);
  kept.add(copy);
  return Object.freeze(copy) as T;
}

function copyOf(value: object): object {
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) return value.map(keep);
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) copy[name] = keep(field);
  }
  return copy;
}
