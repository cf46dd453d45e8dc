import { useEffect, useId, useRef, useState } from "react";

import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { ElementProps } from "./element.tsx";
import { field, plainText, records } from "./text-object.ts";
import { useElement } from "./use-element.ts";

export function OverflowMenu(props: ElementProps) {
  const use = useElement(props, "", undefined);
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    menu.current?.querySelector("button")?.focus();
    const close = (event: Event): void => {
      const outside = event.target instanceof Node && !menu.current?.contains(event.target);
      const escape = event instanceof KeyboardEvent && event.key === "Escape";
      if (escape || (event.type === "pointerdown" && outside)) setOpen(false);
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, [open]);
  return (
    <div className="overflow">
      <button
        type="button"
        className="button"
        aria-label="More"
        aria-expanded={open}
        aria-controls={menuId}
        disabled={use.busy}
        onClick={() => setOpen(!open)}
      >
        •••
      </button>
      {open && (
        <div ref={menu} id={menuId} className="overflow-menu">
          {records(props.element, "options").map((option) => (
            <button
              key={field(option, "value")}
              type="button"
              onClick={() => {
                setOpen(false);
                use.change({ selected_option: option });
              }}
            >
              {plainText(option["text"])}
            </button>
          ))}
        </div>
      )}
      <ConfirmDialog use={use} />
    </div>
  );
}
