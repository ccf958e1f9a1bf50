-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_usage()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.rebuild_usage() is 'Counts all use anew for the charts; answers with how many rows there are.';

grant execute on function private.rebuild_usage() to service_role;
