-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_usage()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- The tables of a statement differ by what it does, so each has its own query. What a row was and what it is are locked in one order.
  if tg_op = 'INSERT' then
    insert into private.usage_sums as s
    select r.period_start, r.period_end, r.feature, pg_backend_pid() % 8, count(*), sum(r.used), count(r.limit_value),
      coalesce(sum(r.used) filter (where r.limit_value is not null), 0), coalesce(sum(r.limit_value), 0),
      count(*) filter (where r.used > 0 and r.used_share >= 0.8), count(*) filter (where r.used > 0 and r.used >= r.limit_value)
    from new_rows r group by 1, 2, 3 order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  elsif tg_op = 'DELETE' then
    insert into private.usage_sums as s
    select r.period_start, r.period_end, r.feature, pg_backend_pid() % 8, -count(*), -sum(r.used), -count(r.limit_value),
      -coalesce(sum(r.used) filter (where r.limit_value is not null), 0), -coalesce(sum(r.limit_value), 0),
      -count(*) filter (where r.used > 0 and r.used_share >= 0.8), -count(*) filter (where r.used > 0 and r.used >= r.limit_value)
    from old_rows r group by 1, 2, 3 order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  else
    insert into private.usage_sums as s
    select c.* from (
      select r.period_start, r.period_end, r.feature, pg_backend_pid() % 8, sum(r.sign) as members, sum(r.sign * r.used) as used, coalesce(sum(r.sign) filter (where r.limit_value is not null), 0) as limited_members,
        coalesce(sum(r.sign * r.used) filter (where r.limit_value is not null), 0) as limited_used, coalesce(sum(r.sign * r.limit_value), 0) as allowed,
        coalesce(sum(r.sign) filter (where r.used > 0 and r.used_share >= 0.8), 0) as near_limit, coalesce(sum(r.sign) filter (where r.used > 0 and r.used >= r.limit_value), 0) as at_limit
      from (select n.period_start, n.period_end, n.feature, n.used, n.limit_value, n.used_share, 1 as sign from new_rows n union all select o.period_start, o.period_end, o.feature, o.used, o.limit_value, o.used_share, -1 from old_rows o) r group by 1, 2, 3
    ) c where (c.members, c.used, c.limited_members, c.limited_used, c.allowed, c.near_limit, c.at_limit) <> (0, 0, 0, 0, 0, 0, 0) order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$function$;

comment on function private.keep_usage() is 'Trigger: keeps the sums of use by period and feature right.';
