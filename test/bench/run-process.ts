import { spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export interface Ended {
  /** From the start of the process to its end. */
  readonly seconds: number;
  readonly stdout: string;
  /** What it wrote to descriptor 3, where there is one. */
  readonly report: string;
}

/** Runs a command to its end; a failure carries what it wrote. */
export async function runProcess(
  [command = "", ...args]: readonly string[],
  options: SpawnOptions,
): Promise<Ended> {
  const started = performance.now();
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const ended = once(child, "close");
  const [stdout, stderr, report] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    textOf(child.stdio[3]),
    ended,
  ]);
  const seconds = (performance.now() - started) / 1000;
  if (child.exitCode === 0) return { seconds, stdout, report };
  throw new Error(`${command} ${args.join(" ")} failed: ${stderr.trim() || stdout.trim()}`);
}

/** Where the product's own folder is. */
export const PRODUCT_FOLDER = fileURLToPath(new URL("../..", import.meta.url));

/** As in the first line of `cli.ts`, and in npm's scripts. */
export const AS_SHIPPED = "--max-semi-space-size=64";

/** One command of the product, in a process of its own; `peakMb` is the most memory that it held. */
export async function runTrimtab(
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly node?: readonly string[];
  },
): Promise<Ended & { readonly peakMb: number }> {
  const peak = new URL("report-peak.js", import.meta.url).href;
  const node = [process.execPath, AS_SHIPPED, ...(options.node ?? []), "--import", peak];
  const ended = await runProcess([...node, "dist/cli.js", ...args], {
    env: options.env,
    signal: options.signal,
    cwd: PRODUCT_FOLDER,
  });
  return { ...ended, peakMb: Number(ended.report) / 1024 };
}

async function textOf(stream: unknown): Promise<string> {
  return isReadable(stream) ? text(stream) : "";
}

function isReadable(stream: unknown): stream is Readable {
  return typeof stream === "object" && stream !== null && "read" in stream;
}
