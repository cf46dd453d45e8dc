import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

/** The processes of a drill, each in one file: instances that die every second have to start at once. */
export interface Bundle {
  readonly instance: string;
  readonly slack: string;
  readonly platform: string;
  remove(): Promise<void>;
}

const COMMONJS = `import { createRequire as nodeRequire } from "node:module";
const require = nodeRequire(import.meta.url);
const __dirname = import.meta.dirname;
const __filename = import.meta.filename;`;

export async function bundleProcesses(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), "trimtab-drill-"));
  await build({
    entryPoints: [
      here("instance-process.ts"),
      here("slack-process.ts"),
      here("platform-process.ts"),
    ],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    // What was CommonJS asks for Node's own modules, and for its folder, in its own way.
    banner: { js: COMMONJS },
    target: "node20",
    alias: { "@slack/bolt": here("web-api-alone.ts") },
    external: ["pg-native"],
    minify: true,
  });
  return {
    instance: join(folder, "instance-process.mjs"),
    slack: join(folder, "slack-process.mjs"),
    platform: join(folder, "platform-process.mjs"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
