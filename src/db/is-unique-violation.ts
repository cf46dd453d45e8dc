import { DatabaseError } from "pg";

/** True where a row was refused because one with its key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "23505";
}
