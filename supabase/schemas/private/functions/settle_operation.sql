-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.settle_operation(operation uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  done private.bulk_operations;
begin
  if not private.is_staff() then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  elsif operation is null then
    raise exception 'An operation needs a key of its own.' using errcode = '22023', detail = '{"field": "operation"}';
  elsif not pg_try_advisory_xact_lock(hashtextextended(operation::text, 0)) then
    return '{"status": "running"}';
  end if;
  select * into done from private.bulk_operations o where o.id = operation;
  if not found then
    insert into private.bulk_operations (id, actor_id) values (operation, auth.uid());
  elsif done.actor_id is distinct from auth.uid() then
    raise exception 'This operation is somebody else''s.' using errcode = '42501';
  elsif done.outcome is not null then
    return done.outcome || '{"status": "done"}';
  end if;
  return '{"status": "none"}';
end
$function$;

comment on function private.settle_operation(operation uuid) is 'What became of a bulk operation; one that never began cannot begin any more.';

grant execute on function private.settle_operation(operation uuid) to authenticated;
