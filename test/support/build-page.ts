import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

/** Bundles the local workspace's page as `npm run build:page` does, into a folder of its own. */
export async function buildPage(): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), "trimtab-page-"));
  await build({
    entryPoints: ["src/sandbox/page/main.tsx", "src/sandbox/page/index.html"],
    bundle: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".html": "copy" },
    assetNames: "[name]",
    outdir,
    logLevel: "error",
  });
  return outdir;
}
