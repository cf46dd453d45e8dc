import { useEffect, useState } from "react";

import type { PageState } from "../page-api.ts";
import { loadState, sentenceOf } from "./api.ts";
import { App } from "./app.tsx";

/** Waits for the workspace, then shows it. */
export function Start() {
  const [state, setState] = useState<PageState>();
  const [fault, setFault] = useState("");
  useEffect(() => {
    loadState().then(setState, (error: unknown) => setFault(sentenceOf(error)));
  }, []);
  if (state !== undefined) return <App page={state} />;
  if (fault === "") return <p className="loading">Opening the local workspace…</p>;
  return (
    <p className="loading" role="alert">
      {fault}{" "}
      <button type="button" className="button" onClick={() => location.reload()}>
        Try again
      </button>
    </p>
  );
}
