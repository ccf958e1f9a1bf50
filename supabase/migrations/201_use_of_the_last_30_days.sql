-- Use fell when the last 30 days saw half of the 30 before, or less; months were compared, so a fall was seen up to a month late.

CREATE OR REPLACE FUNCTION private.at_risk(as_of timestamp with time zone, of_currency text)
 RETURNS TABLE(subscription_id uuid, currency text, recurring_minor bigint, reasons text[])
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
declare
  last_day constant date := (private.bounded(as_of) at time zone 'UTC')::date;
  first_day constant date := last_day - 29;
  first_before constant date := last_day - 59;
begin
  return query
  with counted as (
    -- Use is counted by the month: it is taken as spread evenly over the days of a month that have come.
    select u.user_id, u.used::numeric / (t.until_day - u.period_start + 1) as a_day,
      greatest(0, t.until_day - greatest(u.period_start, first_day) + 1) as days,
      greatest(0, least(t.until_day, first_day - 1) - greatest(u.period_start, first_before) + 1) as days_before
    from public.usage_tracking u cross join lateral (select least(u.period_end, last_day) as until_day) t
    where u.period_start between first_before - 30 and last_day
  ), fell as materialized (
    select c.user_id from counted c group by 1
    having sum(c.a_day * c.days_before) >= 4 and sum(c.a_day * c.days) * 2 <= sum(c.a_day * c.days_before)
  )
  select s.id, s.currency, s.recurring_minor, array_remove(array[
    case when s.state = 'past_due' then 'past_due' end,
    case when s.cancel_at_period_end or s.pause_at_period_end then 'leaves' end,
    case when make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end then 'card_expires' end,
    case when f.user_id is not null then 'usage_fell' end], null)
  from public.user_subscriptions s left join public.payment_methods c on c.id = s.payment_method_id left join fell f on f.user_id = s.user_id
  where s.state in ('trialing', 'active', 'past_due') and s.recurring_minor > 0 and (of_currency is null or s.currency = of_currency)
    and (s.state = 'past_due' or s.cancel_at_period_end or s.pause_at_period_end or f.user_id is not null
      or make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end);
end
$function$;

comment on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) is 'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one 30 days to the next; with how many there are in all and what they come to in their currency. The first may be skipped.';

-- Nothing used of a limit of nothing is not used up: nobody was refused anything.

CREATE OR REPLACE FUNCTION public.limits_used(month date DEFAULT NULL::date)
 RETURNS TABLE(plan_id uuid, plan text, feature text, members bigint, over bigint, near bigint, most_percent numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.bounded_day(coalesce(month, current_date));
  select p.id, format('%s, %s a %s', p.name, p.currency, p.billing_interval), u.feature, count(*), count(*) filter (where u.used > 0 and u.used >= u.limit_value), count(*) filter (where u.used < u.limit_value and u.used >= 0.8 * u.limit_value),
    max(round(100.0 * u.used / nullif(u.limit_value, 0), 0))
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id join public.subscription_plans p on p.id = s.plan_id
  where u.limit_value is not null and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date and (select private.has_role('finance'))
  group by 1, 2, 3 order by 5 desc, 6 desc, 2, 3
$function$;

CREATE OR REPLACE FUNCTION public.limits_used_by(of_plan uuid, of_feature text, month date DEFAULT NULL::date, skip integer DEFAULT 0)
 RETURNS TABLE(user_id uuid, member text, subscription_id uuid, used bigint, limit_value bigint, found bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.bounded_day(coalesce(month, current_date));
  select u.user_id, m.display_name, u.subscription_id, u.used::bigint, u.limit_value::bigint, count(*) over ()
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id left join public.member_directory m on m.id = u.user_id
  where s.plan_id = of_plan and u.feature = of_feature and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date
    and u.used > 0 and u.used >= 0.8 * u.limit_value and (select private.has_role('finance'))
  order by u.used::numeric / nullif(u.limit_value, 0) desc nulls first, m.display_name, u.id offset greatest(skip, 0)
$function$;

CREATE OR REPLACE FUNCTION private.keep_usage()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op <> 'DELETE' then
    insert into private.usage_sums as s
    select n.period_start, n.period_end, n.feature, pg_backend_pid() % 8, count(*), sum(n.used), count(n.limit_value),
      coalesce(sum(n.used) filter (where n.limit_value is not null), 0), coalesce(sum(n.limit_value), 0),
      count(*) filter (where n.used > 0 and n.used_share >= 0.8), count(*) filter (where n.used > 0 and n.used >= n.limit_value)
    from new_rows n group by 1, 2, 3 order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set
      members = s.members + excluded.members, used = s.used + excluded.used, limited_members = s.limited_members + excluded.limited_members,
      limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  if tg_op <> 'INSERT' then
    insert into private.usage_sums as s
    select o.period_start, o.period_end, o.feature, pg_backend_pid() % 8, -count(*), -sum(o.used), -count(o.limit_value),
      -coalesce(sum(o.used) filter (where o.limit_value is not null), 0), -coalesce(sum(o.limit_value), 0),
      -count(*) filter (where o.used > 0 and o.used_share >= 0.8), -count(*) filter (where o.used > 0 and o.used >= o.limit_value)
    from old_rows o group by 1, 2, 3 order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set
      members = s.members + excluded.members, used = s.used + excluded.used, limited_members = s.limited_members + excluded.limited_members,
      limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION private.keep_usage_spread()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- The tables of a statement differ by what it does, so each has its own query; all add what their rows say, once more or once less.
  if tg_op <> 'DELETE' then
    insert into private.usage_spread as s
    select n.period_start, n.feature, coalesce(n.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(n.used), pg_backend_pid() % 8, count(*), sum(n.used), count(n.limit_value),
      coalesce(sum(n.used) filter (where n.limit_value is not null), 0), coalesce(sum(n.limit_value), 0),
      count(*) filter (where n.used > 0 and n.used_share >= 0.8), count(*) filter (where n.used > 0 and n.used >= n.limit_value)
    from new_rows n group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  if tg_op <> 'INSERT' then
    insert into private.usage_spread as s
    select o.period_start, o.feature, coalesce(o.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(o.used), pg_backend_pid() % 8, -count(*), -sum(o.used), -count(o.limit_value),
      -coalesce(sum(o.used) filter (where o.limit_value is not null), 0), -coalesce(sum(o.limit_value), 0),
      -count(*) filter (where o.used > 0 and o.used_share >= 0.8), -count(*) filter (where o.used > 0 and o.used >= o.limit_value)
    from old_rows o group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_usage()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  lock table public.usage_tracking in share mode;
  delete from private.usage_sums;
  delete from private.usage_spread;
  with grouped as materialized (
    select u.period_start, u.period_end, u.feature, coalesce(u.plan_id, '00000000-0000-0000-0000-000000000000') as plan_id, private.usage_band(u.used) as band,
      count(*) as members, sum(u.used) as used, count(u.limit_value) as limited_members, coalesce(sum(u.used) filter (where u.limit_value is not null), 0) as limited_used,
      coalesce(sum(u.limit_value), 0) as allowed, count(*) filter (where u.used > 0 and u.used_share >= 0.8) as near_limit, count(*) filter (where u.used > 0 and u.used >= u.limit_value) as at_limit
    from public.usage_tracking u group by 1, 2, 3, 4, 5
  ), sums as (
    insert into private.usage_sums
    select g.period_start, g.period_end, g.feature, 0, sum(g.members), sum(g.used), sum(g.limited_members), sum(g.limited_used), sum(g.allowed), sum(g.near_limit), sum(g.at_limit)
    from grouped g group by 1, 2, 3
  )
  insert into private.usage_spread
  select g.period_start, g.feature, g.plan_id, g.band, 0, sum(g.members), sum(g.used), sum(g.limited_members), sum(g.limited_used), sum(g.allowed), sum(g.near_limit), sum(g.at_limit)
  from grouped g group by 1, 2, 3, 4;
  return (select coalesce(sum(s.members), 0) from private.usage_sums s);
end
$function$;

select private.rebuild_usage();
