-- 059 usage share
-- Members at or near their limits are rows that can be asked for: the share of the limit that was used stands beside it.

alter table public.usage_tracking add column if not exists used_share numeric(14, 4)
  generated always as (case when limit_value = 0 then 1 when limit_value > 0 then round(used::numeric / limit_value, 4) end) stored;
comment on column public.usage_tracking.used_share is 'Used of the limit, 0 to 1 and beyond; empty without a limit, 1 where the limit is nothing.';
create index if not exists usage_tracking_share_idx on public.usage_tracking (period_start desc, used_share) where used_share >= 0.8;

drop function if exists public.usage_over_time(date, date, text);
create function public.usage_over_time(from_date date, to_date date, time_zone text default 'UTC')
returns table (
  period_start date, feature text, members bigint, used bigint, limited_members bigint, limited_used bigint,
  allowed bigint, near_limit bigint, at_limit bigint, unfinished boolean
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  first_day date := date_trunc('month', from_date::timestamp)::date;
begin
  perform private.check_range(from_date, to_date, time_zone);
  if private.is_staff() then
    return query
    select s.period_start, s.feature, sum(s.members)::bigint, sum(s.used)::bigint, sum(s.limited_members)::bigint, sum(s.limited_used)::bigint,
      sum(s.allowed)::bigint, sum(s.near_limit)::bigint, sum(s.at_limit)::bigint, bool_or(s.period_end >= (now() at time zone time_zone)::date)
    from (
      select u.period_start, u.period_end, u.feature, sum(u.members) as members, sum(u.used) as used, sum(u.limited_members) as limited_members,
        sum(u.limited_used) as limited_used, sum(u.allowed) as allowed, sum(u.near_limit) as near_limit, sum(u.at_limit) as at_limit
      from private.usage_in(first_day, to_date) u group by 1, 2, 3 having sum(u.members) > 0
    ) s group by 1, 2 order by 1, 2;
  else
    return query
    select u.period_start, u.feature, count(*), sum(u.used), count(u.limit_value),
      coalesce(sum(u.used) filter (where u.limit_value is not null), 0)::bigint, coalesce(sum(u.limit_value), 0)::bigint,
      count(*) filter (where u.used >= 0.8 * u.limit_value), count(*) filter (where u.used >= u.limit_value),
      bool_or(u.period_end >= (now() at time zone time_zone)::date)
    from public.usage_tracking u
    where u.period_start >= first_day and u.period_start <= to_date
    group by 1, 2 order by 1, 2;
  end if;
end
$$;
comment on function public.usage_over_time(date, date, text) is
  'Per month and feature: members who have it, uses, and for those with a limit their uses, the sum of limits, how many used four fifths of theirs or more, and how many reached it.';
revoke all on function public.usage_over_time(date, date, text) from public, anon, authenticated, service_role;
grant execute on function public.usage_over_time(date, date, text) to authenticated;
