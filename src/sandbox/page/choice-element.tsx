import { useId } from "react";

import { isRecord } from "../is-record.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { ElementProps } from "./element.tsx";
import { Text } from "./rich-text.tsx";
import { field, records } from "./text-object.ts";
import { useElement } from "./use-element.ts";

/** Checkboxes and radio buttons. */
export function ChoiceElement(props: ElementProps) {
  const { element, labelledBy } = props;
  const many = field(element, "type") === "checkboxes";
  const key = many ? "selected_options" : "selected_option";
  const use = useElement(props, key, element[many ? "initial_options" : "initial_option"]);
  const name = useId();
  const options = records(element, "options");
  const chosen = [use.value]
    .flat()
    .filter(isRecord)
    .map((option) => field(option, "value"));
  const toggle = (value: string, on: boolean): void => {
    const picked = options.filter((option) => {
      const own = field(option, "value");
      return own === value ? on : many && chosen.includes(own);
    });
    use.change({ [key]: many ? picked : (picked[0] ?? null) });
  };
  return (
    <div className="choices" role={many ? "group" : "radiogroup"} aria-labelledby={labelledBy}>
      {options.map((option) => {
        const value = field(option, "value");
        return (
          <label key={value}>
            <input
              type={many ? "checkbox" : "radio"}
              name={name}
              disabled={use.busy}
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
            />
            <span>
              <Text object={option["text"]} />
              {isRecord(option["description"]) && (
                <small>
                  <Text object={option["description"]} />
                </small>
              )}
            </span>
          </label>
        );
      })}
      <ConfirmDialog use={use} />
    </div>
  );
}
