-- Written by `npm run schema` from the migrations: change those, not this.

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

comment on function private.keep_usage_spread() is 'Trigger: keeps the sums of use by plan and band.';
