-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.mark_missed()
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  silent integer;
  unstarted integer;
  unreported integer;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may do that.' using errcode = '42501';
  end if;
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', '', true);
  update public.scrape_runs r set state = 'failed', error_kind = 'silent',
    error_message = 'No sign of life for ' || s.silent_after_minutes || ' minutes: the worker is taken for dead.'
  from public.lead_sources s
  where s.id = r.source_id and r.state = 'running' and coalesce(r.heartbeat_at, r.started_at) < now() - s.silent_after_minutes * interval '1 minute';
  get diagnostics silent = row_count;
  update public.scrape_runs r set state = 'failed', error_kind = 'never_started', error_message = 'It was queued for a day and no worker took it.'
  where r.state = 'queued' and r.queued_at < now() - interval '1 day';
  get diagnostics unstarted = row_count;
  with lost as (
    update public.email_sends s set state = 'failed', reason = 'The worker never told what became of it', failed_at = now()
    where s.state = 'queued' and s.worker is not null and s.queued_at < now() - interval '1 hour' returning s.enrollment_id
  )
  update public.sequence_enrollments e set state = 'paused', stop_reason = 'A worker never told what became of an email: it may have been sent'
  from lost where e.id = lost.enrollment_id and e.state = 'active';
  get diagnostics unreported = row_count;
  return jsonb_build_object('silent_runs', silent, 'unstarted_runs', unstarted, 'unreported_mails', unreported);
end
$function$;

comment on function private.mark_missed() is 'Marks as failed the runs without a sign of life, those that no worker took for a day, and mails of which no worker told for an hour, whose enrollments pause; answers how many of each. Behind the public function of its name.';

grant execute on function private.mark_missed() to authenticated;
grant execute on function private.mark_missed() to service_role;
