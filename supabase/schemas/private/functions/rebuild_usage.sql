-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_usage()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  lock table public.usage_tracking in share mode;
  delete from private.usage_sums where true;
  delete from private.usage_spread where true;
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

comment on function private.rebuild_usage() is 'Counts all use anew for the charts; answers with how many rows there are.';

grant execute on function private.rebuild_usage() to service_role;
