import type { FileFault } from "../../domain/load.ts";

/** Ends the reading of a file that is no use as a whole; `readExport` alone catches it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly fault: FileFault;

  constructor(message: string, place: { line?: number; column?: string } = {}) {
    super(message);
    this.fault = { line: place.line ?? null, column: place.column ?? null, message };
  }
}
