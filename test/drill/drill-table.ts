import type { DrillResult } from "./run-drill.ts";

/** What was done and what came of it, a line each. */
export function drillTable(
  name: string,
  result: DrillResult,
  wrong: Readonly<Record<string, readonly string[]>>,
): string {
  const { calls, struck, deliveries } = result;
  const versions = deliveries.reduce((sum, { version }) => sum + version, 0);
  const replies = deliveries.filter(({ thread_key: root }) => root !== null).length;
  const faults = Object.values(struck).reduce((sum, count) => sum + count, 0);
  const looks = (calls["conversations.history"] ?? 0) + (calls["conversations.replies"] ?? 0);
  const lines: [string, string | number][] = [
    ["messages owed", `${deliveries.length}, of them ${replies} replies, in ${versions} states`],
    ["instances killed", result.kills],
    ["database crashes", `${result.crashes}, which took ${result.broken} transactions along`],
    ["posts, edits, looks", `${calls["chat.postMessage"]}, ${calls["chat.update"] ?? 0}, ${looks}`],
    ["Slack's faults", faults],
    ...Object.entries(struck).map(([kind, count]): [string, number] => [`  ${kind}`, count]),
    ["messages in Slack", result.messages.length],
    ["seconds", result.seconds.toFixed(1)],
    ...Object.entries(wrong).map(([kind, list]): [string, number] => [
      kind.toUpperCase(),
      list.length,
    ]),
  ];
  const table = lines.map(([what, value]) => `  ${what.padEnd(24)} ${value}`).join("\n");
  const details = Object.entries(wrong)
    .flatMap(([kind, list]) => list.slice(0, 10).map((each) => `  ${kind}: ${each}\n`))
    .join("");
  return `${name}\n${table}\n${details}`;
}
