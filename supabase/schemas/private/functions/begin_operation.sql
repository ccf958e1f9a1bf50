-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.begin_operation(operation uuid)
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
  end if;
  perform pg_advisory_xact_lock(hashtextextended(operation::text, 0));
  select * into done from private.bulk_operations o where o.id = operation;
  if not found then
    return null;
  elsif done.actor_id is distinct from auth.uid() then
    raise exception 'This operation is somebody else''s.' using errcode = '42501';
  elsif done.outcome is null then
    raise exception 'This was given up before it began. Nothing was changed.' using errcode = 'PT409';
  end if;
  return done.outcome;
end
$function$;

comment on function private.begin_operation(operation uuid) is 'Begins a bulk operation; returns its outcome if it was done before.';

grant execute on function private.begin_operation(operation uuid) to authenticated;
