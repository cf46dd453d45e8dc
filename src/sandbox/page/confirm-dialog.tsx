import { Dialog } from "./dialog.tsx";
import { Text } from "./rich-text.tsx";
import { field, plainText } from "./text-object.ts";
import type { ElementUse } from "./use-element.ts";

/** Asks before an action, in the app's words. */
export function ConfirmDialog({ use }: { readonly use: ElementUse }) {
  const { asking, answer } = use;
  if (asking === null) return null;
  const danger = field(asking, "style") === "danger";
  return (
    <Dialog title={plainText(asking["title"])} onClose={() => answer(false)} testId="confirm">
      <div className="dialog-body">
        <Text object={asking["text"]} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => answer(false)}>
          {plainText(asking["deny"]) || "Cancel"}
        </button>
        <button
          type="button"
          className={`button ${danger ? "danger" : "primary"}`}
          onClick={() => answer(true)}
        >
          {plainText(asking["confirm"]) || "Yes"}
        </button>
      </footer>
    </Dialog>
  );
}
