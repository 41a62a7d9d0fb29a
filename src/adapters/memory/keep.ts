const kept = new WeakSet<object>();

/**
 * A frozen copy of a row, so that neither the one who wrote it nor the one who reads it can change what is stored. Parts that
 * were kept before (an unchanged policy, say) are shared, not copied again.
 */
export function keep<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  // Copying an instant costs less than remembering that it was copied.
  if (value instanceof Date) return Object.freeze(new Date(value)) as T;
  if (kept.has(value)) return value;
  const copy = copyOf(value);
  kept.add(copy);
  return Object.freeze(copy) as T;
}

function copyOf(value: object): object {
  if (Array.isArray(value)) return value.map(keep);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (field !== undefined) copy[name] = typeof field === 'object' ? keep(field) : field;
  }
  return copy;
}
