import { isAscii, isUtf8 } from "node:buffer";
import { StringDecoder } from "node:string_decoder";

import type { Encoding } from "./detect-encoding.ts";

/** Text of the next bytes; the last call passes undefined. */
export type Decode = (bytes: Buffer | undefined) => string;

/** A decoder that joins characters cut between blocks and drops a byte order mark. */
export function textDecoder(encoding: Encoding): Decode {
  const decode = encoding === "narrow" ? narrowDecoder() : decoderOf(encoding);
  let first = true;
  return (bytes) => {
    const text = decode(bytes);
    if (!first || text === "") return text;
    first = false;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  };
}

/** node's own decoders are several times faster than a streaming TextDecoder, where they know the encoding. */
function decoderOf(encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252"): Decode {
  if (encoding === "utf-8" || encoding === "utf-16le") {
    const decoder = new StringDecoder(encoding === "utf-8" ? "utf8" : "utf16le");
    return (bytes) => (bytes === undefined ? decoder.end() : decoder.write(bytes));
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) =>
    bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
}

/** ASCII reads alike in both; the first block with anything else settles which of the two the file is in. */
function narrowDecoder(): Decode {
  let settled: Decode | undefined;
  return (bytes) => {
    if (settled !== undefined) return settled(bytes);
    if (bytes === undefined) return "";
    if (isAscii(bytes)) return bytes.toString("latin1");
    settled = decoderOf(isUtf8(withoutCutEnd(bytes)) ? "utf-8" : "windows-1252");
    return settled(bytes);
  };
}

/** The bytes up to a UTF-8 character that the end of the block cuts. */
function withoutCutEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
