-- Days and times are of a calendar and numbers are numbers, in every table, by whichever way they come: with `infinity` as
-- a due day no list of ages adds up, and with NaN no sum. `created_at` and `updated_at` are stamped.
do $$
declare
  t record;
begin
  for t in
    select c.relname as name, string_agg(case a.atttypid when 'numeric'::regtype then format('%I < ''Infinity''', a.attname) else format('isfinite(%I)', a.attname) end, ' and ' order by a.attnum) as rule
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.atttypid in ('date'::regtype, 'timestamptz'::regtype, 'numeric'::regtype) and a.attname not in ('created_at', 'updated_at')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1
  loop
    execute format('alter table public.%I drop constraint if exists %I', t.name, t.name || '_finite');
    execute format('alter table public.%I add constraint %I check (%s) not valid', t.name, t.name || '_finite', t.rule);
    begin
      execute format('alter table public.%I validate constraint %I', t.name, t.name || '_finite');
    exception when check_violation then
      null; -- An old row is as it is; it is mended when it is next changed.
    end;
  end loop;
end
$$;
