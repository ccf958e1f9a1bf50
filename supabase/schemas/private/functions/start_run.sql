-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.start_run(source uuid, worker text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  run public.scrape_runs;
begin
  if char_length(coalesce(private.said(worker), '')) not between 1 and 120 then
    raise exception 'Give the name of the worker.' using errcode = '22023';
  end if;
  select * into run from public.scrape_runs r where r.source_id = source and r.state in ('queued', 'running') for update;
  if run.state = 'running' then
    raise exception 'A run of this source is already queued or running.' using errcode = '23514';
  elsif run.id is null then
    if not exists (select from public.lead_sources s where s.id = source) then
      raise exception 'This source does not exist any more.' using errcode = 'PT404';
    end if;
    begin
      insert into public.scrape_runs (source_id, trigger) values (source, 'schedule') returning * into run;
    exception when unique_violation then
      raise exception 'A run of this source is already queued or running.' using errcode = '23514';
    end;
  end if;
  update public.scrape_runs r set state = 'running', worker = btrim(start_run.worker), started_at = clock_timestamp(), heartbeat_at = clock_timestamp()
  where r.id = run.id returning r.* into run;
  return run;
end
$function$;

comment on function private.start_run(source uuid, worker text) is 'Begins the queued or scheduled run of a source for a worker. Behind the public function of its name.';

grant execute on function private.start_run(source uuid, worker text) to service_role;
