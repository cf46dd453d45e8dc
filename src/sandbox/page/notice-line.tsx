import { Avatar } from "./avatar.tsx";
import { clockTime } from "./date-words.ts";
import { useFacts } from "./workspace-context.ts";
import type { Notice } from "./workspace-state.ts";

const LATE = "dispatch_failed";

const LATE_ADVICE =
  "The app did not answer within 3 seconds, or refused. Look at the terminal in which it runs, then try again.";

/** An error, told to the person alone. */
export function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { viewer } = useFacts();
  return (
    <article className="message notice" data-testid="notice" role="alert">
      <Avatar id="slackbot" name="Workspace bot" />
      <div className="message-main">
        <p className="only-for">Only visible to you</p>
        <p className="message-head">
          <strong>Workspace bot</strong>
          <time>{clockTime(notice.at, viewer.zone)}</time>
        </p>
        <p className="notice-text">{notice.text}</p>
        {notice.text.includes(LATE) && <p className="notice-text">{LATE_ADVICE}</p>}
      </div>
    </article>
  );
}
