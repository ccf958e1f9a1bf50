-- Postgres stores documents of thousands of levels, by which the programs that read them run out of stack. Fifty are more
-- than anything here has. The audit log repeats what its tables hold.

do $do$
declare
  place record;
  has_deep boolean;
begin
  for place in
    select c.relname as of_table, a.attname as of_column, left(c.relname || '_' || a.attname, 50) || '_depth_check' as rule
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'jsonb'::regtype and a.attnum > 0 and a.attgenerated = ''
      and not a.attisdropped and c.relname <> 'audit_log'
  loop
    execute format('alter table public.%I drop constraint if exists %I', place.of_table, place.rule);
    execute format('alter table public.%I add constraint %I check (not jsonb_path_exists(%I, ''$.**{50}''::jsonpath)) not valid', place.of_table, place.rule, place.of_column);
    -- What is there already and deeper stays as it is until it is written the next time.
    execute format('select exists (select from public.%I where jsonb_path_exists(%I, ''$.**{50}''))', place.of_table, place.of_column) into has_deep;
    if not has_deep then
      execute format('alter table public.%I validate constraint %I', place.of_table, place.rule);
    end if;
  end loop;
end
$do$;
