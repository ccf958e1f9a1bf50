-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.close_import(import_id uuid)
 RETURNS imports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  job public.imports;
begin
  select * into job from public.imports i where i.id = import_id and i.owner_id = auth.uid() for update;
  if not found then
    raise exception 'This import does not exist any more, or it is somebody else''s.' using errcode = 'PT404';
  elsif job.finished_at is null then
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

comment on function private.close_import(import_id uuid) is 'The writing half of import_finish.';

grant execute on function private.close_import(import_id uuid) to authenticated;
