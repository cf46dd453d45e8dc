import { useEffect, useState } from "react";

import type { PageMessage, PageView } from "../page-api.ts";

/** An app may acknowledge at once and answer later, or not at all. */
const PATIENCE_MS = 8000;

export interface Progress {
  readonly working: boolean;
  /** Runs something and shows that it is under way, until the app's answer is there. */
  readonly during: (work: () => Promise<void>, complain: (error: unknown) => void) => Promise<void>;
}

export function useProgress(messages: readonly PageMessage[], modal: PageView | null): Progress {
  const [working, setWorking] = useState(false);
  useEffect(() => setWorking(false), [messages, modal]);
  useEffect(() => {
    if (!working) return undefined;
    const timer = setTimeout(() => setWorking(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [working]);
  return {
    working,
    async during(work, complain) {
      setWorking(true);
      try {
        await work();
      } catch (error) {
        setWorking(false);
        complain(error);
      }
    },
  };
}
