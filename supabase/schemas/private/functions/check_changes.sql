-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_changes(target text, changes jsonb, key_column text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select (private.bulk_assignments(target, changes, key_column))[1]
$function$;

grant execute on function private.check_changes(target text, changes jsonb, key_column text) to authenticated;
