-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.crossed_lines()
 RETURNS TABLE(id uuid, figure text, label text, team text, direction text, threshold numeric, period text, value numeric, address text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select c.id, c.figure, f.label, c.team, c.direction, c.threshold, c.period, c.value, f.path || '?' || concat_ws('&', nullif(f.filter, ''), f.moment || '=last:' || case c.period when 'day' then '24h' else '7d' end)
  from private.crossed_lines() c
  join (values
    ('active_members', 'active members', '/engagement-sessions', '', 'started_at'), ('sessions', 'sessions', '/engagement-sessions', '', 'started_at'),
    ('sign_ups', 'sign-ups', '/profiles', '', 'created_at'), ('failed_runs', 'failed runs', '/scrape-runs', 'state=any:failed', 'queued_at'),
    ('bounced_mails', 'bounced emails', '/email-sends', 'state=any:bounced', 'queued_at'), ('bot_failures', 'failed bot actions', '/bot-actions-log', 'outcome=any:failed', 'created_at'),
    ('bot_cost', 'dollars spent by bots', '/bot-actions-log', 'sort=-cost_micros', 'created_at'), ('bot_incidents', 'bot incidents', '/bot-incidents', '', 'opened_at'),
    ('reports', 'reports by members', '/content-reports', '', 'created_at'), ('failed_payments', 'subscriptions past due', '/user-subscriptions', 'state=any:past_due,unpaid', null)
  ) f (figure, label, path, filter, moment) on f.figure = c.figure
$function$;

comment on function public.crossed_lines() is 'The lines of one''s teams that their figures have crossed, each with the address of the rows behind it; for a worker, of all teams.';

grant execute on function public.crossed_lines() to authenticated;
grant execute on function public.crossed_lines() to service_role;
