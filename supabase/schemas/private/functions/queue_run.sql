-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.queue_run(source uuid, why text, earlier uuid)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  insert into public.scrape_runs (source_id, trigger, requested_by, retry_of) values (source, why, auth.uid(), earlier) returning * into run;
  return run;
exception when unique_violation then
  raise exception 'A run of this source is already queued or running.' using errcode = '23514';
end
$function$;

comment on function private.queue_run(source uuid, why text, earlier uuid) is 'Queues a run of a source, asked for by a person or as a retry.';

grant execute on function private.queue_run(source uuid, why text, earlier uuid) to authenticated;
