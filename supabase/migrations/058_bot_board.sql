-- 054 bot board
-- How the bots are, what they cost and how sure they may be: a missed heartbeat counts as down whatever was last
-- reported, and identical failures are one thing.

alter table public.ai_bot_health add column if not exists daily_budget_micros bigint check (daily_budget_micros >= 0);
grant insert (daily_budget_micros), update (daily_budget_micros) on public.ai_bot_health to authenticated;
comment on column public.ai_bot_health.daily_budget_micros is 'What it should cost a day at the most, in millionths of a US dollar; empty: no line.';

alter table public.bot_actions_log add column if not exists error_group text
  generated always as (case when outcome = 'failed' then private.error_fingerprint(null, error_message) end) stored;
comment on column public.bot_actions_log.error_group is 'The same for failures whose messages differ in figures and addresses only.';
create index if not exists bot_actions_log_error_group_idx on public.bot_actions_log (error_group, created_at desc) where error_group is not null;

create or replace function private.only_review() returns trigger
language plpgsql set search_path = '' as $$
declare
  free constant text[] := array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at', 'search', 'folded', 'sort_name', 'error_group'];
begin
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$$;

create or replace view public.bot_board with (security_invoker = true) as
select b.id, b.label, b.purpose, b.version, b.model, b.message, b.heartbeat_at, b.heartbeat_every_seconds, b.latency_ms, b.error_rate, b.queue_depth, b.daily_budget_micros,
  b.state as reported_state, b.state_since,
  case when m.missed then 'down' else b.state end as state,
  coalesce(m.missed, false) as missed,
  extract(epoch from now() - b.heartbeat_at)::bigint as heartbeat_age_seconds,
  a.actions, a.failed, a.cost_micros
from public.ai_bot_health b
-- Three beats may be late; the fourth is missed.
cross join lateral (select b.heartbeat_at < now() - greatest(b.heartbeat_every_seconds * 3, 60) * interval '1 second' as missed) m
cross join lateral (
  select count(*) as actions, count(*) filter (where l.outcome = 'failed') as failed, coalesce(sum(l.cost_micros) filter (where l.cost_currency = 'USD'), 0)::bigint as cost_micros
  from public.bot_actions_log l where l.bot_id = b.id and l.created_at >= now() - interval '24 hours'
) a;
comment on view public.bot_board is 'Each bot as it is now: whose heartbeat is missed counts as down, whatever was last reported. Actions, failures and cost are those of the last 24 hours.';
revoke all on public.bot_board from anon, authenticated, service_role;
grant select on public.bot_board to authenticated, service_role;

create or replace function private.mark_silent_bots() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  marked integer;
  claims text := current_setting('request.jwt.claims', true);
  sub text := current_setting('request.jwt.claim.sub', true);
  role text := current_setting('request.jwt.claim.role', true);
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only staff and workers may do that.' using errcode = '42501';
  end if;
  -- Nobody did it: the audit log says so.
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', '', true);
  update public.ai_bot_health b set state = 'down',
    message = format('No heartbeat since %s UTC.', to_char(b.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
  where b.state <> 'down' and b.heartbeat_at < now() - greatest(b.heartbeat_every_seconds * 3, 60) * interval '1 second';
  get diagnostics marked = row_count;
  perform set_config('request.jwt.claims', coalesce(claims, ''), true), set_config('request.jwt.claim.sub', coalesce(sub, ''), true),
    set_config('request.jwt.claim.role', coalesce(role, ''), true);
  return marked;
end
$$;
create or replace function public.mark_silent_bots() returns integer
language sql security invoker set search_path = '' as $$ select private.mark_silent_bots() $$;
comment on function public.mark_silent_bots() is 'Records as down every bot whose heartbeat is missed, which opens its incident; answers with how many. Safe at any time, by a worker or a person.';

create or replace function public.bot_trends(hours integer default 48)
returns table (bot_id uuid, at timestamptz, latency_ms integer, error_rate numeric, queue_depth integer)
language plpgsql stable security invoker set search_path = '' as $$
begin
  if hours is null or hours not between 1 and 720 then
    raise exception 'Ask for 1 to 720 hours.' using errcode = '22023', detail = '{"field": "hours"}';
  end if;
  return query
  select s.bot_id, date_bin('1 hour', s.sampled_at, '2000-01-01Z'), avg(s.latency_ms)::integer, round(avg(s.error_rate), 4), max(s.queue_depth)
  from public.bot_health_samples s where s.sampled_at >= now() - make_interval(hours => hours)
  group by 1, 2 order by 1, 2;
end
$$;
comment on function public.bot_trends(integer) is 'Latency, share of failures and longest queue of each bot by hour; an hour without a measurement has no row.';

create or replace function public.bot_failures(from_date date, to_date date, time_zone text default 'UTC')
returns table (error_group text, bot_id uuid, bot_label text, action text, message text, failures bigint, first_at timestamptz, last_at timestamptz, regressed boolean)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select f.error_group, f.bot_id, b.label, f.action, (array_agg(f.error_message order by f.created_at desc))[1], count(*), min(f.created_at), max(f.created_at),
    -- It was away for a week and has come back.
    coalesce(bool_or(f.created_at - f.before > interval '7 days'), false)
  from (
    select l.*, lag(l.created_at) over (partition by l.error_group, l.bot_id, l.action order by l.created_at) as before
    from public.bot_actions_log l
    where l.outcome = 'failed' and l.created_at >= private.day_start(from_date, time_zone) and l.created_at < private.day_start(to_date + 1, time_zone)
  ) f join public.ai_bot_health b on b.id = f.bot_id
  group by f.error_group, f.bot_id, b.label, f.action
  order by 6 desc, 8 desc;
end
$$;
comment on function public.bot_failures(date, date, text) is 'Failures that are the same (bot, action, message but for figures), with the first, the last, how many, and whether they came back after a week without.';

create or replace function public.bot_costs(from_date date, to_date date, time_zone text default 'UTC', grain text default 'day')
returns table (period_start date, bot_id uuid, cost_currency text, cost_micros bigint, actions bigint, failed bigint, unfinished boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[c.nth], c.bot_id, c.cost_currency, c.cost, c.actions, c.failed, b.starts[c.nth + 1] > now(), b.starts[c.nth], b.starts[c.nth + 1]
  from (
    select width_bucket(l.created_at, b.starts) as nth, l.bot_id, l.cost_currency, sum(l.cost_micros)::bigint as cost, count(*) as actions, count(*) filter (where l.outcome = 'failed') as failed
    from public.bot_actions_log l where l.created_at >= b.starts[1] and l.created_at < b.starts[cardinality(b.starts)] group by 1, 2, 3
  ) c order by 1, 2, 3;
end
$$;
comment on function public.bot_costs(date, date, text, text) is 'What each bot did, failed at and cost in each period; currencies are never added.';

create or replace function public.bot_calibration(from_date date, to_date date, time_zone text default 'UTC')
returns table (bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select l.bot_id, least(9, floor(l.confidence * 10))::integer, count(*), count(*) filter (where l.review = 'confirmed'), round(avg(l.confidence), 3)
  from public.bot_actions_log l
  where l.confidence is not null and l.review in ('confirmed', 'overturned')
    and l.created_at >= private.day_start(from_date, time_zone) and l.created_at < private.day_start(to_date + 1, time_zone)
  group by 1, 2 order by 1, 2;
end
$$;
comment on function public.bot_calibration(date, date, text) is 'By tenths of the confidence that a bot stated: how many of its actions people reviewed, and how many of those they agreed with.';

-- A person's verdict on what a bot did; a reason is asked for where they disagree.
create or replace function public.review_bot_action(action_id bigint, verdict text, reason text default null, seen_at timestamptz default null)
returns public.bot_actions_log
language plpgsql security invoker set search_path = '' as $$
declare
  found_action public.bot_actions_log;
begin
  if verdict is null or verdict not in ('confirmed', 'overturned', 'needs_attention') then
    raise exception 'A verdict is confirmed, overturned or needs_attention.' using errcode = '22023', detail = '{"field": "verdict"}';
  elsif verdict = 'overturned' and coalesce(btrim(reason), '') = '' then
    raise exception 'Say why it was wrong.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  update public.bot_actions_log l set review = verdict, review_note = coalesce(nullif(btrim(reason), ''), l.review_note)
  where l.id = action_id and (seen_at is null or l.updated_at = seen_at) returning * into found_action;
  if found_action.id is null then
    if exists (select from public.bot_actions_log l where l.id = action_id) and (select private.has_any_role(array['moderator', 'growth'])) then
      perform private.raise_conflict('reviewed', 'Somebody else reviewed it meanwhile.', '{}');
    end if;
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  end if;
  return found_action;
end
$$;
comment on function public.review_bot_action(bigint, text, text, timestamptz) is 'Confirms, overturns (with a reason) or marks what a bot did; with the version that was seen, nothing is reviewed twice unawares.';

revoke all on function private.mark_silent_bots(), public.mark_silent_bots(), public.bot_trends(integer), public.bot_failures(date, date, text),
  public.bot_costs(date, date, text, text), public.bot_calibration(date, date, text), public.review_bot_action(bigint, text, text, timestamptz)
  from public, anon, authenticated, service_role;
grant execute on function private.mark_silent_bots(), public.mark_silent_bots() to authenticated, service_role;
grant execute on function public.bot_trends(integer), public.bot_failures(date, date, text), public.bot_costs(date, date, text, text),
  public.bot_calibration(date, date, text), public.review_bot_action(bigint, text, text, timestamptz) to authenticated;
