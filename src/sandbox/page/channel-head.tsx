import type { PageChannel } from "../page-api.ts";
import { useFacts } from "./workspace-context.ts";

interface ChannelHeadProps {
  /** Undefined at the app's Home. */
  readonly channel: PageChannel | undefined;
  readonly connected: boolean;
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
}

export function ChannelHead({ channel, connected, menuOpen, onMenu }: ChannelHeadProps) {
  const { page } = useFacts();
  const name = channel === undefined ? `${page.app.name} Home` : channel.name;
  return (
    <header className="channel-head">
      <button
        type="button"
        className="icon-button menu-button"
        aria-label="Channels and people"
        aria-expanded={menuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        ☰
      </button>
      <h2>{channel === undefined || channel.direct ? name : `#${name}`}</h2>
      <p className="topic">{channel?.topic}</p>
      {!connected && (
        <p className="offline" role="status">
          Reconnecting… Is <code>npm start</code> still running?
        </p>
      )}
    </header>
  );
}
