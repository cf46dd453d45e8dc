import type { PageMessage } from "../page-api.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks } from "./blocks.tsx";
import { clockTime } from "./date-words.ts";
import { fileSize } from "./file-size.ts";
import { MessageSurface } from "./message-surface.tsx";
import { Text } from "./rich-text.tsx";
import { useFacts } from "./workspace-context.ts";

interface MessageProps {
  readonly message: PageMessage;
  readonly replies: readonly PageMessage[];
  /** Left out inside a thread. */
  readonly onThread?: (ts: string) => void;
}

export function Message({ message, replies, onThread }: MessageProps) {
  const { page, viewer } = useFacts();
  const app = message.author === page.app.botUserId;
  const name = app ? page.app.name : nameOf(message.author, page.users);
  return (
    <article
      className={message.onlyFor === undefined ? "message" : "message ephemeral"}
      data-testid="message"
      data-ts={message.ts}
      aria-label={`${name}: ${message.text}`}
    >
      <Avatar id={message.author} name={name} app={app} />
      <div className="message-main">
        {message.onlyFor !== undefined && <p className="only-for">Only visible to you</p>}
        <p className="message-head">
          <strong>{name}</strong>
          {app && <span className="app-badge">APP</span>}
          <time dateTime={new Date(Number(message.ts) * 1000).toISOString()}>
            {clockTime(Number(message.ts) * 1000, viewer.zone)}
          </time>
          {message.edited && <span className="edited">(edited)</span>}
        </p>
        {message.broadcast === true && onThread !== undefined && (
          <ThreadHint threadTs={message.threadTs} onThread={onThread} />
        )}
        <MessageSurface message={message}>
          {message.blocks.length > 0 ? (
            <Blocks blocks={message.blocks} />
          ) : (
            <Text object={{ type: "mrkdwn", text: message.text }} />
          )}
        </MessageSurface>
        <Files files={message.files} />
        {replies.length > 0 && onThread !== undefined && (
          <button type="button" className="replies" onClick={() => onThread(message.ts)}>
            {replies.length === 1 ? "1 reply" : `${replies.length} replies`}
          </button>
        )}
      </div>
    </article>
  );
}

interface ThreadHintProps {
  readonly threadTs: string | undefined;
  readonly onThread: (ts: string) => void;
}

/** A reply that is shown in the channel says where it belongs. */
function ThreadHint({ threadTs, onThread }: ThreadHintProps) {
  if (threadTs === undefined) return null;
  return (
    <button type="button" className="replies thread-hint" onClick={() => onThread(threadTs)}>
      replied to a thread
    </button>
  );
}

function nameOf(author: string, users: readonly { readonly id: string; readonly name: string }[]) {
  return users.find(({ id }) => id === author)?.name ?? "Workspace bot";
}

function Files({ files }: { readonly files: PageMessage["files"] }) {
  return files.map(({ id, name, bytes }) => (
    <p key={id} className="file">
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
        <path d="M4 1.5h5l3 3v10H4zM9 1.5v3h3" fill="none" stroke="currentColor" />
      </svg>{" "}
      {name} <small>{fileSize(bytes)}</small>
    </p>
  ));
}
