-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bulk_change(target text, filters jsonb, changes jsonb, expected bigint, relations jsonb DEFAULT '{}'::jsonb, reason text DEFAULT NULL::text, operation uuid DEFAULT gen_random_uuid())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
 SET lock_timeout TO '10s'
AS $function$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  setting text[];
  keys text[];
  same text[];
  barred jsonb := '[]';
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  setting := private.bulk_assignments(target, changes, key_column);
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform private.set_context('operation', operation::text), private.set_context('reason', coalesce(reason, ''));
  -- What is so already stays as it is, without a new version.
  execute format(
    'select coalesce(array_agg(t.%1$I::text), ''{}'') from public.%2$I t, jsonb_populate_record(null::public.%2$I, $2) n where %3$s and not (%4$s)',
    key_column, target, private.is_key(target, key_column), setting[2]) into same using keys, changes;
  if same <> '{}' then
    keys := array(select unnest(keys) except select unnest(same) order by 1);
  end if;
  -- What the states' rules forbid is known beforehand: trying each of thousands would take minutes.
  if changes ? 'state' then
    execute format(
      'select coalesce(jsonb_agg(jsonb_build_object(''ids'', b.ids, ''code'', ''23514'',
         ''reason'', format(''What is %%s cannot become %%s.'', replace(b.state, ''_'', '' ''), replace($2 ->> ''state'', ''_'', '' ''))) order by b.state), ''[]'')
       from (
         select t.state, array_agg(t.%1$I::text order by t.%1$I) as ids from public.%2$I t
         where %3$s and exists (select from public.state_transitions s where s.table_name = %2$L)
           and not exists (select from public.state_transitions s where s.table_name = %2$L and s.from_state = t.state and s.to_state = $2 ->> ''state'')
         group by t.state
       ) b',
      key_column, target, private.is_key(target, key_column)) into barred using keys, changes;
    keys := array(select unnest(keys) except select jsonb_array_elements_text(b -> 'ids') from jsonb_array_elements(barred) b order by 1);
  end if;
  outcome := private.bulk_run(format(
    'with done as (update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $2) n where %3$s returning t.%4$I::text as key)
     select coalesce(array_agg(key), ''{}'') from done',
    target, setting[1], private.is_key(target, key_column), key_column), keys, changes, 'Your role does not allow this change.');
  return private.end_operation(operation, target, outcome || jsonb_build_object('unchanged', cardinality(same), 'refused', barred || (outcome -> 'refused')));
end
$function$;

comment on function public.bulk_change(target text, filters jsonb, changes jsonb, expected bigint, relations jsonb, reason text, operation uuid) is 'Sets the same values on every row that matches. Answers {"changed": n, "unchanged": n, "refused": [{"reason", "code", "details", "ids"}], "operation_id"}; asked again with the same operation, the same answer.';

grant execute on function public.bulk_change(target text, filters jsonb, changes jsonb, expected bigint, relations jsonb, reason text, operation uuid) to authenticated;
