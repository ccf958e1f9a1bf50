-- 239 required_is_readable
-- A required name or text could be a blank or a sign that nobody sees, by the API. What is required has something in it that
-- can be read (private.said). A row that breaks this already stays as it is until it is written the next time.

do $do$
declare
  place record;
  breaks boolean;
begin
  for place in
    select t.*, t.of_table || '_' || t.of_column || '_required_check' as rule from (
    -- Every required free text that people write (what a worker reports is not lost for being blank), and the reasons that a state requires.
    select c.relname as of_table, a.attname as of_column, format('private.said(%I) is not null', a.attname) as condition
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attnotnull and a.atttypid = 'text'::regtype
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (has_column_privilege('authenticated', c.oid, a.attnum, 'insert') or has_column_privilege('authenticated', c.oid, a.attnum, 'update'))
      and (c.relname, a.attname) not in (('outreach_suppressions', 'email'), ('user_images', 'storage_path'), ('record_comments', 'record_id'), ('outreach_sequences', 'time_zone'))
      -- An email that is not finished is told when its sequence is activated.
      and c.relname not in ('sequence_emails', 'sequence_variants')
      and exists (
        select from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
          and pg_get_constraintdef(k.oid) ~ format('char_length\((btrim\()?%s\)+ >= [1-9]', a.attname))
    union all
    values
      ('leads', 'rejected_reason', $x$state <> 'rejected' or private.said(rejected_reason) is not null$x$),
      ('matches', 'closed_reason', $x$state <> 'closed' or private.said(closed_reason) is not null$x$)
    ) t
    order by 1, 2
  loop
    execute format('alter table public.%I drop constraint if exists %I', place.of_table, place.rule);
    execute format('alter table public.%I add constraint %I check (%s) not valid', place.of_table, place.rule, place.condition);
    execute format('select exists (select from public.%I where not (%s))', place.of_table, place.condition) into breaks;
    if not breaks then
      execute format('alter table public.%I validate constraint %I', place.of_table, place.rule);
    end if;
  end loop;
end
$do$;
