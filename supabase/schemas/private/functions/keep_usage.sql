-- Written by `npm run schema` from the migrations: change those, not this.

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
