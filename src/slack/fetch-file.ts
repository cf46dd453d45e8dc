import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { ExportFile } from "../usecases/export-file.ts";

/** A file's bytes on this machine, until they are let go. */
export interface FetchedFile {
  readonly file: ExportFile;
  discard(): Promise<void>;
}

export type FetchFile = (input: {
  readonly url: string;
  readonly name: string;
}) => Promise<FetchedFile>;

const TIMEOUT_MS = 10 * 60_000;

/** Fetches a file that Slack keeps. The token goes to Slack's own hosts alone, whatever a payload names. */
export function fetchSlackFile(input: {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly openFile: (path: string) => Promise<ExportFile | undefined>;
}): FetchFile {
  return async ({ url, name }) => {
    if (!isSlacks(url, input.apiUrl)) throw new Error("The file's address is not one of Slack's.");
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${input.botToken}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || response.body === null) {
      throw new Error(`Slack answered ${response.status} when the file was fetched.`);
    }
    const folder = await mkdtemp(join(tmpdir(), "trimtab-file-"));
    const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
    const path = join(folder, "export");
    try {
      await pipeline(Readable.from(response.body), createWriteStream(path));
      const file = await input.openFile(path);
      if (file === undefined) throw new Error("The fetched file is gone.");
      return { file: { ...file, name, open: () => file.open() }, discard };
    } catch (error) {
      await discard();
      throw error;
    }
  };
}

function isSlacks(url: string, apiUrl: string | undefined): boolean {
  const address = new URL(url);
  if (apiUrl !== undefined && address.origin === new URL(apiUrl).origin) return true;
  return (
    address.protocol === "https:" && /(?:^|\.)slack(?:-files|-gov)?\.com$/.test(address.hostname)
  );
}
