-- 012 admin_dashboard_system
-- What the console stands on beside the tables: rules about staff, and the numbers of its charts.

-- There is always somebody who can give roles: the last active admin stays.
create or replace function private.keep_an_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if 'admin' = any (old.roles) and old.active
    and (tg_op = 'DELETE' or not (new.active and 'admin' = any (new.roles))) then
    -- Two admins who remove each other at the same moment must see one another.
    perform pg_advisory_xact_lock(hashtext('private.keep_an_admin'));
    if not exists (
      select from public.staff_members s
      where s.user_id <> old.user_id and s.active and 'admin' = any (s.roles)
    ) then
      raise exception 'This is the last active admin. Make somebody else an admin first.'
        using errcode = '23514', detail = '{"field": "roles"}';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
revoke all on function private.keep_an_admin() from public, anon, authenticated;
create or replace trigger keep_an_admin before update or delete on public.staff_members
  for each row execute function private.keep_an_admin();

-- A chart never asks for more than it can draw.
create or replace function private.check_range(from_date date, to_date date, time_zone text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if from_date is null or to_date is null or from_date > to_date then
    raise exception 'The first day must not lie after the last.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif to_date - from_date > 1100 then
    raise exception 'Choose three years at the most.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif not exists (select from pg_catalog.pg_timezone_names z where z.name = time_zone) then
    raise exception 'There is no time zone "%".', time_zone using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
end
$$;
revoke all on function private.check_range(date, date, text) from public, anon;
grant execute on function private.check_range(date, date, text) to authenticated, service_role;

create or replace function public.engagement_activity(
  from_date date, to_date date, time_zone text default 'UTC', grain text default 'day'
) returns table (
  period_start date,
  period_end date,
  active_members bigint,
  sessions bigint,
  minutes numeric,
  unfinished boolean
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  return query
  with periods as (
    select p::date as first_day, (p + ('1 ' || grain)::interval)::date as next_first_day
    from generate_series(date_trunc(grain, from_date::timestamp), to_date::timestamp, ('1 ' || grain)::interval) p
  ), used as (
    select date_trunc(grain, s.started_at at time zone time_zone)::date as first_day,
      count(distinct s.user_id) as active_members, count(*) as sessions, sum(s.seconds) as seconds
    from public.engagement_sessions s
    where s.started_at >= (select min(first_day) from periods)::timestamp at time zone time_zone
      and s.started_at < (select max(next_first_day) from periods)::timestamp at time zone time_zone
    group by 1
  )
  select p.first_day, p.next_first_day - 1, coalesce(u.active_members, 0), coalesce(u.sessions, 0),
    round(coalesce(u.seconds, 0) / 60.0, 1), p.next_first_day::timestamp at time zone time_zone > now()
  from periods p left join used u using (first_day)
  order by 1;
end
$$;
comment on function public.engagement_activity(date, date, text, text) is
  'Distinct active members, sessions and minutes for each day, week (from Monday) or month of the range, in the named zone. A period is counted whole, also where the range cuts it; unfinished: it still goes on.';
revoke all on function public.engagement_activity(date, date, text, text) from public, anon, authenticated, service_role;
grant execute on function public.engagement_activity(date, date, text, text) to authenticated;

-- How members came and went, for the people who watch the numbers.
create or replace view public.member_activity with (security_invoker = true) as
select
  p.id,
  p.display_name,
  p.city,
  p.state,
  p.created_at,
  p.last_active_at,
  coalesce(e.sessions, 0) as sessions_30d,
  coalesce(e.minutes, 0) as minutes_30d
from public.profiles p
left join lateral (
  select count(*) as sessions, round(sum(s.seconds) / 60.0, 1) as minutes
  from public.engagement_sessions s
  where s.user_id = p.id and s.started_at >= now() - interval '30 days'
) e on true;
revoke all on public.member_activity from anon, authenticated, service_role;
grant select on public.member_activity to authenticated, service_role;

insert into private.audit_readers (table_name, roles) values
  ('staff_members', '{admin}')
on conflict do nothing;
