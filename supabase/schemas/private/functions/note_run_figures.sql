-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_run_figures(run_id uuid, figures jsonb, line text, level text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  run public.scrape_runs;
begin
  if figures is not null and (jsonb_typeof(figures) <> 'object' or exists (select from jsonb_each(figures) f
    where f.key not in ('pages', 'found', 'new_leads', 'duplicates', 'errors') or f.value <> 'null' and not (f.value #>> '{}' ~ '^[0-9]{1,9}$'))) then
    raise exception 'Figures are whole numbers from 0 on: pages, found, new_leads, duplicates, errors.' using errcode = '22023';
  elsif coalesce(level, 'info') not in ('debug', 'info', 'warning', 'error') then
    raise exception 'A line is debug, info, warning or error.' using errcode = '22023';
  end if;
  select * into run from public.scrape_runs r where r.id = run_id for update;
  if not found then
    raise exception 'This run does not exist.' using errcode = 'PT404';
  elsif run.state <> 'running' then
    raise exception 'This run is % and takes nothing more.', run.state using errcode = 'PT409';
  end if;
  update public.scrape_runs r set heartbeat_at = clock_timestamp(),
    pages = coalesce((figures ->> 'pages')::integer, r.pages), found = coalesce((figures ->> 'found')::integer, r.found),
    new_leads = coalesce((figures ->> 'new_leads')::integer, r.new_leads), duplicates = coalesce((figures ->> 'duplicates')::integer, r.duplicates),
    errors = coalesce((figures ->> 'errors')::integer, r.errors),
    log = case when line is null or jsonb_array_length(r.log) >= 2000 then r.log
      else r.log || jsonb_build_object('at', clock_timestamp(), 'level', coalesce(level, 'info'), 'text', left(line, 1000)) end
  where r.id = run_id returning r.* into run;
  return run;
end
$function$;

comment on function private.note_run_figures(run_id uuid, figures jsonb, line text, level text) is 'Keeps a run''s figures, a line of its log and its sign of life. Behind beat_run.';

grant execute on function private.note_run_figures(run_id uuid, figures jsonb, line text, level text) to service_role;
