-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.type_of_computed(target text, field text)
 RETURNS regtype
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select p.prorettype::regtype
  from pg_catalog.pg_class c join pg_catalog.pg_proc p on p.pronamespace = c.relnamespace and p.proname = field and p.pronargs = 1 and p.proargtypes[0] = c.reltype
  where c.oid = to_regclass(format('public.%I', coalesce(target, '')))
$function$;

comment on function private.type_of_computed(target text, field text) is 'The type of what a function computes of each row of a table, as a column that is not stored.';

grant execute on function private.type_of_computed(target text, field text) to authenticated;
