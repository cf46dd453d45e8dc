import type { types } from "@slack/bolt";

import { type Form, formMetadata } from "../ids.ts";
import { plain } from "./text-objects.ts";

export interface ModalInput {
  /** At most 24 characters, like `submit`. */
  readonly title: string;
  readonly submit: string;
  readonly form: Form;
  readonly blocks: types.KnownBlock[];
}

/** A modal that sends its form. */
export function modal({ title, submit, form, blocks }: ModalInput): types.ModalView {
  return {
    type: "modal",
    callback_id: form.form,
    private_metadata: formMetadata(form),
    title: plain(title, 24),
    submit: plain(submit, 24),
    close: plain("Cancel", 24),
    blocks,
  };
}
