import type { PageMessage } from "../page-api.ts";
import { dayHeading, dayOf } from "./date-words.ts";
import { Message } from "./message.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { useFoot } from "./use-foot.ts";
import { useFacts } from "./workspace-context.ts";
import type { Notice } from "./workspace-state.ts";

interface MessageListProps {
  readonly messages: readonly PageMessage[];
  readonly notices: readonly Notice[];
  readonly onThread: (ts: string) => void;
}

type Line =
  | { readonly kind: "message"; readonly at: number; readonly message: PageMessage }
  | { readonly kind: "notice"; readonly at: number; readonly notice: Notice };

/** A channel's messages by day, the newest at the foot and in sight. */
export function MessageList({ messages, notices, onThread }: MessageListProps) {
  const { zone } = useFacts().viewer;
  const lines = linesOf(messages, notices);
  const list = useFoot(lines.at(-1)?.at);
  const view = { zone, now: Date.now() };
  return (
    <div className="message-list" ref={list} tabIndex={0} role="group" aria-label="Messages">
      <div className="lines" role="log" aria-live="polite" aria-relevant="additions">
        {lines.map((line, index) => {
          const before = lines[index - 1];
          const sameDay = before !== undefined && dayOf(before.at, zone) === dayOf(line.at, zone);
          return (
            <div key={keyOf(line)} className="line">
              {!sameDay && (
                <div className="day-divider">
                  <span>{dayHeading(line.at, view)}</span>
                </div>
              )}
              {line.kind === "notice" ? (
                <NoticeLine notice={line.notice} />
              ) : (
                <Message
                  message={line.message}
                  replies={repliesTo(messages, line.message.ts)}
                  onThread={onThread}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function linesOf(messages: readonly PageMessage[], notices: readonly Notice[]): Line[] {
  const roots = messages.filter(
    ({ ts, threadTs, broadcast }) => threadTs === undefined || threadTs === ts || broadcast,
  );
  return [
    ...roots.map((message): Line => {
      return { kind: "message", at: Number(message.ts) * 1000, message };
    }),
    ...notices.map((notice): Line => ({ kind: "notice", at: notice.at, notice })),
  ].toSorted((a, b) => a.at - b.at);
}

function keyOf(line: Line): string {
  return line.kind === "message" ? line.message.ts : `notice ${line.notice.id}`;
}

export function repliesTo(messages: readonly PageMessage[], ts: string): PageMessage[] {
  return messages.filter((message) => message.threadTs === ts && message.ts !== ts);
}
