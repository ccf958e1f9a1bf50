-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_operation(operation uuid, target text, outcome jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from private.bulk_operations o where o.at < now() - interval '90 days';
  insert into private.bulk_operations (id, actor_id, target, outcome)
  values (operation, auth.uid(), target, outcome || jsonb_build_object('operation_id', operation))
  returning bulk_operations.outcome into outcome;
  return outcome;
end
$function$;

grant execute on function private.end_operation(operation uuid, target text, outcome jsonb) to authenticated;
