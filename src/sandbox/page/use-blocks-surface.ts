import { useState } from "react";

import type { ActionRequest, StateValues } from "../page-api.ts";
import { sendAction, uploadFile } from "./api.ts";
import type { Press, Surface } from "./surface.ts";
import { useFacts } from "./workspace-context.ts";

/** Where the blocks stand, as a press names it. */
export type Anchor = Pick<ActionRequest, "message" | "viewId">;

export interface FormReplies {
  readonly errors?: Surface["errors"];
  /** Where an error is shown; left out, in the channel. */
  readonly complain?: (error: unknown) => void;
}

/** The surface of blocks that know their values and tell the app of presses. */
export function useBlocksSurface(anchor: Anchor, form: FormReplies = {}): Surface {
  const { page, viewer, ...facts } = useFacts();
  const { errors = {}, complain = facts.complain } = form;
  const [values, setValues] = useState<StateValues>({});
  const [pressed, setPressed] = useState<string | null>(null);

  const press = async ({ blockId, actionId, change }: Press): Promise<void> => {
    setPressed(`${blockId} ${actionId}`);
    const state = entered(values, { blockId, actionId, change });
    const where = { user: viewer.id, ...anchor };
    try {
      const { error } = await sendAction({ ...where, blockId, actionId, change, state });
      if (error !== null) complain(error);
    } catch (error) {
      complain(error);
    } finally {
      setPressed(null);
    }
  };
  return {
    users: page.users,
    channels: page.channels,
    app: page.app,
    viewer,
    values,
    errors,
    pressed,
    enter: (entry) => setValues((before) => entered(before, entry)),
    press: (each) => void press(each),
    upload: (file) => uploadFile({ user: viewer.id, file }),
  };
}

function entered(values: StateValues, { blockId, actionId, change }: Press): StateValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: change } };
}
