import type { ShiftSettings } from "../../domain/budget/proposal/shift-settings.ts";
import { Forbidden } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { Person } from "../shift-desk.ts";

/**
 * Refuses whoever is neither an administrator of the Slack workspace nor named by one. The command line belongs to
 * whoever runs the product. Throws Forbidden, which says that they may not `what`.
 */
export function requireAdministrator(
  { administrators }: Pick<ShiftSettings, "administrators">,
  { actor }: Scope,
  { person, what }: { readonly person: Person; readonly what: string },
): void {
  if (!actor.startsWith("slack:") || person.administrator) return;
  if (administrators.some((id) => actor === `slack:${id}`)) return;
  throw new Forbidden(
    `Only administrators of this Slack workspace, and people whom they have named, may ${what}. Ask one of them.`,
  );
}

/** Somebody at the machine that the product runs on, or the product itself. */
export const OPERATOR: Person = { administrator: true, groups: [] };
