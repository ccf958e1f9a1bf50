-- A bot whose clock runs ahead was never late: a heartbeat, or a measurement, that says it comes from the future counts from
-- when it arrived. One from the past stays as it is: it is the last that is known.

create or replace function private.count_from_arrival()
returns trigger language plpgsql set search_path = '' as $$
begin
  new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], clock_timestamp()));
  return new;
end
$$;
comment on function private.count_from_arrival() is 'Trigger: a moment that has not come yet becomes the one at which it was written.';
revoke all on function private.count_from_arrival() from public, anon, authenticated, service_role;

create trigger a_arrival before insert or update of heartbeat_at on public.ai_bot_health for each row
  when (isfinite(new.heartbeat_at) and new.heartbeat_at > clock_timestamp()) execute function private.count_from_arrival('heartbeat_at');
create trigger a_arrival before insert or update of sampled_at on public.bot_health_samples for each row
  when (isfinite(new.sampled_at) and new.sampled_at > clock_timestamp()) execute function private.count_from_arrival('sampled_at');
update public.ai_bot_health set heartbeat_at = now() where heartbeat_at > now();
update public.bot_health_samples set sampled_at = now() where sampled_at > now();

-- A line on decisions counts what the chart of the pace counts: what was taken back is a decision, the taking back is none.
CREATE OR REPLACE FUNCTION private.figure_value(figure text, subject text, since timestamp with time zone, until timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
declare
  quarter constant interval := '15 minutes';
  epoch constant timestamptz := '2000-01-01Z';
  lo constant timestamptz := date_bin(quarter, since + quarter - interval '1 microsecond', epoch);
  hi constant timestamptz := date_bin(quarter, until, epoch);
  -- Distinct members up to the last half hour that is over: those are laid together without a look at the sessions.
  first constant timestamptz := date_bin('30 minutes', since, epoch);
  last constant timestamptz := first + (until - since);
  sessions bigint;
  seconds bigint;
  active bigint;
  before bigint;
  back bigint;
  fresh bigint;
begin
  if figure in ('sessions', 'minutes', 'minutes_each') then
    select sum(s.sessions), sum(s.seconds) into sessions, seconds from (
      select a.acts as sessions, a.amount as seconds from private.activity_sums a where a.what = 'session' and a.starts_at >= lo and a.starts_at < hi
      union all
      select 1, e.seconds from public.engagement_sessions e where e.started_at >= since and e.started_at < lo
      union all
      select 1, e.seconds from public.engagement_sessions e where e.started_at >= hi and e.started_at < until
    ) s;
  end if;
  if figure in ('active_members', 'minutes_each', 'stickiness') then
    select coalesce(sum(bit_count(b.bits)), 0) into active from private.active_bits(array[first, last]) b;
  elsif figure in ('new_members', 'returning_members', 'revived_members', 'lapsed_members') then
    select coalesce(sum(bit_count(b.bits)) filter (where b.nth = 2), 0), coalesce(sum(bit_count(b.bits)) filter (where b.nth = 1), 0),
      coalesce(sum(bit_count(b.bits & p.bits)), 0)
    into active, before, back
    from private.active_bits(array[first - (until - since), first, last]) b
    left join private.active_bits(array[first - (until - since), first]) p on p.chunk = b.chunk and b.nth = 2;
    select count(*) into fresh from private.activity_members m where m.first_at >= first and m.first_at < last;
  end if;
  return case figure
    when 'active_members' then active
    when 'sessions' then coalesce(sessions, 0)
    when 'minutes' then round(coalesce(seconds, 0) / 60.0, 1)
    when 'minutes_each' then round(coalesce(seconds, 0) / 60.0 / nullif(active, 0), 1)
    when 'new_members' then fresh
    when 'returning_members' then back
    when 'revived_members' then active - back - fresh
    when 'lapsed_members' then before - back
    when 'stickiness' then (
      select round(100.0 * sum(bit_count(b.bits)) / 30 / nullif(active, 0), 1)
      from private.active_bits(array(select last - n * interval '24 hours' from generate_series(30, 0, -1) n)) b)
    when 'sign_ups' then (select count(*) from public.profiles p where p.created_at >= since and p.created_at < until)
    when 'posts' then (select count(*) from public.community_posts p where p.created_at >= since and p.created_at < until)
    when 'comments' then (select count(*) from public.post_comments c where c.created_at >= since and c.created_at < until)
    when 'reactions' then (select count(*) from public.post_reactions r where r.created_at >= since and r.created_at < until)
    when 'writers' then (
      select count(*) from (
        select p.user_id from public.community_posts p where p.created_at >= since and p.created_at < until
        union select c.user_id from public.post_comments c where c.created_at >= since and c.created_at < until) w)
    when 'matches' then (select count(*) from public.matches m where m.created_at >= since and m.created_at < until)
    when 'decisions' then (select count(*) from public.moderation_decisions d where d.decision <> 'undo' and d.created_at >= since and d.created_at < until)
    when 'reports' then (select count(*) from public.content_reports r where r.created_at >= since and r.created_at < until)
    when 'failed_runs' then (select count(*) from public.scrape_runs r where r.state = 'failed' and r.queued_at >= since and r.queued_at < until)
    when 'bounced_mails' then (select count(*) from public.email_sends s where s.state = 'bounced' and s.queued_at >= since and s.queued_at < until)
    when 'bot_actions' then (select count(*) from public.bot_actions_log b where b.created_at >= since and b.created_at < until)
    when 'bot_failures' then (select count(*) from public.bot_actions_log b where b.outcome = 'failed' and b.created_at >= since and b.created_at < until)
    when 'bot_cost' then (
      select coalesce(sum(b.cost_micros), 0) / 1000000.0 from public.bot_actions_log b where b.cost_currency = 'USD' and b.created_at >= since and b.created_at < until)
    when 'bot_incidents' then (select count(*) from public.bot_incidents i where i.opened_at >= since and i.opened_at < until)
    when 'failed_payments' then (select count(*) from public.user_subscriptions s where s.state in ('past_due', 'unpaid'))
    when 'revenue' then (
      select round(coalesce(sum(p.change_twelfths), 0) / 12.0 / 10::numeric ^ coalesce((select c.digits from public.currencies c where c.code = figure_value.subject), 2), 2)
      from public.subscription_periods p where p.currency = figure_value.subject and p.change_twelfths <> 0 and p.from_at <= until)
    when 'feature_uses' then (
      select coalesce(sum(u.used), 0) from private.usage_sums u
      where u.feature = figure_value.subject and u.period_start = date_trunc('month', until at time zone 'UTC')::date)
  end;
end
$function$;

CREATE OR REPLACE FUNCTION private.alert_figures()
 RETURNS TABLE(figure text, label text, path text, filter text, moment text, periods text[], teams text[], subject text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select * from (values
    ('active_members', 'active members', '/engagement-sessions', '', 'started_at', '{day,week,month}'::text[], null::text[], null::text),
    ('sessions', 'sessions', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('minutes', 'minutes in the app', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('minutes_each', 'minutes per active member', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('new_members', 'new members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('returning_members', 'returning members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('revived_members', 'revived members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('lapsed_members', 'lapsed members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('stickiness', 'per cent stickiness', '/engagement-sessions', '', 'started_at', '{month}', null, null),
    ('sign_ups', 'sign-ups', '/member-directory', '', 'created_at', '{day,week,month}', null, null),
    ('posts', 'posts', '/community-posts', '', 'created_at', '{day,week,month}', null, null),
    ('comments', 'comments', '/post-comments', '', 'created_at', '{day,week,month}', null, null),
    ('reactions', 'reactions', '/post-reactions', '', 'created_at', '{day,week,month}', null, null),
    ('writers', 'members who wrote', '/community-posts', '', 'created_at', '{day,week,month}', null, null),
    ('matches', 'matches', '/matches', '', 'created_at', '{day,week,month}', null, null),
    ('decisions', 'decisions of moderators', '/moderation-decisions', 'decision=none:undo', 'created_at', '{day,week,month}', '{moderator,admin}', null),
    ('reports', 'reports by members', '/content-reports', '', 'created_at', '{day,week,month}', null, null),
    ('failed_runs', 'failed runs', '/scrape-runs', 'state=any:failed', 'queued_at', '{day,week,month}', null, null),
    ('bounced_mails', 'bounced emails', '/email-sends', 'state=any:bounced', 'queued_at', '{day,week,month}', null, null),
    ('bot_actions', 'bot actions', '/bot-actions-log', '', 'created_at', '{day,week,month}', null, null),
    ('bot_failures', 'failed bot actions', '/bot-actions-log', 'outcome=any:failed', 'created_at', '{day,week,month}', null, null),
    ('bot_cost', 'dollars spent by bots', '/bot-actions-log', 'sort=-cost_micros', 'created_at', '{day,week,month}', null, null),
    ('bot_incidents', 'bot incidents', '/bot-incidents', '', 'opened_at', '{day,week,month}', null, null),
    ('failed_payments', 'subscriptions past due', '/user-subscriptions', 'state=any:past_due,unpaid', null, '{day,week,month}', null, null),
    ('revenue', 'recurring revenue this month', '/revenue', '', null, '{month}', '{finance,admin}', 'currency'),
    ('feature_uses', 'uses this month', '/usage-tracking', '', null, '{month}', null, 'feature')
  ) f (figure, label, path, filter, moment, periods, teams, subject)
$function$;
