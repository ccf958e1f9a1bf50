-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.adding_use(rows_of text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  -- Each kind of sums is locked in one order, those by plan before those by period, whoever writes.
  select format($sql$
    with changed as materialized (
      select r.period_start, r.period_end, r.feature, coalesce(r.plan_id, '00000000-0000-0000-0000-000000000000') as plan_id, private.usage_band(r.used) as band,
        sum(r.sign) as members, sum(r.sign * r.used) as used, coalesce(sum(r.sign) filter (where r.limit_value is not null), 0) as limited_members,
        coalesce(sum(r.sign * r.used) filter (where r.limit_value is not null), 0) as limited_used, coalesce(sum(r.sign * r.limit_value), 0) as allowed,
        coalesce(sum(r.sign) filter (where r.used > 0 and r.used_share >= 0.8), 0) as near_limit, coalesce(sum(r.sign) filter (where r.used > 0 and r.used >= r.limit_value), 0) as at_limit
      from (%s) r group by 1, 2, 3, 4, 5
    ), by_period as (
      insert into private.usage_sums as s
      select c.* from (
        select c.period_start, c.period_end, c.feature, pg_backend_pid() %% 8, sum(c.members) as members, sum(c.used) as used, sum(c.limited_members) as limited_members,
          sum(c.limited_used) as limited_used, sum(c.allowed) as allowed, sum(c.near_limit) as near_limit, sum(c.at_limit) as at_limit
        from changed c group by 1, 2, 3
      ) c where (c.members, c.used, c.limited_members, c.limited_used, c.allowed, c.near_limit, c.at_limit) <> (0, 0, 0, 0, 0, 0, 0) order by 1, 2, 3
      on conflict (period_start, period_end, feature, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
        limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
        near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit
    )
    insert into private.usage_spread as s
    select c.* from (
      select c.period_start, c.feature, c.plan_id, c.band, pg_backend_pid() %% 8, sum(c.members) as members, sum(c.used) as used, sum(c.limited_members) as limited_members,
        sum(c.limited_used) as limited_used, sum(c.allowed) as allowed, sum(c.near_limit) as near_limit, sum(c.at_limit) as at_limit
      from changed c group by 1, 2, 3, 4
    ) c where (c.members, c.used, c.limited_members, c.limited_used, c.allowed, c.near_limit, c.at_limit) <> (0, 0, 0, 0, 0, 0, 0) order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit$sql$, rows_of)
$function$;

comment on function private.adding_use(rows_of text) is 'The statement that adds rows of use, each with its sign, to the sums by period and to those by plan and band.';
