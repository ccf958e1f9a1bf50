-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_suppressed(target text, data jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select target = 'leads' and private.may_import(target) and coalesce(data ->> 'email', '') <> '' and private.is_suppressed(data ->> 'email')
$function$;

comment on function private.import_suppressed(target text, data jsonb) is 'Whether the person in an imported row may not be mailed, for those who import such rows.';

grant execute on function private.import_suppressed(target text, data jsonb) to authenticated;
