import { z } from "zod";

/** A modal's `state.values`: by block id, then by action id, which are the same here. */
export type StateValues = Record<string, Record<string, unknown>>;

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_conversation: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_user: z.string().nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_date: z.string().nullish(),
  files: z.array(z.object({ id: z.string() })).nullish(),
});

export type InputValue = z.infer<typeof inputSchema>;

/** What an input holds; undefined where the form has no such input. */
export function inputOf(values: StateValues, field: string): InputValue | undefined {
  const parsed = inputSchema.safeParse(values[field]?.[field]);
  return parsed.success ? parsed.data : undefined;
}

/** Typed text without blanks around it; undefined where there is none. */
export function textOf(values: StateValues, field: string): string | undefined {
  const text = inputOf(values, field)?.value?.trim();
  return text === undefined || text === "" ? undefined : text;
}
