import type { CommandHint } from "./command-hints.ts";

interface HintListProps {
  readonly id: string;
  readonly hints: readonly CommandHint[];
  readonly chosen: number;
  readonly onTake: (index: number) => void;
}

/** What can be typed; the composer keeps the focus and moves the choice. */
export function HintList({ id, hints, chosen, onTake }: HintListProps) {
  return (
    <div id={id} className="hints" role="listbox" aria-label="Commands" hidden={hints.length === 0}>
      {hints.map(({ usage, meaning }, index) => (
        <div
          key={usage}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // The press must not take the focus from the composer.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(index);
          }}
        >
          <code>{usage}</code>
          <span>{meaning}</span>
        </div>
      ))}
    </div>
  );
}
