-- 082 usage by plan
-- Use of each feature by plan and by how much members use it, from sums that the database keeps: a month costs the same
-- however many rows lie behind it.

alter table public.usage_tracking add column if not exists plan_id uuid references public.subscription_plans (id) on delete set null;
comment on column public.usage_tracking.plan_id is 'The plan of the subscription when the use was counted; kept when the subscription changes or goes.';
create index if not exists usage_tracking_plan_idx on public.usage_tracking (plan_id, period_start desc);

create or replace function private.stamp_usage_plan() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.subscription_id is distinct from old.subscription_id and new.subscription_id is not null then
    new.plan_id := (select s.plan_id from public.user_subscriptions s where s.id = new.subscription_id);
  elsif new.subscription_id is not null then
    new.plan_id := old.plan_id;
  end if;
  return new;
end
$$;
comment on function private.stamp_usage_plan() is 'Trigger: notes the plan that use was counted under.';
create or replace trigger stamp_plan before insert or update on public.usage_tracking for each row execute function private.stamp_usage_plan();

-- What is there already: nobody changed it, so nothing is logged and no version moves.
alter table public.usage_tracking disable trigger user;
update public.usage_tracking u set plan_id = s.plan_id from public.user_subscriptions s where s.id = u.subscription_id and u.plan_id is null;
alter table public.usage_tracking enable trigger user;

create or replace function private.usage_band(used integer) returns smallint
language sql immutable set search_path = '' as $$
  select case when used <= 0 then 0 else least(7, 1 + floor(log(2, used) + 0.0000001)) end::smallint
$$;
comment on function private.usage_band(integer) is 'How much that is, by doubling: 0, 1, 2 to 3, 4 to 7, … , 64 and more.';

create table if not exists private.usage_spread (
  period_start date not null,
  feature text not null,
  plan_id uuid not null,
  band smallint not null,
  shard smallint not null default 0,
  members bigint not null,
  used bigint not null,
  limited_members bigint not null,
  limited_used bigint not null,
  allowed bigint not null,
  near_limit bigint not null,
  at_limit bigint not null,
  primary key (period_start, feature, plan_id, band, shard)
);
comment on table private.usage_spread is 'Use of each feature by month, plan (all zeros: none) and band of use.';
alter table private.usage_spread enable row level security;
revoke all on private.usage_spread from public, anon, authenticated, service_role;

create or replace function private.keep_usage_spread() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The tables of a statement differ by what it does, so each has its own query; all add what their rows say, once more or once less.
  if tg_op <> 'DELETE' then
    insert into private.usage_spread as s
    select n.period_start, n.feature, coalesce(n.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(n.used), pg_backend_pid() % 8, count(*), sum(n.used), count(n.limit_value),
      coalesce(sum(n.used) filter (where n.limit_value is not null), 0), coalesce(sum(n.limit_value), 0),
      count(*) filter (where n.used >= 0.8 * n.limit_value), count(*) filter (where n.used >= n.limit_value)
    from new_rows n group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  if tg_op <> 'INSERT' then
    insert into private.usage_spread as s
    select o.period_start, o.feature, coalesce(o.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(o.used), pg_backend_pid() % 8, -count(*), -sum(o.used), -count(o.limit_value),
      -coalesce(sum(o.used) filter (where o.limit_value is not null), 0), -coalesce(sum(o.limit_value), 0),
      -count(*) filter (where o.used >= 0.8 * o.limit_value), -count(*) filter (where o.used >= o.limit_value)
    from old_rows o group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$$;
comment on function private.keep_usage_spread() is 'Trigger: keeps the sums of use by plan and band.';
create or replace trigger spread_insert after insert on public.usage_tracking
  referencing new table as new_rows for each statement execute function private.keep_usage_spread();
create or replace trigger spread_update after update on public.usage_tracking
  referencing old table as old_rows new table as new_rows for each statement execute function private.keep_usage_spread();
create or replace trigger spread_delete after delete on public.usage_tracking
  referencing old table as old_rows for each statement execute function private.keep_usage_spread();

create or replace function private.rebuild_usage() returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  lock table public.usage_tracking in share mode;
  delete from private.usage_sums;
  insert into private.usage_sums
  select u.period_start, u.period_end, u.feature, 0, count(*), sum(u.used), count(u.limit_value),
    coalesce(sum(u.used) filter (where u.limit_value is not null), 0), coalesce(sum(u.limit_value), 0),
    count(*) filter (where u.used >= 0.8 * u.limit_value), count(*) filter (where u.used >= u.limit_value)
  from public.usage_tracking u group by 1, 2, 3;
  delete from private.usage_spread;
  insert into private.usage_spread
  select u.period_start, u.feature, coalesce(u.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(u.used), 0, count(*), sum(u.used), count(u.limit_value),
    coalesce(sum(u.used) filter (where u.limit_value is not null), 0), coalesce(sum(u.limit_value), 0),
    count(*) filter (where u.used >= 0.8 * u.limit_value), count(*) filter (where u.used >= u.limit_value)
  from public.usage_tracking u group by 1, 2, 3, 4;
  return (select coalesce(sum(s.members), 0) from private.usage_sums s);
end
$$;

create or replace function private.usage_spread_in(months date[]) returns setof private.usage_spread
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query select * from private.usage_spread s where s.period_start = any (months);
end
$$;
comment on function private.usage_spread_in(date[]) is 'The kept sums of these months, for staff.';

create or replace function private.check_month(month date) returns date
language plpgsql stable set search_path = '' as $$
begin
  if month is null or not isfinite(month) or month not between '1970-01-01' and '2200-01-01' then
    raise exception 'Name a month by one of its days.' using errcode = '22023', detail = '{"field": "month"}';
  end if;
  return date_trunc('month', month::timestamp)::date;
end
$$;
comment on function private.check_month(date) is 'The first day of the month that a day lies in; refuses what is none.';

create or replace function public.usage_by_plan(month date)
returns table (feature text, plan_id uuid, plan text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint, near_limit bigint, at_limit bigint,
  members_before bigint, used_before bigint, unfinished boolean)
language plpgsql stable security invoker set search_path = '' as $$
declare
  this date := private.check_month(month);
  before date := (private.check_month(month) - interval '1 month')::date;
begin
  return query
  select s.feature, nullif(s.plan_id, '00000000-0000-0000-0000-000000000000'), coalesce(max(p.name || ', ' || p.currency || ' a ' || p.billing_interval), 'No plan'),
    coalesce(sum(s.members) filter (where s.period_start = this), 0)::bigint, coalesce(sum(s.used) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.limited_members) filter (where s.period_start = this), 0)::bigint, coalesce(sum(s.limited_used) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.allowed) filter (where s.period_start = this), 0)::bigint, coalesce(sum(s.near_limit) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.at_limit) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.members) filter (where s.period_start = before), 0)::bigint, coalesce(sum(s.used) filter (where s.period_start = before), 0)::bigint,
    (now() at time zone 'UTC')::date < (this + interval '1 month')::date
  from private.usage_spread_in(array[this, before]) s left join public.subscription_plans p on p.id = s.plan_id
  group by s.feature, s.plan_id having coalesce(sum(s.members) filter (where s.period_start = this), 0) > 0 or coalesce(sum(s.members) filter (where s.period_start = before), 0) > 0
  order by 1, 4 desc, 3;
end
$$;
comment on function public.usage_by_plan(date) is 'Use of each feature in a month by plan against its limits, and what it was in the month before.';

create or replace function public.usage_spread(month date, of_feature text default null)
returns table (feature text, band integer, at_least integer, at_most integer, members bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select s.feature, s.band::integer, case when s.band = 0 then 0 else (2 ^ (s.band - 1))::integer end, case when s.band = 0 then 0 when s.band < 7 then (2 ^ s.band)::integer - 1 end, sum(s.members)::bigint
  from private.usage_spread_in(array[private.check_month(month)]) s where of_feature is null or s.feature = of_feature
  group by s.feature, s.band having sum(s.members) > 0 order by 1, 2;
end
$$;
comment on function public.usage_spread(date, text) is 'How many members used a feature how much in a month, by doubling bands: 0, 1, 2 to 3, 4 to 7, … , 64 and more.';

revoke all on function private.stamp_usage_plan(), private.usage_band(integer), private.keep_usage_spread(), private.rebuild_usage(), private.usage_spread_in(date[]),
  private.check_month(date), public.usage_by_plan(date), public.usage_spread(date, text) from public, anon, authenticated, service_role;
grant execute on function private.usage_spread_in(date[]), private.check_month(date), public.usage_by_plan(date), public.usage_spread(date, text) to authenticated;
grant execute on function private.rebuild_usage() to service_role;

select private.rebuild_usage();
