-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.finish_run(run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  run public.scrape_runs;
begin
  if outcome is null or outcome not in ('succeeded', 'partial', 'failed') then
    raise exception 'A run ends as succeeded, partial or failed.' using errcode = '22023';
  elsif (cost_minor is null) <> (currency is null) then
    raise exception 'A cost has an amount and a currency.' using errcode = '23514';
  elsif cost_minor < 0 or not exists (select from public.currencies c where c.code = finish_run.currency) and currency is not null then
    raise exception 'A cost is an amount from 0 on, in a currency that is in use here.' using errcode = '23514';
  end if;
  run := private.note_run_figures(run_id, figures, error_message, case outcome when 'failed' then 'error' else 'warning' end);
  update public.scrape_runs r set state = outcome, error_kind = left(finish_run.error_kind, 80), error_message = coalesce(left(nullif(btrim(finish_run.error_message), ''), 2000), case when outcome = 'failed' then 'The worker gave no reason' end),
    cost_minor = finish_run.cost_minor, currency = finish_run.currency
  where r.id = run_id returning r.* into run;
  return run;
end
$function$;

comment on function private.finish_run(run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text) is 'Ends a run of a source with its outcome, figures and cost. Behind the public function of its name.';

grant execute on function private.finish_run(run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text) to service_role;
