-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bulk_key(target text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  key_column text;
begin
  select a.attname into key_column
  from pg_catalog.pg_class c
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and cardinality(k.conkey) = 1
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  where c.oid = to_regclass(format('public.%I', coalesce(target, ''))) and c.relkind = 'r' and c.relrowsecurity;
  if key_column is null then
    raise exception 'There is no table "%" to change.', coalesce(left(target, 100), '') using errcode = '22023';
  end if;
  return key_column;
end
$function$;

comment on function private.bulk_key(target text) is 'The key column of a table that bulk operations may work on.';

grant execute on function private.bulk_key(target text) to authenticated;
