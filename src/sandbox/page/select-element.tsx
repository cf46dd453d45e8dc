import { isRecord } from "../is-record.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { ElementProps } from "./element.tsx";
import { selectGroups, selectKind } from "./select-options.ts";
import { useSurface } from "./surface.ts";
import { field, plainText } from "./text-object.ts";
import { useElement } from "./use-element.ts";

/** Every select, drawn as the browser's own: it is known on each device and needs no mouse. */
export function SelectElement(props: ElementProps) {
  const { element, labelledBy } = props;
  const { many, key, initialKey } = selectKind(field(element, "type"));
  const use = useElement(props, key, element[initialKey]);
  const groups = selectGroups(element, useSurface());
  const options = groups.flatMap((group) => group.options);
  const chosen = [use.value ?? []].flat().map(idOf);
  const placeholder = plainText(element["placeholder"]) || "Choose one";
  const choose = (ids: readonly string[]): void => {
    const picked = options.filter((option) => ids.includes(option.id)).map(({ chosen: it }) => it);
    use.change({ [key]: many ? picked : (picked[0] ?? null) });
  };
  return (
    <>
      <select
        className="select"
        multiple={many}
        disabled={use.busy}
        aria-labelledby={labelledBy}
        aria-label={labelledBy === undefined ? placeholder : undefined}
        value={many ? chosen : (chosen[0] ?? "")}
        onChange={(event) => choose([...event.target.selectedOptions].map(({ value }) => value))}
      >
        {!many && <option value="">{placeholder}</option>}
        {groups.map((group) =>
          group.label === "" ? (
            group.options.map(optionOf)
          ) : (
            <optgroup key={group.label} label={group.label}>
              {group.options.map(optionOf)}
            </optgroup>
          ),
        )}
      </select>
      <ConfirmDialog use={use} />
    </>
  );
}

function optionOf({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <option key={id} value={id}>
      {label}
    </option>
  );
}

function idOf(value: unknown): string {
  return isRecord(value) ? field(value, "value") : String(value);
}
