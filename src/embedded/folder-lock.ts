import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";

import { z } from "zod";

const holderSchema = z.object({ pid: z.number(), socketPath: z.string(), what: z.string() });

/** The process that has a data folder: it answers on its socket as long as it lives. */
export type Holder = z.infer<typeof holderSchema>;

export interface FolderLock {
  release(): Promise<void>;
}

export type LockAttempt =
  | { readonly kind: "locked"; readonly lock: FolderLock }
  | { readonly kind: "held"; readonly holder: Holder };

const TAKEOVER_STALE_MS = 5_000;

/**
 * Takes a data folder for one process. The lock is a file that names a socket: a holder that does not answer there is
 * dead, and its lock is taken over. `self` must be listening already.
 */
export async function lockFolder(folder: string, self: Holder): Promise<LockAttempt> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "trimtab.lock");
  for (;;) {
    if (await create(path, self)) return { kind: "locked", lock: lockAt(path, self) };
    const content = await readLock(path);
    // Let go of meanwhile: whatever stands there next is not to be removed.
    if (content === undefined) continue;
    const holder = holderFrom(content);
    if (holder !== undefined && (await answers(holder.socketPath))) return { kind: "held", holder };
    await removeStale(path, content);
  }
}

function lockAt(path: string, self: Holder): FolderLock {
  return {
    async release() {
      const holder = holderFrom((await readLock(path)) ?? "");
      if (holder?.socketPath === self.socketPath) await rm(path, { force: true });
    },
  };
}

/** The file appears with its content: an empty one could be taken for a dead holder's. */
async function create(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    // Some folders of virtual machines have no links.
    return await createInPlace(path, holder);
  } finally {
    await rm(draft, { force: true });
  }
}

async function createInPlace(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function holderFrom(content: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

/** Only one of several that find a dead lock may remove it: a second could remove its successor's. */
async function removeStale(path: string, dead: string): Promise<void> {
  const gate = `${path}.takeover`;
  try {
    await (await open(gate, "wx")).close();
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    const age = await stat(gate).then(
      ({ mtimeMs, atimeMs }) => Math.max(mtimeMs, atimeMs),
      () => 0,
    );
    if (age > 0 && performance.timeOrigin + performance.now() - age > TAKEOVER_STALE_MS) {
      await rm(gate, { force: true });
    }
    return;
  }
  try {
    if ((await readLock(path)) === dead) await rm(path, { force: true });
  } finally {
    await rm(gate, { force: true });
  }
}

async function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
