import { stat } from "node:fs/promises";

/** Why nothing can be read at a path that somebody wrote as `shown`; `folder`: what to do where it is a folder. */
export async function unreadableWords(
  path: string,
  shown: string,
  folder = "Name a file in it.",
): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return `There is no file ${shown}. Check the path.`;
  return found.isDirectory()
    ? `${shown} is a folder. ${folder}`
    : `${shown} cannot be read. Check who may read it.`;
}
