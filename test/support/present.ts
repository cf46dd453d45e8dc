/** What has to be there; throws where it is not. */
export function present<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error("Something is missing.");
  return value;
}
