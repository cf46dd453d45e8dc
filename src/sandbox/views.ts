import { withIds } from "./block-ids.ts";
import type { Feed } from "./feed.ts";
import { newId, newSecret } from "./identifiers.ts";
import type { Fields } from "./is-record.ts";
import { pageView } from "./page-view.ts";

const STACK_HEIGHT = 3;

export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly type: "modal" | "home";
  /** As the app sent it, with ids added. */
  readonly fields: Fields;
  readonly blocks: readonly unknown[];
  readonly rootId: string;
  readonly previousId: string | null;
}

export interface Views {
  open(user: string, fields: Fields): OpenView;
  /** Undefined when three modals are open already, the most that Slack stacks. */
  push(user: string, fields: Fields): OpenView | undefined;
  publish(user: string, fields: Fields): OpenView;
  update(view: OpenView, fields: Fields): OpenView;
  find(id: unknown): OpenView | undefined;
  findExternal(externalId: unknown): OpenView | undefined;
  close(view: OpenView): void;
  clear(user: string): void;
  stack(user: string): readonly OpenView[];
  home(user: string): OpenView | undefined;
}

export function createViews(feed: Feed): Views {
  const stacks = new Map<string, readonly OpenView[]>();
  const homes = new Map<string, OpenView>();

  const stack = (user: string): readonly OpenView[] => stacks.get(user) ?? [];
  const all = (): OpenView[] => [...[...stacks.values()].flat(), ...homes.values()];

  function setStack(user: string, views: readonly OpenView[]): void {
    stacks.set(user, views);
    const top = views.at(-1);
    const view = top === undefined ? null : pageView(top);
    feed.publish({ kind: "modal", view }, (reader) => reader === user);
  }

  function setHome(view: OpenView): OpenView {
    homes.set(view.user, view);
    feed.publish({ kind: "home", view: pageView(view) }, (reader) => reader === view.user);
    return view;
  }

  return {
    stack,
    home: (user) => homes.get(user),
    find: (id) => all().find((view) => view.id === id),
    findExternal: (id) => all().find((view) => view.fields["external_id"] === id),
    open(user, fields) {
      const view = newView({ user, type: "modal" }, fields);
      setStack(user, [view]);
      return view;
    },
    push(user, fields) {
      const below = stack(user);
      if (below.length >= STACK_HEIGHT) return undefined;
      const previous = below.at(-1);
      const view = newView({ user, type: "modal" }, fields);
      const placed = { ...view, ...placeOn(previous, view) };
      setStack(user, [...below, placed]);
      return placed;
    },
    publish(user, fields) {
      const before = homes.get(user);
      const view = newView({ user, type: "home" }, fields);
      return setHome(before === undefined ? view : { ...view, id: before.id, rootId: before.id });
    },
    update(view, fields) {
      const changed = { ...view, ...contentOf(fields), hash: newSecret() };
      if (view.type === "home") return setHome(changed);
      setStack(
        view.user,
        stack(view.user).map((each) => (each.id === view.id ? changed : each)),
      );
      return changed;
    },
    close(view) {
      setStack(
        view.user,
        stack(view.user).filter(({ id }) => id !== view.id),
      );
    },
    clear: (user) => setStack(user, []),
  };
}

function newView(owner: Pick<OpenView, "user" | "type">, fields: Fields): OpenView {
  const id = newId("V");
  return { ...owner, ...contentOf(fields), id, hash: newSecret(), rootId: id, previousId: null };
}

function placeOn(previous: OpenView | undefined, view: OpenView) {
  return { previousId: previous?.id ?? null, rootId: previous?.rootId ?? view.id };
}

function contentOf(fields: Fields): Pick<OpenView, "fields" | "blocks"> {
  const given: unknown = fields["blocks"];
  const blocks = withIds(Array.isArray(given) ? given : []);
  return { fields: { ...fields, blocks }, blocks };
}
