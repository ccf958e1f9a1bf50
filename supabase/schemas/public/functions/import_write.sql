-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.import_write(import_id uuid, duplicates text, from_row integer, to_row integer, whole boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '600s'
AS $function$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
  start integer;
  bad record;
begin
  if duplicates is null or duplicates not in ('skip', 'update') then
    raise exception 'Duplicates are skipped or updated, not "%".', duplicates using errcode = '22023';
  end if;
  perform private.import_open(job);
  if whole then
    if exists (select from public.import_rows r where r.import_id = job.id and (
        r.outcome is null or r.outcome in ('bad', 'refused') or duplicates = 'update' and r.outcome = 'duplicate' and r.reason is not null)) then
      raise exception 'Some rows cannot be written, so none was.' using errcode = 'PT409';
    end if;
    for start in select generate_series(1, (select max(r.row_number) from public.import_rows r where r.import_id = job.id), 1000) loop
      perform private.import_range(job, rule, duplicates, start, start + 999);
      select r.row_number, r.reason into bad from public.import_rows r
      where r.import_id = job.id and r.row_number between start and start + 999 and r.outcome = 'refused' limit 1;
      if found then
        raise exception 'Row % was refused when its turn came, so none was written: %', bad.row_number, bad.reason ->> 'message'
          using errcode = 'PT409';
      end if;
      -- Called off by another request meanwhile.
      if exists (select from public.imports i where i.id = job.id and i.state <> 'open') then
        raise exception 'The import was cancelled, so no row was written.' using errcode = 'PT409';
      end if;
    end loop;
    -- Not sooner: until now the row had to be free, for calling it off.
    update public.imports i set duplicates = import_write.duplicates, whole = true where i.id = job.id;
    return private.import_tally(job.id, 1, 2147483647);
  end if;
  if job.duplicates <> duplicates then
    update public.imports i set duplicates = import_write.duplicates where i.id = job.id;
  end if;
  perform private.import_range(job, rule, duplicates, from_row, to_row);
  return private.import_tally(job.id, from_row, to_row);
end
$function$;

comment on function public.import_write(import_id uuid, duplicates text, from_row integer, to_row integer, whole boolean) is 'Writes rows that were checked: the good ones of a range, or with `whole` all of the import or none. What was written once is not written again. Answers as import_check does.';

grant execute on function public.import_write(import_id uuid, duplicates text, from_row integer, to_row integer, whole boolean) to authenticated;
