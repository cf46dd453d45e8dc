import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The command line as a process of its own, from source, on a data folder. */
export function spawnCli(dataDir: string, argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "src/cli.ts", ...argv], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: "",
      TRIMTAB_DATA_DIR: dataDir,
      TRIMTAB_TIMEZONE: "America/New_York",
      SLACK_BOT_TOKEN: "",
      SLACK_APP_TOKEN: "",
      SLACK_SIGNING_SECRET: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Resolves when what the process says on standard error fits; rejects when it ends before. */
export function saysOnError(child: ChildProcess, words: RegExp): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (words.test(said)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`It ended with ${code}, having said: ${said}`)));
  });
}
