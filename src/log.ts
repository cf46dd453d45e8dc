import { type DestinationStream, type Logger, pino } from "pino";

const SECRETS = [
  "token",
  "botToken",
  "appToken",
  "signingSecret",
  "apiToken",
  "authorization",
  "password",
  "secrets",
  "secretKeys",
  "warehouseUrl",
  "accessToken",
  "refreshToken",
  "clientSecret",
  "appSecret",
  "developerToken",
  "private_key",
  "postbackSecret",
];

/** A logger that writes JSON lines; whatever is named like a secret is blotted out, two levels deep. */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: "[secret]",
      },
      serializers: { err: errorWithoutSecrets },
    },
    destination,
  );
}

const TOKEN = /\b(xox[a-z]-|xapp-|postgres(?:ql)?:\/\/)[^\s"']+/g;

/** An error may quote what it was given: tokens and connection strings are cut out of its text. */
function errorWithoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const plain = pino.stdSerializers.err(error);
  return {
    type: plain.type,
    message: blot(plain.message),
    stack: blot(plain.stack),
    ...("code" in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: errorWithoutSecrets(error.cause) }),
  };
}

function blot(text: string): string {
  return text.replaceAll(TOKEN, "$1[secret]");
}
