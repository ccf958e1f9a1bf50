-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.column_type(target text, name text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select pg_catalog.format_type(a.atttypid, a.atttypmod)
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = name and a.attnum > 0 and not a.attisdropped
$function$;

grant execute on function private.column_type(target text, name text) to authenticated;
