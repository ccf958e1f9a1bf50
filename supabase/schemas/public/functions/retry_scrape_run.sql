-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.retry_scrape_run(run_id uuid, reason text DEFAULT NULL::text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may retry a run.' using errcode = '42501';
  end if;
  select * into run from public.scrape_runs r where r.id = run_id;
  if not found then
    raise exception 'This run does not exist any more.' using errcode = 'PT404';
  end if;
  if run.state not in ('failed', 'partial', 'cancelled') then
    raise exception 'Only a failed, partial or cancelled run can be retried; this one is %.', run.state using errcode = '23514';
  end if;
  perform private.set_context('reason', coalesce(private.said(reason), 'Retry of an earlier run'));
  return private.queue_run(run.source_id, 'retry', run.id);
end
$function$;

comment on function public.retry_scrape_run(run_id uuid, reason text) is 'Starts a failed run again.';

grant execute on function public.retry_scrape_run(run_id uuid, reason text) to authenticated;
