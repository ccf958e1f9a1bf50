-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.may_search(target text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select private.has_role('admin') or exists (
    select from private.audit_readers r where r.table_name = target and private.has_any_role(r.roles))
$function$;
