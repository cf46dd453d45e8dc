import { isRecord } from "./is-record.ts";
import type { PageView } from "./page-api.ts";
import type { OpenView } from "./views.ts";

export function pageView({ id, type, fields, blocks }: OpenView): PageView {
  const title = textOf(fields["title"]);
  const submit = textOf(fields["submit"]);
  const close = textOf(fields["close"]);
  return {
    id,
    type,
    blocks,
    ...(title === undefined ? {} : { title }),
    ...(submit === undefined ? {} : { submit }),
    ...(close === undefined ? {} : { close }),
  };
}

function textOf(object: unknown): string | undefined {
  const text = isRecord(object) ? object["text"] : undefined;
  return typeof text === "string" ? text : undefined;
}
