-- 117 review queue speed
-- What waits for a verdict was found by reading all that nobody had judged: a condition on a number is not trusted before
-- the row's own rule. Now its ids are found by their index, and its rows by their ids.

create or replace function private.unsure_actions() returns table (action_id bigint, urgency numeric)
language plpgsql stable security definer set search_path = '' set jit = off rows 500 as $$
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    return;
  end if;
  return query
  select u.id, u.confidence::numeric from public.ai_bot_health b
  join public.bot_actions_log u on u.bot_id = b.id and u.review = 'unreviewed' and u.confidence < b.review_below
  union all
  select a.id, -1::numeric from public.bot_actions_log a where a.review = 'needs_attention';
end
$$;
comment on function private.unsure_actions() is 'What bots did with less confidence than their line and nobody judged yet, and what somebody marked, the most urgent having the least.';
revoke all on function private.unsure_actions() from public, anon, authenticated, service_role;
grant execute on function private.unsure_actions() to authenticated, service_role;

create or replace view public.bot_review_queue with (security_invoker = true) as
select l.id, 'action'::text as item_type, l.id::text as item_id, b.label || ': ' || replace(l.action, '_', ' ') as title, l.bot_id, b.label as bot_label,
  l.action, l.target_table, l.target_id, l.input, l.output, l.changed, l.confidence, l.outcome, l.cost_micros, l.cost_currency, l.duration_ms,
  l.review, l.review_note, l.created_at, l.updated_at, d.id as decision_seen, m.full_name as marked_name, u.urgency
from private.unsure_actions() u
join public.bot_actions_log l on l.id = u.action_id
join public.ai_bot_health b on b.id = l.bot_id
left join public.staff_members m on m.user_id = l.reviewed_by
left join lateral (select r.id from public.bot_reviews r where r.action_id = l.id order by r.id desc limit 1) d on true;
revoke all on public.bot_review_queue from anon, authenticated, service_role;
grant select on public.bot_review_queue to authenticated, service_role;

-- A line on recurring revenue, for those who see it.
create or replace function private.alert_figures()
returns table (figure text, label text, path text, filter text, moment text, periods text[], teams text[], subject text)
language sql immutable set search_path = '' as $$
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
    ('decisions', 'decisions of moderators', '/moderation-decisions', '', 'created_at', '{day,week,month}', '{moderator,admin}', null),
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
$$;

create or replace function private.check_line() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  f record;
begin
  select * into f from private.alert_figures() a where a.figure = new.figure;
  if not found then
    raise exception 'There is no figure of that name to draw a line on.' using errcode = '22023', detail = '{"field": "figure"}';
  elsif new.period <> all (f.periods) then
    raise exception 'This figure is counted by the month only.' using errcode = '22023', detail = '{"field": "period"}';
  elsif new.team <> all (f.teams) then
    raise exception 'This figure is not one of that team.' using errcode = '22023', detail = '{"field": "team"}';
  elsif f.subject is null and new.subject is not null then
    raise exception 'This figure is of everything: leave out of what.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif f.subject = 'currency' and not exists (select from public.subscription_periods p where p.currency = new.subject) then
    raise exception 'Say in which currency: nothing was earned in that one.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif f.subject = 'feature' and not exists (select from private.usage_sums s where s.feature = new.subject) then
    raise exception 'Say of which feature: nobody has used one of that name.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif new.threshold = 'NaN' then
    raise exception 'A line is a number.' using errcode = '22023', detail = '{"field": "threshold"}';
  end if;
  return new;
end
$$;

create or replace function private.figure_value(figure text, subject text, since timestamptz, until timestamptz) returns numeric
language plpgsql stable security definer set search_path = '' set jit = off as $$
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
      select a.sessions, a.seconds from private.activity_sums a where a.starts_at >= lo and a.starts_at < hi
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
    when 'decisions' then (select count(*) from public.moderation_decisions d where d.created_at >= since and d.created_at < until)
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
$$;

create or replace function public.crossed_lines() returns table (
  id uuid, figure text, label text, team text, direction text, threshold numeric, period text, value numeric, address text
)
language sql stable security invoker set search_path = '' as $$
  select c.id, c.figure, concat_ws(case f.subject when 'currency' then ' in ' else ' of ' end, f.label, c.subject), c.team, c.direction, c.threshold, c.period, c.value,
    f.path || '?' || case when f.subject is null
      then concat_ws('&', nullif(f.filter, ''), f.moment || '=last:' || case c.period when 'day' then '24h' when 'week' then '7d' else '30d' end)
      when f.subject = 'currency' then 'chart.currency=' || c.subject
      else 'feature=is:' || c.subject || '&period_start=on:' || to_char(now() at time zone 'UTC', 'YYYY-MM') || '-01' end
  from private.crossed_lines() c join private.alert_figures() f on f.figure = c.figure
$$;

revoke all on function private.alert_figures(), private.check_line(), private.figure_value(text, text, timestamptz, timestamptz), public.crossed_lines()
  from public, anon, authenticated, service_role;
grant execute on function private.alert_figures(), public.crossed_lines() to authenticated, service_role;
