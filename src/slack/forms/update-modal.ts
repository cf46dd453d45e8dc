import type { types } from "@slack/bolt";

import type { Click, ClickedView } from "../click.ts";
import { platformError } from "../respond.ts";

/** The modal's new hash; undefined where it has been changed or closed meanwhile, and nobody waits for this any more. */
export async function updateModal(
  { client }: Click,
  { id, hash }: ClickedView,
  view: types.ModalView,
): Promise<string | undefined> {
  try {
    const answer = await client.views.update({ view_id: id, hash, view });
    return answer.view?.hash;
  } catch (error) {
    const code = platformError(error);
    if (code === "hash_conflict" || code === "not_found") return undefined;
    throw error;
  }
}
