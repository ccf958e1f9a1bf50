-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bulk_call(target text, filters jsonb, procedure text, key_argument text, arguments jsonb, expected bigint, relations jsonb DEFAULT '{}'::jsonb, reason text DEFAULT NULL::text, operation uuid DEFAULT gen_random_uuid())
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
  given text;
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  -- A function that takes a reason writes it itself.
  arguments := jsonb_strip_nulls(jsonb_build_object('reason', reason)) || arguments;
  select string_agg(format(case a.name when key_argument then '%I => k.key::%s' else '%I => ($2 ->> %3$L)::%2$s' end, a.name, a.type::regtype, a.name), ', ')
    into given
  from pg_catalog.pg_proc p, unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) a (name, type)
  where p.pronamespace = 'public'::regnamespace and p.proname = procedure and p.proname not like 'bulk\_%' and p.prokind = 'f'
    and p.provolatile = 'v' and key_argument = any (p.proargnames) and (a.name = key_argument or arguments ? a.name)
  group by p.oid;
  if given is null then
    raise exception 'There is no function "%" to call for each record.', procedure using errcode = '22023';
  end if;
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform private.set_context('operation', operation::text), private.set_context('reason', coalesce(reason, ''));
  -- Some decide on all of them in one step; what refuses that step is asked one by one, so that each is told what stands against it.
  if to_regprocedure(format('private.%I(text[], jsonb)', 'many_' || procedure)) is not null then
    begin
      execute format('select private.%I($1, $2)', 'many_' || procedure) into outcome using keys, arguments;
    exception when integrity_constraint_violation or raise_exception or insufficient_privilege or invalid_parameter_value or no_data_found or sqlstate 'PT404' or sqlstate 'PT409' then
      outcome := null;
    end;
  end if;
  if outcome is null then
    outcome := private.bulk_run(format(
      'select coalesce(array_agg(c.key), ''{}'') from (select k.key, public.%I(%s) from unnest($1) k (key)) c', procedure, given),
      keys, arguments, '');
  end if;
  return private.end_operation(operation, target, outcome);
end
$function$;

comment on function public.bulk_call(target text, filters jsonb, procedure text, key_argument text, arguments jsonb, expected bigint, relations jsonb, reason text, operation uuid) is 'Calls a function that decides on one record for every row that matches: `key_argument` gets the key, the others what `arguments` says. Answers as bulk_change does.';

grant execute on function public.bulk_call(target text, filters jsonb, procedure text, key_argument text, arguments jsonb, expected bigint, relations jsonb, reason text, operation uuid) to authenticated;
