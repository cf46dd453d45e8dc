/** Makes the database itself keep a record of who took which source when, and of what each transaction stored. */
export const WATCH_STORES: readonly string[] = [
  `create table drill_takes (source_id int, fence int, had_until timestamptz, at timestamptz)`,
  `create table drill_stores (tx xid8, what text, name text, fence int)`,
  `create function drill_source() returns trigger language plpgsql as $$ begin
    if new.fence <> old.fence then
      insert into drill_takes values (new.source_id, new.fence, old.leased_until, clock_timestamp());
    elsif new.leased_until is not null then
      insert into drill_stores values (pg_current_xact_id(), 'hold', new.name, new.fence);
    end if;
    return new; end $$`,
  `create function drill_load() returns trigger language plpgsql as $$ begin
    insert into drill_stores values (pg_current_xact_id(), 'load', new.source, null);
    return new; end $$`,
  `create trigger drill_source after update on sources for each row execute function drill_source()`,
  `create trigger drill_load after insert on loads for each row execute function drill_load()`,
];
