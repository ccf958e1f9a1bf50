-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.generated_columns(target oid)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(a.attname::text), '{}') from pg_catalog.pg_attribute a where a.attrelid = target and a.attgenerated <> ''
$function$;

comment on function private.generated_columns(target oid) is 'For row triggers that compare what was with what is to be.';

grant execute on function private.generated_columns(target oid) to authenticated;
grant execute on function private.generated_columns(target oid) to service_role;
