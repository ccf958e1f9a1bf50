-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bulk_delete(target text, filters jsonb, expected bigint, relations jsonb DEFAULT '{}'::jsonb, reason text DEFAULT NULL::text, operation uuid DEFAULT gen_random_uuid())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
 SET lock_timeout TO '10s'
AS $function$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  keys text[];
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  -- Not locked, since who may delete need not be one who may change: a row must still match when its turn comes.
  keys := private.bulk_lock(target, filters, relations, expected, key_column, false);
  perform private.set_context('operation', operation::text), private.set_context('reason', coalesce(reason, ''));
  outcome := private.bulk_run(format(
    'with done as (delete from public.%1$I t where %2$s and %3$s and $2 is null returning t.%4$I::text as key)
     select coalesce(array_agg(key), ''{}'') from done',
    target, private.is_key(target, key_column), private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations), key_column),
    keys, null, 'It was changed meanwhile, or your role does not allow this.');
  return private.end_operation(operation, target, outcome);
end
$function$;

comment on function public.bulk_delete(target text, filters jsonb, expected bigint, relations jsonb, reason text, operation uuid) is 'Deletes every row that matches. Answers as bulk_change does.';

grant execute on function public.bulk_delete(target text, filters jsonb, expected bigint, relations jsonb, reason text, operation uuid) to authenticated;
