import type { Client } from 'pg'

/**
 * Lets a test simulate months in a moment: `setClock` sets the database's clock. Postgres' own time functions are
 * renamed, so use it only on a temporary database.
 */
export async function takeClock(owner: Client): Promise<void> {
  await owner.query(`
    set allow_system_table_mods = on;
    alter function pg_catalog.now() rename to wall_now;
    alter function pg_catalog.clock_timestamp() rename to wall_clock_timestamp;
    create function pg_catalog.now() returns timestamptz language sql stable parallel safe as $$
      select pg_catalog.wall_now() + coalesce(nullif(pg_catalog.current_setting('test.ahead', true), ''), '0')::pg_catalog.interval $$;
    create function pg_catalog.clock_timestamp() returns timestamptz language sql volatile parallel safe as $$
      select pg_catalog.wall_clock_timestamp() + coalesce(nullif(pg_catalog.current_setting('test.ahead', true), ''), '0')::pg_catalog.interval $$;
    reset allow_system_table_mods;
    -- Defaults hold the function itself, not its name.
    do $do$
    declare
      d record;
    begin
      for d in
        select a.attrelid::regclass as of_table, a.attname, pg_get_expr(x.adbin, x.adrelid) as expression
        from pg_attrdef x join pg_attribute a on a.attrelid = x.adrelid and a.attnum = x.adnum
        where a.attgenerated = '' and pg_get_expr(x.adbin, x.adrelid) ~ 'wall_'
      loop
        execute format('alter table %s alter column %I set default %s', d.of_table, d.attname, replace(d.expression, 'wall_', ''));
      end loop;
    end
    $do$;`)
}

/** Moves the clock of a connection by a number of hours, until its transaction ends. */
export async function setClock(owner: Client, hours: number): Promise<void> {
  await owner.query(`select set_config('test.ahead', $1, true)`, [`${hours} hours`])
}
