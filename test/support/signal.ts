/** Settles when something has happened that a test waits for. */
export function signal<Value = void>(): {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
} {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
