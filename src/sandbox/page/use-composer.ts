import { type KeyboardEvent, useState } from "react";

import { type CommandHint, commandHints } from "./command-hints.ts";

export interface ComposerUse {
  readonly text: string;
  readonly hints: readonly CommandHint[];
  /** The hint under the arrow keys; -1 for none. */
  readonly chosen: number;
  /** Whether something was sent that is no command. */
  readonly plain: boolean;
  readonly write: (text: string) => void;
  readonly take: (hint: number) => void;
  readonly send: () => void;
  readonly close: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** What is typed, with hints under the arrow keys and the last command under ArrowUp. */
export function useComposer(command: string, onCommand: (text: string) => void): ComposerUse {
  const [text, setText] = useState("");
  const [last, setLast] = useState("");
  const [chosen, setChosen] = useState(-1);
  const [open, setOpen] = useState(false);
  const [plain, setPlain] = useState(false);
  const hints = open ? commandHints(command, text) : [];

  const write = (next: string): void => {
    setText(next);
    setChosen(-1);
    setOpen(true);
    setPlain(false);
  };
  const take = (hint: number): void => write(hints[hint]?.insert ?? text);
  const send = (): void => {
    const line = text.trim();
    if (line === "") return;
    if (!line.startsWith("/")) return setPlain(true);
    setLast(line);
    write("");
    onCommand(line);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event, { text, last, hints, chosen });
    if (step === undefined) return;
    event.preventDefault();
    if (step.kind === "send") send();
    else if (step.kind === "take") take(step.hint);
    else if (step.kind === "choose") setChosen(step.hint);
    else if (step.kind === "recall") setText(last);
    else setOpen(false);
  };
  return { text, hints, chosen, plain, write, take, send, close: () => setOpen(false), onKeyDown };
}

type Step =
  | { readonly kind: "send" | "recall" | "close" }
  | { readonly kind: "take" | "choose"; readonly hint: number };

interface Typed {
  readonly text: string;
  readonly last: string;
  readonly hints: readonly CommandHint[];
  readonly chosen: number;
}

/** What a key does; undefined for a key that is the browser's. */
export function stepOf(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  { text, last, hints, chosen }: Typed,
): Step | undefined {
  const count = hints.length;
  const taken = (hint: number): boolean => hints[hint]?.insert === text;
  switch (key) {
    case "Escape":
      return { kind: "close" };
    case "Enter":
      return chosen < 0 || taken(chosen) ? { kind: "send" } : { kind: "take", hint: chosen };
    case "Tab": {
      const hint = Math.max(0, chosen);
      if (shiftKey || count === 0 || text === "" || taken(hint)) return undefined;
      return { kind: "take", hint };
    }
    case "ArrowDown":
      return count === 0 ? undefined : { kind: "choose", hint: (chosen + 1) % count };
    case "ArrowUp":
      if (count > 0) return { kind: "choose", hint: (Math.max(0, chosen) + count - 1) % count };
      return text === "" && last !== "" ? { kind: "recall" } : undefined;
    default:
      return undefined;
  }
}
