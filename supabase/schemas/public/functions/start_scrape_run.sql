-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.start_scrape_run(source_id uuid, reason text DEFAULT NULL::text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  source public.lead_sources;
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  select * into source from public.lead_sources s where s.id = start_scrape_run.source_id;
  if not found then
    raise exception 'This source does not exist any more.' using errcode = 'P0002';
  end if;
  if source.state not in ('active', 'paused') then
    raise exception 'This source is %, so it cannot be run.', source.state using errcode = '23514';
  end if;
  perform set_config('app.reason', coalesce(reason, ''), true);
  begin
    insert into public.scrape_runs (source_id, trigger, requested_by)
    values (source.id, 'manual', auth.uid()) returning * into run;
  exception when unique_violation then
    raise exception 'A run of this source is already queued or running.' using errcode = '23514';
  end;
  return run;
end
$function$;

grant execute on function public.start_scrape_run(source_id uuid, reason text) to authenticated;
