-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.finish_run(run_id uuid, outcome text, figures jsonb DEFAULT '{}'::jsonb, error_kind text DEFAULT NULL::text, error_message text DEFAULT NULL::text, cost_minor bigint DEFAULT NULL::bigint, currency text DEFAULT NULL::text)
 RETURNS scrape_runs
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.finish_run(run_id, outcome, figures, error_kind, error_message, cost_minor, currency)
$function$;

comment on function public.finish_run(run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text) is 'Workers only: the end of a run: succeeded, partial or failed, with its figures, its error and its cost.';

grant execute on function public.finish_run(run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text) to service_role;
