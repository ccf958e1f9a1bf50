-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.usage_over_time(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(period_start date, feature text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint, near_limit bigint, at_limit bigint, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  first_day date;
begin
  perform private.check_range(from_date, to_date, time_zone);
  first_day := date_trunc('month', from_date::timestamp)::date;
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
$function$;

comment on function public.usage_over_time(from_date date, to_date date, time_zone text) is 'Per month and feature: members who have it, uses, and for those with a limit their uses, the sum of limits, how many used four fifths of theirs or more, and how many reached it.';

grant execute on function public.usage_over_time(from_date date, to_date date, time_zone text) to authenticated;
