import type { ChangeEvent, KeyboardEvent } from "react";

import type { Fields } from "../is-record.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { ElementProps } from "./element.tsx";
import { useSurface } from "./surface.ts";
import { field, plainText } from "./text-object.ts";
import { useElement } from "./use-element.ts";

interface Kind {
  readonly input: string;
  readonly key: string;
  readonly initialKey: string;
}

const TYPED = { key: "value", initialKey: "initial_value" };

const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: { input: "text", ...TYPED },
  number_input: { input: "text", ...TYPED },
  email_text_input: { input: "email", ...TYPED },
  url_text_input: { input: "url", ...TYPED },
  datepicker: { input: "date", key: "selected_date", initialKey: "initial_date" },
  timepicker: { input: "time", key: "selected_time", initialKey: "initial_time" },
};

/** Typed text, numbers, days and times. */
export function TextElement(props: ElementProps) {
  const { element, blockId, labelledBy } = props;
  const surface = useSurface();
  const type = field(element, "type");
  const kind = KINDS[type];
  const use = useElement(props, kind?.key ?? "value", element[kind?.initialKey ?? ""]);
  if (kind === undefined) return <p className="block-fault">This page cannot draw {type}.</p>;
  const common = {
    className: "text-input",
    value: typeof use.value === "string" ? use.value : "",
    placeholder: plainText(element["placeholder"]) || undefined,
    maxLength: Number(field(element, "max_length") || 3000),
    "data-focus": element["focus_on_load"] === true ? "" : undefined,
    "aria-labelledby": labelledBy,
    "aria-invalid": surface.errors[blockId] !== undefined,
    "aria-describedby": labelledBy === undefined ? undefined : `${labelledBy}-notes`,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      use.change({ [kind.key]: event.target.value || null });
    },
  };
  if (element["multiline"] === true) return <textarea rows={4} {...common} />;
  const sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !dispatches(element, props.dispatch)) return;
    event.preventDefault();
    surface.press({ blockId, actionId: field(element, "action_id"), change: { value: use.value } });
  };
  return (
    <>
      <input
        type={kind.input}
        inputMode={type === "number_input" ? "decimal" : undefined}
        onKeyDown={sendOnEnter}
        {...common}
      />
      <ConfirmDialog use={use} />
    </>
  );
}

/** Slack sends a typed text on Enter, unless the app asked for it otherwise. */
function dispatches(element: Fields, dispatch = false): boolean {
  return dispatch && field(element, "type").endsWith("_input");
}
