-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.figure_value(figure text, since timestamp with time zone, until timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return case figure
    when 'active_members' then (select count(distinct s.user_id) from public.engagement_sessions s where s.started_at >= since and s.started_at < until)
    when 'sessions' then (select count(*) from public.engagement_sessions s where s.started_at >= since and s.started_at < until)
    when 'sign_ups' then (select count(*) from public.profiles p where p.created_at >= since and p.created_at < until)
    when 'failed_runs' then (select count(*) from public.scrape_runs r where r.state = 'failed' and r.queued_at >= since and r.queued_at < until)
    when 'bounced_mails' then (select count(*) from public.email_sends s where s.state = 'bounced' and s.queued_at >= since and s.queued_at < until)
    when 'bot_failures' then (select count(*) from public.bot_actions_log b where b.outcome = 'failed' and b.created_at >= since and b.created_at < until)
    when 'bot_cost' then (select coalesce(sum(b.cost_micros), 0) / 1000000.0 from public.bot_actions_log b where b.created_at >= since and b.created_at < until)
    when 'bot_incidents' then (select count(*) from public.bot_incidents i where i.opened_at >= since and i.opened_at < until)
    when 'reports' then (select count(*) from public.content_reports r where r.created_at >= since and r.created_at < until)
    when 'failed_payments' then (select count(*) from public.user_subscriptions s where s.state in ('past_due', 'unpaid'))
  end;
end
$function$;
