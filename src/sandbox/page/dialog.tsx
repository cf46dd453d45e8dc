import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";

const FIELD = ".dialog-body :is(input, select, textarea), .dialog-foot .primary";

interface DialogProps {
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog of the browser's own: it keeps the focus inside, and Escape closes it. */
export function Dialog({ title, testId, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const wanted = element?.querySelector<HTMLElement>("[data-focus]");
    (wanted ?? element?.querySelector<HTMLElement>(FIELD))?.focus();
    return () => element?.close();
  }, []);
  return createPortal(
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}
