import type { ReactNode } from "react";

import { Avatar } from "./avatar.tsx";
import { useFacts } from "./workspace-context.ts";
import { HOME, type Workspace } from "./workspace-state.ts";

interface SidebarProps {
  readonly state: Workspace;
  readonly onPlace: (place: string) => void;
  readonly onUser: (user: string) => void;
}

export function Sidebar({ state, onPlace, onUser }: SidebarProps) {
  const { page } = useFacts();
  const entry = (id: string, mark: ReactNode, name: string): ReactNode => (
    <li key={id}>
      <button
        type="button"
        className={state.unread.includes(id) ? "place unread" : "place"}
        aria-current={state.place === id ? "page" : undefined}
        data-testid={id === HOME ? "home-item" : "channel-item"}
        data-channel={id}
        onClick={() => onPlace(id)}
      >
        <span className="place-mark" aria-hidden>
          {mark}
        </span>
        {name}
        {state.unread.includes(id) && <span className="visually-hidden"> has new messages</span>}
      </button>
    </li>
  );
  const appAvatar = <Avatar id={page.app.botUserId} name={page.app.name} app small />;
  return (
    <nav className="sidebar" aria-label="Workspace" id="sidebar">
      <h1>{page.workspace}</h1>
      <h2>Channels</h2>
      <ul>
        {page.channels
          .filter((channel) => !channel.direct)
          .map(({ id, name }) => entry(id, "#", name))}
      </ul>
      <h2>Direct messages</h2>
      <ul>
        {page.channels
          .filter((channel) => channel.direct)
          .map(({ id, name }) => entry(id, appAvatar, name))}
      </ul>
      <h2>Apps</h2>
      <ul>{entry(HOME, appAvatar, `${page.app.name} Home`)}</ul>
      <UserSwitcher user={state.user} onUser={onUser} />
    </nav>
  );
}

interface UserSwitcherProps {
  readonly user: string;
  readonly onUser: (user: string) => void;
}

function UserSwitcher({ user, onUser }: UserSwitcherProps) {
  const { page, viewer } = useFacts();
  return (
    <label className="user-switcher">
      <Avatar id={viewer.id} name={viewer.name} />
      <span>
        You are
        <select
          value={user}
          data-testid="user-switcher"
          onChange={(event) => onUser(event.target.value)}
        >
          {page.users.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <small>
          {viewer.title} · {viewer.zone.replaceAll("_", " ")}
        </small>
      </span>
    </label>
  );
}
