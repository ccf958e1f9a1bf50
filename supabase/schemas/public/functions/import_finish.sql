-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.import_finish(import_id uuid)
 RETURNS imports
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  job public.imports := private.import_job(import_id);
begin
  return private.close_import(job.id);
end
$function$;

comment on function public.import_finish(import_id uuid) is 'Ends an import, keeps what came of it as numbers, and removes its rows.';

grant execute on function public.import_finish(import_id uuid) to authenticated;
