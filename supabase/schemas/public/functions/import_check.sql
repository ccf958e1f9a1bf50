-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.import_check(import_id uuid, from_row integer, to_row integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
AS $function$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
  creating text := private.import_statement(rule, job.columns, 'create');
  updating text := private.import_statement(rule, job.columns, 'update');
  batch record;
  refused jsonb;
begin
  perform private.import_open(job);
  update public.import_rows r set outcome = null, reason = null, twin = null
  where r.import_id = job.id and r.row_number between from_row and to_row and r.outcome in ('new', 'duplicate', 'bad');
  loop
    select * into batch from private.import_next(rule, job.id, from_row, to_row, false);
    exit when batch.there is null and batch.fresh is null;
    refused := private.import_attempt(creating, job.id, batch.fresh, false)
      || case when updating is null then '{}' else private.import_attempt(updating, job.id, batch.there, false) end;
    with judged as (
      select r.row_number, refused -> r.row_number::text as reason,
        -- The first of its key that can be written; after a bad one comes another chance.
        (select min(e.row_number) from public.import_rows e
         where e.import_id = r.import_id and e.key = r.key and e.row_number < r.row_number and e.outcome in ('new', 'duplicate')) as twin
      from public.import_rows r
      where r.import_id = job.id and r.row_number = any (batch.there || batch.fresh)
    )
    update public.import_rows r set twin = j.twin, reason = j.reason,
      outcome = case when r.row_number = any (batch.there) then 'duplicate' when j.reason is not null then 'bad'
        when j.twin is not null then 'duplicate' else 'new' end
    from judged j where r.import_id = job.id and r.row_number = j.row_number;
  end loop;
  return private.import_tally(job.id, from_row, to_row);
end
$function$;

comment on function public.import_check(import_id uuid, from_row integer, to_row integer) is 'Tries rows with every constraint, trigger and policy, and takes it all back. Answers {"counts": {"new", "duplicate", "bad"}, "notes": [{"row", "outcome", "twin", "reason"}]}.';

grant execute on function public.import_check(import_id uuid, from_row integer, to_row integer) to authenticated;
