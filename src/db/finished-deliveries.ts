import type { Db, Statement } from "./db.ts";

/**
 * What may be owed again is kept, as its row is all that tells where the message stands: without it the message would be
 * posted a second time. That are the messages of open episodes, all that is said of proposals (whose buttons never end),
 * and roots that a reply still waits for. Every other key is owed once, or names a message that others have posted.
 * `not in` is answered from one list however many messages there are, `not exists` might look for each.
 */
const DELETE_FINISHED: Statement = {
  name: "delete_finished_deliveries",
  heavy: true,
  text: `delete from deliveries d using (
      select f.workspace_id, f.delivery_key from deliveries f
       where f.state in ('sent', 'failed', 'unknown') and f.owed_since < $1
         and (f.workspace_id, f.delivery_key) not in (select workspace_id, delivery_key from episodes
           where phase in ('pending', 'firing') and delivery_key is not null)
         and (f.workspace_id, f.delivery_key) not in (select workspace_id, delivery_key from proposals)
         and (f.workspace_id, coalesce(f.thread_key, '')) not in (select workspace_id, delivery_key from proposals)
         and (f.workspace_id, f.delivery_key) not in (select workspace_id, thread_key from deliveries
           where state = 'owed' and message_ts is null and thread_key is not null)
       limit $2 for update of f skip locked) old
    where d.workspace_id = old.workspace_id and d.delivery_key = old.delivery_key returning d.delivery_key`,
};

/** Deletes messages that were last owed before an instant and are finished for good, a slice of them; returns how many. */
export async function deleteFinished(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return (await db.rows(DELETE_FINISHED, [new Date(before), limit])).length;
}
