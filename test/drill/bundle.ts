import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

/** The processes of a drill, each in one file: instances that die every second have to start at once. */
export interface Bundle {
  readonly instance: string;
  readonly slack: string;
  remove(): Promise<void>;
}

export async function bundleProcesses(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), "trimtab-drill-"));
  await build({
    entryPoints: [here("instance-process.ts"), here("slack-process.ts")],
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    alias: { "@slack/bolt": here("web-api-alone.ts") },
    external: ["pg-native"],
    minify: true,
    // What finds files beside itself is not run here.
    logOverride: { "empty-import-meta": "silent" },
  });
  return {
    instance: join(folder, "instance-process.cjs"),
    slack: join(folder, "slack-process.cjs"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
