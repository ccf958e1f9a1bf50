-- Growth and finance read who reacted to a post that was taken down, and its words in what a bot said of it.

drop policy if exists "post_reactions select" on public.post_reactions;
create policy "post_reactions select" on public.post_reactions for select to authenticated using (
  (select private.has_role('moderator'))
  or user_id = (select auth.uid())
  or ((select private.is_staff()) and exists (select from public.community_posts p where p.id = post_id and p.state = 'published'))
);
-- The history of a reaction outlives the post's state and knows nothing of it.
update private.audit_readers set roles = '{moderator}' where table_name = 'post_reactions';

-- What a bot was given quotes the record: who reads that record's history reads this, and moderators, who review, read all.
drop policy if exists "bot_actions_log select" on public.bot_actions_log;
create policy "bot_actions_log select" on public.bot_actions_log for select to authenticated using (
  (select private.has_role('moderator'))
  or ((select private.is_staff()) and (target_table is null or target_table in (select private.readable_history())))
);
drop policy if exists "bot_reviews select" on public.bot_reviews;
create policy "bot_reviews select" on public.bot_reviews for select to authenticated using (
  (select private.has_role('moderator'))
  or ((select private.is_staff()) and exists (select from public.bot_actions_log l where l.id = action_id))
);
update private.audit_readers set roles = '{moderator}' where table_name in ('bot_actions_log', 'bot_reviews');

-- Figures of bots are of all that they did, whoever asks: they quote nothing.
create or replace function private.bot_costs(starts timestamptz[]) returns table (nth integer, bot_id uuid, cost_currency text, cost_micros bigint, actions bigint, failed bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select width_bucket(l.created_at, starts), l.bot_id, l.cost_currency, sum(l.cost_micros)::bigint, count(*), count(*) filter (where l.outcome = 'failed')
  from public.bot_actions_log l where l.created_at >= starts[1] and l.created_at < starts[cardinality(starts)] group by 1, 2, 3;
end
$$;
comment on function private.bot_costs(timestamptz[]) is 'What each bot did, failed at and cost between each two of these moments, for staff: of all that it did, also where they may not read what.';
revoke execute on function private.bot_costs(timestamptz[]) from public, anon, authenticated;
grant execute on function private.bot_costs(timestamptz[]) to authenticated, service_role;

create or replace function public.bot_costs(from_date date, to_date date, time_zone text default 'UTC', grain text default 'day')
returns table (period_start date, bot_id uuid, cost_currency text, cost_micros bigint, actions bigint, failed bigint, unfinished boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], c.bot_id, c.cost_currency, coalesce(c.cost_micros, 0), coalesce(c.actions, 0), coalesce(c.failed, 0), b.starts[n + 1] > now(), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join private.bot_costs(b.starts) c on c.nth = n order by 1, 2, 3;
end
$$;

create or replace function private.bot_calibration(starts_at timestamptz, ends_at timestamptz) returns table (bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric)
language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select l.bot_id, least(9, floor(l.confidence * 10))::integer, count(*), count(*) filter (where l.review = 'confirmed'), round(avg(l.confidence), 3)
  from public.bot_actions_log l
  where l.confidence is not null and l.review in ('confirmed', 'overturned') and l.created_at >= starts_at and l.created_at < ends_at
  group by 1, 2;
end
$$;
comment on function private.bot_calibration(timestamptz, timestamptz) is 'By tenths of the stated confidence, how many actions of each bot people reviewed and agreed with, for staff: of all that it did.';
revoke execute on function private.bot_calibration(timestamptz, timestamptz) from public, anon, authenticated;
grant execute on function private.bot_calibration(timestamptz, timestamptz) to authenticated, service_role;

create or replace function public.bot_calibration(from_date date, to_date date, time_zone text default 'UTC')
returns table (bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query select c.*, starts_at, ends_at from private.bot_calibration(starts_at, ends_at) c order by 1, 2;
end
$$;

create or replace function private.bot_last_day(bot uuid) returns table (actions bigint, failed bigint, cost_micros bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select count(*), count(*) filter (where l.outcome = 'failed'), coalesce(sum(l.cost_micros) filter (where l.cost_currency = 'USD'), 0)::bigint
  from public.bot_actions_log l where l.bot_id = bot and l.created_at >= now() - interval '24 hours';
end
$$;
comment on function private.bot_last_day(uuid) is 'What a bot did, failed at and cost in the last 24 hours, for staff: of all that it did.';
revoke execute on function private.bot_last_day(uuid) from public, anon, authenticated;
grant execute on function private.bot_last_day(uuid) to authenticated, service_role;

create or replace view public.bot_board with (security_invoker = true) as
select b.id, b.label, b.purpose, b.version, b.model, b.message, b.heartbeat_at, b.heartbeat_every_seconds, b.latency_ms, b.error_rate, b.queue_depth,
  b.daily_budget_micros, b.state as reported_state, b.state_since, case when m.missed then 'down' else b.state end as state, coalesce(m.missed, false) as missed,
  extract(epoch from now() - b.heartbeat_at)::bigint as heartbeat_age_seconds, a.actions, a.failed, a.cost_micros
from public.ai_bot_health b
cross join lateral (select b.heartbeat_at < now() - greatest(b.heartbeat_every_seconds * 3, 60) * interval '1 second' as missed) m
left join lateral private.bot_last_day(b.id) a on true;
