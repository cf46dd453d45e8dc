import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of the drill. */
export interface DrillProcess {
  readonly child: ChildProcess;
  /** What it said when it was ready. */
  readonly greeting: unknown;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Runs a file in a process of its own; resolves once it has sent its first message. */
export async function startProcess(
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<DrillProcess> {
  const child = fork(file, [], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const greeting: unknown = await Promise.race([
    once(child, "message").then(([message]: unknown[]) => message),
    ended.then(([code, signal]: unknown[]) =>
      Promise.reject(new Error(`${file} ended before it was ready: ${String(signal ?? code)}.`)),
    ),
  ]);
  return {
    child,
    greeting,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Says that the process is ready, and ends it with the one that started it. */
export function ready(greeting: Record<string, unknown> = {}): void {
  process.on("disconnect", () => process.exit(0));
  process.send?.(greeting);
}
