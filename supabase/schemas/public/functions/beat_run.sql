-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.beat_run(run_id uuid, figures jsonb DEFAULT '{}'::jsonb, line text DEFAULT NULL::text, level text DEFAULT 'info'::text)
 RETURNS scrape_runs
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.note_run_figures(run_id, figures, line, level) $function$;

comment on function public.beat_run(run_id uuid, figures jsonb, line text, level text) is 'Workers only: a sign of life of a run, with its figures so far and a line for its log.';

grant execute on function public.beat_run(run_id uuid, figures jsonb, line text, level text) to service_role;
