-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.type_of_column(target text, field text)
 RETURNS regtype
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select a.atttypid::regtype
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', coalesce(target, ''))) and a.attname = field and a.attnum > 0 and not a.attisdropped
$function$;

comment on function private.type_of_column(target text, field text) is 'The type of a column.';

grant execute on function private.type_of_column(target text, field text) to authenticated;
