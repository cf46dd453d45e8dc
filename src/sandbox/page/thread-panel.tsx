import type { PageMessage } from "../page-api.ts";
import { repliesTo } from "./message-list.tsx";
import { Message } from "./message.tsx";

interface ThreadPanelProps {
  readonly messages: readonly PageMessage[];
  readonly ts: string;
  readonly onClose: () => void;
}

export function ThreadPanel({ messages, ts, onClose }: ThreadPanelProps) {
  const root = messages.find((message) => message.ts === ts);
  const thread = [root ?? [], repliesTo(messages, ts)].flat();
  return (
    <aside className="thread" aria-label="Thread" data-testid="thread">
      <header className="channel-head">
        <h2>Thread</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the thread"
          onClick={onClose}
        >
          ✕
        </button>
      </header>
      <div className="thread-messages">
        {thread.map((message) => (
          <Message key={message.ts} message={message} replies={[]} />
        ))}
      </div>
    </aside>
  );
}
