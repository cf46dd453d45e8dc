import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { ElementProps } from "./element.tsx";
import { field, plainText } from "./text-object.ts";
import { useElement } from "./use-element.ts";

export function ButtonElement(props: ElementProps) {
  const { element } = props;
  const use = useElement(props, "", undefined);
  const url = field(element, "url");
  const words = plainText(element["text"]);
  const common = {
    className: `button ${field(element, "style")}`,
    "aria-label": field(element, "accessibility_label") || undefined,
  };
  if (url !== "") {
    return (
      <a {...common} href={url} target="_blank" rel="noreferrer" onClick={() => use.change({})}>
        {words}
      </a>
    );
  }
  return (
    <>
      <button {...common} type="button" disabled={use.busy} onClick={() => use.change({})}>
        {words}
        {use.busy && <span className="spinner" aria-hidden />}
      </button>
      <ConfirmDialog use={use} />
    </>
  );
}
