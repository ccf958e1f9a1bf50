-- 051 activity rollups
-- Charts read sums that the database keeps, so that a chart costs what its range is long, however much history lies
-- before it. Counts are sums; distinct members cannot be added up, so for every half hour, every four hours and every
-- day (UTC) a string of bits says who was there. Any period is made of these pieces exactly; what is left at its
-- edges, in zones that are off by a quarter of an hour, is counted from the sessions themselves.

create table if not exists private.activity_members (
  user_id uuid primary key,
  number integer generated always as identity unique,
  first_at timestamptz
);
comment on table private.activity_members is 'The place of each member among the bits, and when they were first active. Goes with their last session.';
create index if not exists activity_members_first_idx on private.activity_members (first_at);

create table if not exists private.activity_sums (
  starts_at timestamptz not null,
  shard smallint not null default 0,
  sessions bigint not null,
  seconds bigint not null,
  primary key (starts_at, shard)
);
comment on table private.activity_sums is 'Sessions and seconds by half hour. Sharded, so that few who write at once wait for each other.';

create table if not exists private.activity_bits (
  minutes smallint not null,
  starts_at timestamptz not null,
  chunk smallint not null,
  bits bit(4096) not null,
  primary key (minutes, starts_at, chunk)
);
comment on table private.activity_bits is 'Who began a session in these minutes: one bit a member, 4,096 members a row.';

create table if not exists private.usage_sums (
  period_start date not null,
  period_end date not null,
  feature text not null,
  shard smallint not null default 0,
  members bigint not null,
  used bigint not null,
  limited_members bigint not null,
  limited_used bigint not null,
  allowed bigint not null,
  near_limit bigint not null,
  at_limit bigint not null,
  primary key (period_start, period_end, feature, shard)
);
comment on table private.usage_sums is 'Use of each feature by period. Near a limit are those who used four fifths of it or more.';

alter table private.activity_members enable row level security;
alter table private.activity_sums enable row level security;
alter table private.activity_bits enable row level security;
alter table private.usage_sums enable row level security;
revoke all on private.activity_members, private.activity_sums, private.activity_bits, private.usage_sums from public, anon, authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- Kept by the statements that write sessions

-- What a statement changed, by member and half hour: sessions and seconds more or less, and whether one went.
create or replace function private.count_activity(
  users uuid[], halves timestamptz[], sessions_more bigint[], seconds_more bigint[], went boolean[]
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  concerned uuid[] := array(select distinct u from unnest(users) u);
  held bigint;
  level integer;
  numbers integer[];
begin
  -- Everything is locked in one order: members, sums, then bits from days to half hours. Whoever has gone meanwhile
  -- is entered again.
  loop
    insert into private.activity_members (user_id)
    select u from unnest(concerned) u
    where not exists (select from private.activity_members m where m.user_id = u) order by u
    on conflict (user_id) do nothing;
    with mine as (select 1 from private.activity_members m where m.user_id = any (concerned) order by m.user_id for update)
    select count(*) into held from mine;
    exit when held = cardinality(concerned);
  end loop;

  insert into private.activity_sums as a (starts_at, shard, sessions, seconds)
  select c.half, pg_backend_pid() % 8, sum(c.sessions), sum(c.seconds)
  from unnest(halves, sessions_more, seconds_more) c (half, sessions, seconds)
  group by c.half having sum(c.sessions) <> 0 or sum(c.seconds) <> 0 order by c.half
  on conflict (starts_at, shard) do update set sessions = a.sessions + excluded.sessions, seconds = a.seconds + excluded.seconds;

  select array_agg(m.number - 1 order by c.nth) into numbers
  from unnest(users) with ordinality c (user_id, nth) join private.activity_members m using (user_id);

  if true = any (went) then
    perform 1 from private.activity_bits b
    join (
      select distinct l.minutes, date_bin(make_interval(mins => l.minutes), c.half, epoch) as starts_at, c.number / 4096 as chunk
      from unnest(halves, numbers) c (half, number), (values (30), (240), (1440)) l (minutes)
    ) k on b.minutes = k.minutes and b.starts_at = k.starts_at and b.chunk = k.chunk
    order by b.minutes desc, b.starts_at, b.chunk for update of b;
  end if;

  foreach level in array array[1440, 240, 30] loop
    insert into private.activity_bits as b (minutes, starts_at, chunk, bits)
    select level, date_bin(make_interval(mins => level), c.half, epoch), c.number / 4096,
      bit_or(set_bit(nobody, c.number % 4096, 1))
    from unnest(halves, numbers, sessions_more, went) c (half, number, sessions, went)
    where not c.went or c.sessions > 0
    group by 2, 3 order by 2, 3
    on conflict (minutes, starts_at, chunk) do update set bits = b.bits | excluded.bits
      where b.bits | excluded.bits <> b.bits;
  end loop;

  if true = any (went) then
    with gone as (
      select c.half, c.number / 4096 as chunk, bit_or(set_bit(nobody, c.number % 4096, 1)) as bits
      from unnest(users, halves, numbers, went) c (user_id, half, number, went)
      where c.went and not exists (
        select from public.engagement_sessions s
        where s.user_id = c.user_id and s.started_at >= c.half and s.started_at < c.half + interval '30 minutes')
      group by 1, 2
    )
    update private.activity_bits b set bits = b.bits & ~ g.bits from gone g
    where b.minutes = 30 and b.starts_at = g.half and b.chunk = g.chunk;
    foreach level in array array[240, 1440] loop
      update private.activity_bits b set bits = coalesce((
        select bit_or(p.bits) from private.activity_bits p
        where p.minutes = case level when 240 then 30 else 240 end and p.chunk = b.chunk
          and p.starts_at >= b.starts_at and p.starts_at < b.starts_at + make_interval(mins => level)), nobody)
      from (
        select distinct date_bin(make_interval(mins => level), c.half, epoch) as starts_at, c.number / 4096 as chunk
        from unnest(halves, numbers, went) c (half, number, went) where c.went
      ) k
      where b.minutes = level and b.starts_at = k.starts_at and b.chunk = k.chunk;
    end loop;
  end if;

  update private.activity_members m set first_at = f.first_at
  from unnest(concerned) u cross join lateral (
    select min(s.started_at) as first_at from public.engagement_sessions s where s.user_id = u
  ) f
  where m.user_id = u and m.first_at is distinct from f.first_at;
  delete from private.activity_members m where m.user_id = any (concerned) and m.first_at is null;
end
$$;

create or replace function private.keep_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  half constant interval := '30 minutes';
  epoch constant timestamptz := '2000-01-01Z';
begin
  if tg_op = 'INSERT' then
    perform private.count_activity(array_agg(c.user_id), array_agg(c.half), array_agg(c.sessions), array_agg(c.seconds), array_agg(false))
    from (
      select n.user_id, date_bin(half, n.started_at, epoch) as half, count(*) as sessions, sum(n.seconds) as seconds from new_rows n group by 1, 2
    ) c having count(*) > 0;
  elsif tg_op = 'DELETE' then
    perform private.count_activity(array_agg(c.user_id), array_agg(c.half), array_agg(c.sessions), array_agg(c.seconds), array_agg(true))
    from (
      select o.user_id, date_bin(half, o.started_at, epoch) as half, -count(*) as sessions, -sum(o.seconds) as seconds from old_rows o group by 1, 2
    ) c having count(*) > 0;
  else
    perform private.count_activity(array_agg(c.user_id), array_agg(c.half), array_agg(c.sessions), array_agg(c.seconds), array_agg(c.went))
    from (
      select e.user_id, date_bin(half, e.started_at, epoch) as half, sum(e.sign)::bigint as sessions, sum(e.sign * e.seconds)::bigint as seconds, bool_or(e.sign < 0) as went
      from old_rows o full join new_rows n using (id)
      cross join lateral (values (o.user_id, o.started_at, o.seconds, -1), (n.user_id, n.started_at, n.seconds, 1)) e (user_id, started_at, seconds, sign)
      where (o.user_id, o.started_at, o.seconds) is distinct from (n.user_id, n.started_at, n.seconds) and e.user_id is not null
      group by 1, 2
    ) c having count(*) > 0;
  end if;
  return null;
end
$$;

-- Everything anew, from the sessions: for a database that had no sums, and after a repair by hand.
create or replace function private.rebuild_activity() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  level integer;
begin
  -- Nobody writes meanwhile what would be missed.
  lock table public.engagement_sessions in share mode;
  delete from private.activity_bits;
  delete from private.activity_sums;
  delete from private.activity_members;
  insert into private.activity_members (user_id, first_at)
  select s.user_id, min(s.started_at) from public.engagement_sessions s group by 1 order by 2, 1;
  insert into private.activity_sums (starts_at, sessions, seconds)
  select date_bin('30 minutes', s.started_at, epoch), count(*), sum(s.seconds) from public.engagement_sessions s group by 1;
  insert into private.activity_bits (minutes, starts_at, chunk, bits)
  select 30, c.half, c.number / 4096, bit_or(set_bit(nobody, c.number % 4096, 1))
  from (
    select date_bin('30 minutes', s.started_at, epoch) as half, m.number - 1 as number
    from public.engagement_sessions s join private.activity_members m using (user_id)
  ) c group by 2, 3;
  foreach level in array array[240, 1440] loop
    insert into private.activity_bits (minutes, starts_at, chunk, bits)
    select level, date_bin(make_interval(mins => level), b.starts_at, epoch), b.chunk, bit_or(b.bits) from private.activity_bits b
    where b.minutes = case level when 240 then 30 else 240 end group by 2, 3;
  end loop;
  return (select coalesce(sum(a.sessions), 0) from private.activity_sums a);
end
$$;
comment on function private.rebuild_activity() is 'Counts all sessions anew for the charts; answers with how many there are.';

create or replace function private.keep_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'DELETE' then
    insert into private.usage_sums as s
    select n.period_start, n.period_end, n.feature, pg_backend_pid() % 8, count(*), sum(n.used), count(n.limit_value),
      coalesce(sum(n.used) filter (where n.limit_value is not null), 0), coalesce(sum(n.limit_value), 0),
      count(*) filter (where n.used >= 0.8 * n.limit_value), count(*) filter (where n.used >= n.limit_value)
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
      -count(*) filter (where o.used >= 0.8 * o.limit_value), -count(*) filter (where o.used >= o.limit_value)
    from old_rows o group by 1, 2, 3 order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set
      members = s.members + excluded.members, used = s.used + excluded.used, limited_members = s.limited_members + excluded.limited_members,
      limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$$;

create or replace function private.rebuild_usage() returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  lock table public.usage_tracking in share mode;
  delete from private.usage_sums;
  insert into private.usage_sums
  select u.period_start, u.period_end, u.feature, 0, count(*), sum(u.used), count(u.limit_value),
    coalesce(sum(u.used) filter (where u.limit_value is not null), 0), coalesce(sum(u.limit_value), 0),
    count(*) filter (where u.used >= 0.8 * u.limit_value), count(*) filter (where u.used >= u.limit_value)
  from public.usage_tracking u group by 1, 2, 3;
  return (select coalesce(sum(s.members), 0) from private.usage_sums s);
end
$$;
comment on function private.rebuild_usage() is 'Counts all use anew for the charts; answers with how many rows there are.';

create or replace trigger activity_insert after insert on public.engagement_sessions
  referencing new table as new_rows for each statement execute function private.keep_activity();
create or replace trigger activity_update after update on public.engagement_sessions
  referencing old table as old_rows new table as new_rows for each statement execute function private.keep_activity();
create or replace trigger activity_delete after delete on public.engagement_sessions
  referencing old table as old_rows for each statement execute function private.keep_activity();
create or replace trigger usage_insert after insert on public.usage_tracking
  referencing new table as new_rows for each statement execute function private.keep_usage();
create or replace trigger usage_update after update on public.usage_tracking
  referencing old table as old_rows new table as new_rows for each statement execute function private.keep_usage();
create or replace trigger usage_delete after delete on public.usage_tracking
  referencing old table as old_rows for each statement execute function private.keep_usage();

create or replace function private.rebuild_rollup() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'usage_tracking' then
    perform private.rebuild_usage();
  else
    perform private.rebuild_activity();
  end if;
  return null;
end
$$;
create or replace trigger activity_truncate after truncate on public.engagement_sessions
  for each statement execute function private.rebuild_rollup();
create or replace trigger usage_truncate after truncate on public.usage_tracking
  for each statement execute function private.rebuild_rollup();

-- ---------------------------------------------------------------------------------------
-- Read by the charts

-- Each period, from one start to the next, as pieces that are kept: whole days, then four hours, then half hours, and
-- with 0 minutes what is left for the sessions themselves.
create or replace function private.activity_pieces(starts timestamptz[]) returns table (nth integer, minutes integer, lo timestamptz, hi timestamptz)
language plpgsql immutable set search_path = '' rows 500 as $$
declare
  epoch constant timestamptz := '2000-01-01Z';
  level integer;
  step interval;
  first timestamptz;
  last timestamptz;
  rest timestamptz[];
  left_over timestamptz[];
begin
  for n in 1 .. cardinality(starts) - 1 loop
    nth := n;
    rest := array[starts[n], starts[n + 1]];
    foreach level in array array[1440, 240, 30] loop
      step := make_interval(mins => level);
      left_over := '{}';
      for i in 1 .. cardinality(rest) / 2 loop
        first := date_bin(step, rest[2 * i - 1] + step - interval '1 microsecond', epoch);
        last := date_bin(step, rest[2 * i], epoch);
        if first < last then
          minutes := level;
          lo := first;
          hi := last;
          return next;
          left_over := left_over || rest[2 * i - 1] || first || last || rest[2 * i];
        else
          left_over := left_over || rest[2 * i - 1] || rest[2 * i];
        end if;
      end loop;
      rest := left_over;
    end loop;
    minutes := 0;
    for i in 1 .. cardinality(rest) / 2 loop
      lo := rest[2 * i - 1];
      hi := rest[2 * i];
      if lo < hi then
        return next;
      end if;
    end loop;
  end loop;
end
$$;

create or replace function private.require_staff() returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_staff() then
    raise exception 'Only staff see the numbers of all members.' using errcode = '42501';
  end if;
end
$$;

-- Who was active in each period.
create or replace function private.active_bits(starts timestamptz[]) returns table (nth integer, chunk smallint, bits bit)
language plpgsql stable security definer set search_path = '' rows 500
set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query
  with pieces as materialized (select * from private.activity_pieces(starts))
  select e.nth, e.chunk, bit_or(e.bits) from (
    select p.nth, b.chunk, b.bits from pieces p
    join private.activity_bits b on b.minutes = p.minutes and b.starts_at >= p.lo and b.starts_at < p.hi
    where p.minutes > 0
    union all
    select distinct p.nth, ((m.number - 1) / 4096)::smallint, set_bit(B'0'::bit(4096), (m.number - 1) % 4096, 1) from pieces p
    join public.engagement_sessions s on s.started_at >= p.lo and s.started_at < p.hi
    join private.activity_members m on m.user_id = s.user_id
    where p.minutes = 0
  ) e group by 1, 2;
end
$$;

create or replace function private.activity_in(starts timestamptz[]) returns table (nth integer, active_members bigint, sessions bigint, seconds bigint)
language plpgsql stable security definer set search_path = '' rows 100 as $$
begin
  perform private.require_staff();
  return query
  with counted as (
    select s.nth, sum(s.sessions)::bigint as sessions, sum(s.seconds)::bigint as seconds from (
      select p.nth, a.sessions, a.seconds
      from (
        select n as nth, date_bin('30 minutes', starts[n] + interval '30 minutes' - interval '1 microsecond', '2000-01-01Z') as lo,
          date_bin('30 minutes', starts[n + 1], '2000-01-01Z') as hi
        from generate_series(1, cardinality(starts) - 1) n
      ) p
      join private.activity_sums a on a.starts_at >= p.lo and a.starts_at < p.hi
      union all
      select p.nth, 1, e.seconds from private.activity_pieces(starts) p
      join public.engagement_sessions e on e.started_at >= p.lo and e.started_at < p.hi
      where p.minutes = 0
    ) s group by 1
  ), there as (
    select b.nth, sum(bit_count(b.bits))::bigint as members from private.active_bits(starts) b group by 1
  )
  select n, coalesce(t.members, 0), coalesce(c.sessions, 0), coalesce(c.seconds, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join counted c on c.nth = n left join there t on t.nth = n;
end
$$;
comment on function private.activity_in(timestamptz[]) is
  'Distinct members, sessions and seconds of each period from one start to the next, for staff; exact, also where a period ends within a half hour.';

-- The first days and the first moments of the periods that a range touches, and one more: where the last one ends.
create or replace function private.period_bounds(from_date date, to_date date, time_zone text, grain text, out days date[], out starts timestamptz[])
language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain is null or grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  select array_agg(p::date order by p), array_agg(private.day_start(p::date, time_zone) order by p) into days, starts
  from generate_series(date_trunc(grain, from_date::timestamp),
    date_trunc(grain, to_date::timestamp) + ('1 ' || grain)::interval, ('1 ' || grain)::interval) p;
end
$$;

-- The moments between which a period lies lead to exactly its rows, whatever the zone of who follows.
drop function if exists public.engagement_activity(date, date, text, text);
create function public.engagement_activity(
  from_date date, to_date date, time_zone text default 'UTC', grain text default 'day'
) returns table (
  period_start date, period_end date, active_members bigint, sessions bigint, minutes numeric, unfinished boolean, starts_at timestamptz, ends_at timestamptz
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  if private.is_staff() then
    return query
    select b.days[a.nth], b.days[a.nth + 1] - 1, a.active_members, a.sessions, round(a.seconds / 60.0, 1), b.starts[a.nth + 1] > now(),
      b.starts[a.nth], b.starts[a.nth + 1]
    from private.activity_in(b.starts) a order by a.nth;
  else
    -- A member sees themselves at the most.
    return query
    with used as (
      select width_bucket(s.started_at, b.starts) as nth, count(distinct s.user_id) as active_members, count(*) as sessions, sum(s.seconds) as seconds
      from public.engagement_sessions s
      where s.started_at >= b.starts[1] and s.started_at < b.starts[cardinality(b.starts)]
      group by 1
    )
    select b.days[n], b.days[n + 1] - 1, coalesce(u.active_members, 0), coalesce(u.sessions, 0), round(coalesce(u.seconds, 0) / 60.0, 1), b.starts[n + 1] > now(),
      b.starts[n], b.starts[n + 1]
    from generate_series(1, cardinality(b.days) - 1) n left join used u on u.nth = n order by n;
  end if;
end
$$;

comment on function public.engagement_activity(date, date, text, text) is
  'Distinct active members, sessions and minutes for each day, week (from Monday) or month of the range, in the named zone. A period is counted whole, also where the range cuts it; unfinished: it still goes on.';
revoke all on function public.engagement_activity(date, date, text, text) from public, anon, authenticated, service_role;
grant execute on function public.engagement_activity(date, date, text, text) to authenticated;

create or replace function private.usage_in(from_date date, to_date date) returns setof private.usage_sums
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query select * from private.usage_sums s where s.period_start between from_date and to_date;
end
$$;

create or replace function public.usage_over_time(from_date date, to_date date, time_zone text default 'UTC')
returns table (
  period_start date, feature text, members bigint, used bigint, limited_members bigint, limited_used bigint,
  allowed bigint, at_limit bigint, unfinished boolean
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  first_day date := date_trunc('month', from_date::timestamp)::date;
begin
  perform private.check_range(from_date, to_date, time_zone);
  if private.is_staff() then
    return query
    select s.period_start, s.feature, sum(s.members)::bigint, sum(s.used)::bigint, sum(s.limited_members)::bigint, sum(s.limited_used)::bigint,
      sum(s.allowed)::bigint, sum(s.at_limit)::bigint, bool_or(s.period_end >= (now() at time zone time_zone)::date)
    from (
      select u.period_start, u.period_end, u.feature, sum(u.members) as members, sum(u.used) as used, sum(u.limited_members) as limited_members,
        sum(u.limited_used) as limited_used, sum(u.allowed) as allowed, sum(u.at_limit) as at_limit
      from private.usage_in(first_day, to_date) u group by 1, 2, 3 having sum(u.members) > 0
    ) s group by 1, 2 order by 1, 2;
  else
    return query
    select u.period_start, u.feature, count(*), sum(u.used), count(u.limit_value),
      coalesce(sum(u.used) filter (where u.limit_value is not null), 0)::bigint, coalesce(sum(u.limit_value), 0)::bigint,
      count(*) filter (where u.used >= u.limit_value), bool_or(u.period_end >= (now() at time zone time_zone)::date)
    from public.usage_tracking u
    where u.period_start >= first_day and u.period_start <= to_date
    group by 1, 2 order by 1, 2;
  end if;
end
$$;

revoke all on function
  private.count_activity(uuid[], timestamptz[], bigint[], bigint[], boolean[]), private.keep_activity(), private.keep_usage(),
  private.rebuild_activity(), private.rebuild_usage(), private.rebuild_rollup(), private.activity_pieces(timestamptz[]),
  private.require_staff(), private.active_bits(timestamptz[]), private.activity_in(timestamptz[]),
  private.period_bounds(date, date, text, text), private.usage_in(date, date)
  from public, anon, authenticated, service_role;
grant execute on function
  private.require_staff(), private.activity_in(timestamptz[]), private.period_bounds(date, date, text, text), private.usage_in(date, date)
  to authenticated;
grant execute on function private.rebuild_activity(), private.rebuild_usage() to service_role;

select private.rebuild_activity(), private.rebuild_usage();
