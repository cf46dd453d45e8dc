/**
 * The same pure function, with the answers of the last calls kept: calendar arithmetic is slow, and asks for the same
 * few days again and again. Forgets all when there are `limit` answers.
 */
export function remember<Key, Value>(
  compute: (key: Key) => Value,
  limit = 10_000,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    if (known.size >= limit) known.clear();
    known.set(key, value);
    return value;
  };
}
