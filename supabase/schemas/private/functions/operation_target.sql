-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.operation_target(operation uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.target from private.bulk_operations o where o.id = operation and o.actor_id = auth.uid()
$function$;

grant execute on function private.operation_target(operation uuid) to authenticated;
