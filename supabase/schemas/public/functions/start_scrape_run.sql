-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.start_scrape_run(source_id uuid, reason text DEFAULT NULL::text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  if not exists (select from public.lead_sources s where s.id = start_scrape_run.source_id) then
    raise exception 'This source does not exist any more.' using errcode = 'PT404';
  end if;
  perform private.set_context('reason', coalesce(private.said(reason), ''));
  return private.queue_run(source_id, 'manual', null);
end
$function$;

comment on function public.start_scrape_run(source_id uuid, reason text) is 'Starts a run of a source.';

grant execute on function public.start_scrape_run(source_id uuid, reason text) to authenticated;
