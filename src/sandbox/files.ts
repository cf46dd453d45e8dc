import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { newId } from "./identifiers.ts";
import { TEAM } from "./people.ts";

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: number;
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly channels: readonly string[];
  readonly path: string;
}

export interface NewFile {
  readonly user: string;
  readonly name: string;
  readonly mimetype: string;
  readonly content: Uint8Array | Readable;
}

/** Uploaded files, kept in a temporary folder until the workspace closes. */
export interface Files {
  store(file: NewFile): Promise<StoredFile>;
  find(id: unknown): StoredFile | undefined;
  share(file: StoredFile, channel: string): StoredFile;
  close(): Promise<void>;
}

export function createFiles(now: () => number): Files {
  const byId = new Map<string, StoredFile>();
  let folder: Promise<string> | undefined;

  return {
    async store({ content, ...fields }) {
      folder ??= mkdtemp(join(tmpdir(), "trimtab-sandbox-"));
      const id = newId("F");
      const path = join(await folder, id);
      const source = content instanceof Readable ? content : Readable.from([content]);
      try {
        await pipeline(source, createWriteStream(path));
      } catch (cause) {
        await rm(path, { force: true });
        throw cause;
      }
      const { size } = await stat(path);
      const file = { ...fields, id, path, bytes: size, createdAt: now(), channels: [] };
      byId.set(id, file);
      return file;
    },
    find: (id) => (typeof id === "string" ? byId.get(id) : undefined),
    share(file, channel) {
      const shared = { ...file, channels: [...file.channels, channel] };
      byId.set(file.id, shared);
      return shared;
    },
    async close() {
      byId.clear();
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}

/** The file object of Slack's Web API and payloads. */
export function fileObject(file: StoredFile, ownUrl: string) {
  const address = `${ownUrl}/files/${file.id}/${encodeURIComponent(file.name)}`;
  const direct = file.channels.filter((channel) => channel.startsWith("D"));
  const created = Math.trunc(file.createdAt / 1000);
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.name,
    mimetype: file.mimetype,
    filetype: extname(file.name).slice(1).toLowerCase() || "binary",
    user: file.user,
    user_team: TEAM.id,
    editable: false,
    size: file.bytes,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: file.channels.length > direct.length,
    public_url_shared: false,
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
    channels: file.channels.filter((channel) => channel.startsWith("C")),
    groups: [],
    ims: direct,
    file_access: "visible",
  };
}
