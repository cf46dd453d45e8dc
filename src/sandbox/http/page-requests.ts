import { z } from "zod";

import type { Conversations } from "../conversations.ts";
import { findPerson, mayRead } from "../people.ts";
import { fromPage } from "./page-channel.ts";

const id = z.string().min(1).max(255);
const user = id.refine(
  (value) => findPerson(value) !== undefined,
  "There is no such person in this workspace.",
);
const state = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

export const commandRequest = z.object({ user, channel: id, text: z.string().max(8000) });

export const actionRequest = z
  .object({
    user,
    message: z.object({ channel: id, ts: id }).nullish(),
    viewId: id.nullish(),
    blockId: id,
    actionId: id,
    change: z.record(z.string(), z.unknown()).default({}),
    state,
  })
  .transform(({ message, viewId, ...rest }) => ({
    ...rest,
    ...(message ? { message } : {}),
    ...(viewId ? { viewId } : {}),
  }));

export const submitRequest = z.object({ user, viewId: id, state });

export const closeRequest = z.object({ user, viewId: id });

export const homeRequest = z.object({ user });

export const uploadRequest = (conversations: Conversations) =>
  z
    .object({ user, channel: id.optional(), name: z.string().min(1).max(255) })
    .transform(({ channel, ...rest }) => ({
      ...rest,
      ...(channel === undefined ? {} : { channel: fromPage(channel, rest.user) }),
    }))
    .refine(
      ({ user: reader, channel }) =>
        channel === undefined ||
        (conversations.find(channel) !== undefined && mayRead(reader, channel)),
      "There is no such channel in this workspace.",
    );
