-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.import_finish(import_id uuid)
 RETURNS imports
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  job public.imports := private.import_job(import_id);
begin
  if job.finished_at is null then
    update public.imports i set
      -- Called off too late: all of it was written.
      state = case when i.state = 'open' or i.whole then 'done' else i.state end,
      finished_at = clock_timestamp(),
      created_count = c.created, updated_count = c.updated, skipped_count = c.skipped, refused_count = c.refused
    from (
      select count(*) filter (where r.outcome = 'created') as created, count(*) filter (where r.outcome = 'updated') as updated,
        count(*) filter (where r.outcome = 'skipped') as skipped, count(*) filter (where r.outcome in ('bad', 'refused')) as refused
      from public.import_rows r where r.import_id = job.id
    ) c
    where i.id = job.id returning i.* into job;
  end if;
  delete from public.import_rows r where r.import_id = job.id;
  return job;
end
$function$;

comment on function public.import_finish(import_id uuid) is 'Ends an import, keeps what came of it as numbers, and removes its rows.';

grant execute on function public.import_finish(import_id uuid) to authenticated;
