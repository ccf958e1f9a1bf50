-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sender_today(sender outreach_senders, at timestamp with time zone, OUT sent integer, OUT cap integer, OUT latest timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  today constant timestamptz := date_trunc('day', at, 'UTC');
begin
  cap := least(sender.daily_cap, case when sender.ramp_start is not null
    then sender.ramp_start + sender.ramp_step * coalesce((at at time zone 'UTC')::date - (sender.first_used_at at time zone 'UTC')::date, 0) end);
  select count(*) filter (where s.queued_at >= today), max(s.queued_at) into sent, latest from public.email_sends s
  where s.sender_id = sender.id and s.queued_at >= today - interval '24 hours' and s.state <> 'skipped';
end
$function$;

comment on function private.sender_today(sender outreach_senders, at timestamp with time zone, OUT sent integer, OUT cap integer, OUT latest timestamp with time zone) is 'What a sender has mailed today, how much it may, and when it last did.';
