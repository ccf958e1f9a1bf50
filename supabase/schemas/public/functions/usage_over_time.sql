-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.usage_over_time(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(period_start date, feature text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint, at_limit bigint, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select u.period_start, u.feature, count(*), sum(u.used),
    count(u.limit_value), coalesce(sum(u.used) filter (where u.limit_value is not null), 0)::bigint,
    coalesce(sum(u.limit_value), 0)::bigint,
    count(*) filter (where u.used >= u.limit_value),
    bool_or(u.period_end >= (now() at time zone time_zone)::date)
  from public.usage_tracking u
  where u.period_start >= date_trunc('month', from_date::timestamp)::date and u.period_start <= to_date
  group by 1, 2
  order by 1, 2;
end
$function$;

comment on function public.usage_over_time(from_date date, to_date date, time_zone text) is 'Per month and feature: members who have it, uses, and for those with a limit their uses, the sum of limits, and how many reached theirs.';

grant execute on function public.usage_over_time(from_date date, to_date date, time_zone text) to authenticated;
