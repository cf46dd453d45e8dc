import { Writable } from "node:stream";

import type { CommandOutput } from "../control/command-output.ts";
import type { Product } from "../wiring/product.ts";

/** A command cannot be done as asked: the message is for the person, the exit code 1. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** The words of a command are wrong: the message says how they should be, the exit code is 2. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";
}

/** One run of a command: what it works with and where its words go. */
export interface CommandRun {
  readonly output: CommandOutput;
  /** Where a progress bar is drawn. */
  readonly progress: NodeJS.WritableStream;
  readonly cwd: string;
  /** Of whoever typed the command. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly actor: string;
  /** One JSON object on standard output, everything else on standard error. */
  readonly json: boolean;
  /** The database and all that goes with it; opened when it is first asked for. */
  product(): Promise<Product>;
  print(value: unknown): void;
}

/** A stream that ends up in a command's standard error. */
export function errorStream(output: CommandOutput): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      output.err(String(chunk));
      done();
    },
  });
}
