import { type FormEvent, useEffect, useRef, useState } from "react";

import type { PageView, SubmitResult } from "../page-api.ts";
import { closeView, sentenceOf, submitView } from "./api.ts";
import { Blocks } from "./blocks.tsx";
import { Dialog } from "./dialog.tsx";
import { SurfaceContext } from "./surface.ts";
import { useBlocksSurface } from "./use-blocks-surface.ts";
import { useFacts } from "./workspace-context.ts";

const NO_FAULT: SubmitResult = { errors: {}, error: null };

/** A form of the app: what is refused is said beside the field. */
export function Modal({ view }: { readonly view: PageView }) {
  const { viewer } = useFacts();
  const [result, setResult] = useState(NO_FAULT);
  const [sending, setSending] = useState(false);
  const fail = (error: unknown): void => {
    setResult({ errors: {}, error: typeof error === "string" ? error : sentenceOf(error) });
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // In a long form the fault may be far from the button.
    form.current?.querySelector(".refused, .form-error")?.scrollIntoView({ block: "center" });
  }, [result]);
  const surface = useBlocksSurface({ viewId: view.id }, { errors: result.errors, complain: fail });
  const request = { user: viewer.id, viewId: view.id };

  const submit = async (): Promise<void> => {
    setSending(true);
    try {
      setResult(await submitView({ ...request, state: surface.values }));
    } catch (error) {
      fail(error);
    } finally {
      setSending(false);
    }
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  const close = (): void => void closeView(request).catch(fail);
  return (
    <Dialog title={view.title ?? ""} onClose={close} testId="modal">
      <form ref={form} onSubmit={onSubmit} noValidate>
        <div className="dialog-body">
          {result.error !== null && (
            <p className="form-error" role="alert">
              {result.error}
            </p>
          )}
          <SurfaceContext value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {view.close ?? "Close"}
          </button>
          {view.submit !== undefined && (
            <button type="submit" className="button primary" disabled={sending}>
              {view.submit}
              {sending && <span className="spinner" aria-hidden />}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
