-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.start_run(source_id uuid, worker text)
 RETURNS scrape_runs
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.start_run(source_id, worker) $function$;

comment on function public.start_run(source_id uuid, worker text) is 'Workers only: begins the queued run of a source, or a scheduled one. Refused for a source whose terms nobody cleared.';

grant execute on function public.start_run(source_id uuid, worker text) to service_role;
