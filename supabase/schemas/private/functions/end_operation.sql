-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_operation(operation uuid, target text, outcome jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.is_staff()) then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  end if;
  delete from private.bulk_operations o where o.at < now() - interval '90 days';
  insert into private.bulk_operations (id, actor_id, target, outcome)
  values (operation, auth.uid(), target, outcome || jsonb_build_object('operation_id', operation))
  returning bulk_operations.outcome into outcome;
  return outcome;
end
$function$;

comment on function private.end_operation(operation uuid, target text, outcome jsonb) is 'Records the outcome of a bulk operation.';

grant execute on function private.end_operation(operation uuid, target text, outcome jsonb) to authenticated;
