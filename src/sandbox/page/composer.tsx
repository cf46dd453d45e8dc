import { useId, useRef } from "react";

import type { PageChannel } from "../page-api.ts";
import { HintList } from "./hint-list.tsx";
import { useComposer } from "./use-composer.ts";
import { useFileDrop } from "./use-file-drop.ts";
import { useFacts } from "./workspace-context.ts";

interface ComposerProps {
  readonly channel: PageChannel | undefined;
  readonly working: boolean;
  readonly onCommand: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes slash commands and files; it says so when something else is typed. */
export function Composer({ channel, working, onCommand, onFiles }: ComposerProps) {
  const { command, app } = useFacts().page;
  const use = useComposer(command, onCommand);
  const listId = useId();
  const dropping = useFileDrop(onFiles);
  const where = channel?.direct === true ? channel.name : `#${channel?.name ?? ""}`;
  return (
    <div className="composer-area">
      <HintList id={listId} hints={use.hints} chosen={use.chosen} onTake={use.take} />
      <form
        className="composer"
        onSubmit={(event) => {
          event.preventDefault();
          use.send();
        }}
      >
        <AttachButton onFiles={onFiles} />
        <input
          type="text"
          value={use.text}
          data-testid="composer"
          autoComplete="off"
          autoFocus
          role="combobox"
          aria-label={`Command in ${where}`}
          aria-expanded={use.hints.length > 0}
          aria-controls={listId}
          aria-activedescendant={use.chosen >= 0 ? `${listId}-${use.chosen}` : undefined}
          placeholder={`Type ${command} to ask ${app.name}`}
          onChange={(event) => use.write(event.target.value)}
          onKeyDown={use.onKeyDown}
          onBlur={use.close}
        />
        <SendButton disabled={use.text.trim() === ""} />
      </form>
      <ComposerStatus working={working} plain={use.plain} />
      {dropping && <div className="drop-veil">Drop the file to load it</div>}
    </div>
  );
}

function SendButton({ disabled }: { readonly disabled: boolean }) {
  return (
    <button
      type="submit"
      className="button primary send"
      data-testid="send"
      aria-label="Send"
      disabled={disabled}
    >
      ➤
    </button>
  );
}

function ComposerStatus(props: { readonly working: boolean; readonly plain: boolean }) {
  const { command, app } = useFacts().page;
  return (
    <p className="composer-status" role="status">
      {props.working && (
        <>
          <span className="spinner" aria-hidden /> {app.name} is working…
        </>
      )}
      {!props.working && props.plain && (
        <>
          Only commands are read here. Begin with <code>{command}</code>, as in{" "}
          <code>{command} help</code>.
        </>
      )}
    </p>
  );
}

function AttachButton({ onFiles }: Pick<ComposerProps, "onFiles">) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Attach a file"
        title="Attach a file"
        onClick={() => picker.current?.click()}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden>
          <path
            d="M14.5 9.5l-5 5a3 3 0 0 1-4.2-4.2l6-6a2 2 0 0 1 2.9 2.8l-5.8 5.8a1 1 0 0 1-1.4-1.4l5-5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        </svg>
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-testid="file-picker"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
