-- What a row of use counts for was said seven times: three times for each of two kinds of sums, and when counted anew.

drop trigger if exists spread_insert on public.usage_tracking;
drop trigger if exists spread_update on public.usage_tracking;
drop trigger if exists spread_delete on public.usage_tracking;
drop function if exists private.keep_usage_spread();

create or replace function private.adding_use(rows_of text)
returns text language sql immutable set search_path = '' as $function$
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
revoke execute on function private.adding_use(text) from public;
comment on function private.adding_use(text) is 'The statement that adds rows of use, each with its sign, to the sums by period and to those by plan and band.';

create or replace function private.keep_usage()
returns trigger language plpgsql security definer set search_path = '' as $function$
declare
  sides text[];
begin
  if tg_op <> 'DELETE' then
    sides := sides || 'select n.*, 1 as sign from new_rows n'::text;
  end if;
  if tg_op <> 'INSERT' then
    sides := sides || 'select o.*, -1 as sign from old_rows o'::text;
  end if;
  execute private.adding_use(array_to_string(sides, ' union all '));
  return null;
end
$function$;
comment on function private.keep_usage() is 'Trigger: keeps the sums of use right, by period and by plan and band.';

create or replace function private.rebuild_usage()
returns bigint language plpgsql security definer set search_path = '' as $function$
begin
  lock table public.usage_tracking in share mode;
  delete from private.usage_sums where true;
  delete from private.usage_spread where true;
  execute private.adding_use('select u.*, 1 as sign from public.usage_tracking u');
  return (select coalesce(sum(s.members), 0) from private.usage_sums s);
end
$function$;

-- A table of mails that was emptied left its sums: the funnel went on telling of mails that were no more.

create or replace function private.rebuild_rollup()
returns trigger language plpgsql security definer set search_path = '' as $function$
begin
  case tg_table_name
    when 'usage_tracking' then perform private.rebuild_usage();
    when 'email_sends' then perform private.rebuild_send_sums();
    else null;
  end case;
  for n in 0 .. tg_nargs - 1 loop
    perform private.rebuild_activity(tg_argv[n]);
  end loop;
  return null;
end
$function$;
comment on function private.rebuild_rollup() is 'Trigger: works out anew, after a table was truncated, the sums of use, of mails, or of the kinds of activity it is given.';
create or replace trigger sums_truncate after truncate on public.email_sends for each statement execute function private.rebuild_rollup();
select private.rebuild_send_sums();
