import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** A secret cannot be opened with the keys at hand, or has been tampered with. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen";
}

/** Seals texts with AES-256-GCM; `context` is bound to them: sealed for one thing, they open for no other. */
export interface SecretBox {
  seal(text: string, context: string): string;
  /** Throws `CannotOpen`. */
  open(sealed: string, context: string): string;
  /** False where it was sealed with an older key. */
  isCurrent(sealed: string): boolean;
}

const VERSION = "v1";
const NONCE_BYTES = 12;

/** The first key seals; the others only open, until everything has been sealed anew. Keys have 32 bytes. */
export function createSecretBox(keys: readonly [Buffer, ...Buffer[]]): SecretBox {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [current] = keys;
  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [VERSION, idOf(current), ...[nonce, cipher.getAuthTag(), sealed].map(written)].join(
        ".",
      );
    },
    open(sealed, context) {
      const [version, keyId = "", ...parts] = sealed.split(".");
      const [nonce, tag, data] = parts.map((part) => Buffer.from(part, "base64url"));
      const key = byId.get(keyId);
      if (version !== VERSION || nonce === undefined || tag === undefined || data === undefined) {
        throw new CannotOpen("What is stored is no sealed secret.");
      }
      if (key === undefined) {
        throw new CannotOpen("It was sealed with a key that is not among those in the settings.");
      }
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 })
          .setAAD(Buffer.from(context))
          .setAuthTag(tag);
        return Buffer.concat([decipher.update(data), decipher.final()]).toString("utf8");
      } catch {
        throw new CannotOpen(
          "It has been changed since it was sealed, or belongs to something else.",
        );
      }
    },
    isCurrent: (sealed) => sealed.split(".")[1] === idOf(current),
  };
}

function idOf(key: Buffer): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}

function written(bytes: Buffer): string {
  return bytes.toString("base64url");
}
