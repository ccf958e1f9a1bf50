-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bulk_undo(operation uuid, undo uuid DEFAULT gen_random_uuid())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
 SET lock_timeout TO '10s'
AS $function$
declare
  outcome jsonb := private.begin_operation(undo);
  meant text := private.operation_target(operation);
  shape record;
  part jsonb;
  done bigint := 0;
  refused jsonb := '[]';
begin
  if outcome is not null then
    return outcome;
  end if;
  -- The name that these changes go by.
  perform private.set_context('operation', undo::text), private.set_context('reason', 'Undo of a bulk change');
  for shape in
    select r.table_name, r.columns, array_agg(r.record_id order by r.record_id) as keys, private.bulk_key(r.table_name) as key_column
    from (
      select a.table_name, a.record_id, array_agg(distinct c.name order by c.name) as columns, min(a.before ->> 'state') as state
      from public.audit_log a, jsonb_object_keys(a.after) c (name)
      where a.operation_id = operation and a.action = 'update' and a.actor_id = auth.uid() and a.table_name = coalesce(meant, a.table_name)
      group by a.table_name, a.record_id
    ) r
    -- By state, so that those which may not go back to it do not hold up the others.
    group by r.table_name, r.columns, r.state
  loop
    -- The operation as text, so that a few records are found by their own history and not among all of the operation.
    part := private.bulk_run(format(
      'with was as (
         select a.record_id, jsonb_object_agg(c.name, a.before -> c.name order by a.id desc) as before, jsonb_object_agg(c.name, a.after -> c.name order by a.id) as after
         from public.audit_log a, jsonb_object_keys(a.after) c (name)
         where a.table_name = %1$L and a.record_id = any ($1) and a.operation_id::text = $2 ->> 0 and a.action = ''update''
         group by a.record_id
       ), done as (
         update public.%1$I t set %2$s
         from was, jsonb_populate_record(null::public.%1$I, was.before) b, jsonb_populate_record(null::public.%1$I, was.after) w
         where t.%3$I = was.record_id::%4$s and %5$s
         returning t.%3$I::text as key
       ) select coalesce(array_agg(key), ''{}'') from done',
      shape.table_name,
      (select string_agg(format('%I = b.%1$I', name), ', ') from unnest(shape.columns) name),
      shape.key_column, private.type_of_column(shape.table_name, shape.key_column),
      (select string_agg(format('t.%I is not distinct from w.%1$I', name), ' and ') from unnest(shape.columns) name)),
      shape.keys, jsonb_build_array(operation), 'It was changed since, or is gone.');
    done := done + (part ->> 'changed')::bigint;
    refused := refused || (part -> 'refused');
  end loop;
  if done = 0 and refused = '[]' then
    raise exception 'There is nothing of yours to undo here.' using errcode = 'PT404';
  end if;
  return private.end_operation(undo, meant, jsonb_build_object('changed', done, 'refused', refused));
end
$function$;

comment on function public.bulk_undo(operation uuid, undo uuid) is 'Takes a bulk operation back, where nobody has changed the rows since.';

grant execute on function public.bulk_undo(operation uuid, undo uuid) to authenticated;
