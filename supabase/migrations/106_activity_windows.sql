-- 106 activity windows
-- A year by day, in a zone whose days are not those of UTC, was laid together from sixty thousand strings of bits. Now
-- the sums also say how many more distinct members a window of a day (or of two) has when it begins a quarter of an
-- hour later: from one count, the counts of all days follow by adding up, whatever the zone.

create table if not exists private.activity_days (
  number integer not null,
  day integer not null,
  quarters bit(96) not null,
  primary key (number, day)
);
comment on table private.activity_days is 'In which quarters of an hour of a day (UTC, counted from 1970) a member began a session: what the sums have been told.';
alter table private.activity_days enable row level security;
revoke all on private.activity_days from public, anon, authenticated, service_role;

alter table private.activity_sums add column if not exists day_more bigint not null default 0, add column if not exists two_days_more bigint not null default 0;
comment on table private.activity_sums is 'Sessions and seconds by quarter of an hour, and how many more distinct members the day (the two days) from the next quarter on have than those from this one on.';

-- What a statement changed, by member and quarter of an hour: sessions and seconds more or less, and whether one went.
drop function if exists private.count_activity(uuid[], timestamptz[], bigint[], bigint[], boolean[]);
create function private.count_activity(
  users uuid[], quarters timestamptz[], sessions_more bigint[], seconds_more bigint[], went boolean[]
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  concerned uuid[] := array(select distinct u from unnest(users) u);
  held bigint;
  level integer;
  numbers integer[];
  slots bigint[];
  here boolean[];
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

  select array_agg(m.number - 1 order by c.nth), array_agg(floor(extract(epoch from c.quarter) / 900)::bigint order by c.nth),
    array_agg(exists (select from public.engagement_sessions s
      where s.user_id = c.user_id and s.started_at >= c.quarter and s.started_at < c.quarter + interval '15 minutes') order by c.nth)
  into numbers, slots, here
  from unnest(users, quarters) with ordinality c (user_id, quarter, nth) join private.activity_members m using (user_id);

  insert into private.activity_sums as a (starts_at, shard, sessions, seconds, day_more, two_days_more)
  with changed as (
    select c.number, c.slot, c.here from unnest(numbers, slots, here) c (number, slot, here)
  ), stored as (
    -- Nobody further away than two days opens or closes a window anew.
    select d.number, d.day * 96::bigint + b as slot
    from (
      select distinct c.number, n::integer as day from changed c
      cross join lateral generate_series(floor(c.slot / 96.0)::bigint - 2, floor(c.slot / 96.0)::bigint + 2) n
    ) k
    join private.activity_days d on d.number = k.number and d.day = k.day
    cross join generate_series(0, 95) b where get_bit(d.quarters, b) = 1
  ), sides as (
    select s.number, s.slot, -1 as sign from stored s
    union all
    select s.number, s.slot, 1 from stored s where not exists (select from changed c where c.number = s.number and c.slot = s.slot and not c.here)
    union all
    select c.number, c.slot, 1 from changed c where c.here and not exists (select from stored s where s.number = c.number and s.slot = c.slot)
  ), windows as (
    -- Each quarter with a session is within the windows that begin up to their length before it, and after the one before.
    select e.slot, e.sign, e.slot - 96 as day_from, e.slot - 192 as two_from, lag(e.slot) over (partition by e.number, e.sign order by e.slot) as last from sides e
  )
  select to_timestamp(m.slot * 900), pg_backend_pid() % 2, sum(m.sessions), sum(m.seconds), sum(m.day_more), sum(m.two_more)
  from (
    select c.slot, c.sessions, c.seconds, 0 as day_more, 0 as two_more from unnest(slots, sessions_more, seconds_more) c (slot, sessions, seconds)
    union all
    select w.slot, 0, 0, -w.sign, -w.sign from windows w
    union all
    select greatest(w.day_from, w.last), 0, 0, w.sign, 0 from windows w
    union all
    select greatest(w.two_from, w.last), 0, 0, 0, w.sign from windows w
  ) m
  group by m.slot having sum(m.sessions) <> 0 or sum(m.seconds) <> 0 or sum(m.day_more) <> 0 or sum(m.two_more) <> 0 order by m.slot
  on conflict (starts_at, shard) do update set sessions = a.sessions + excluded.sessions, seconds = a.seconds + excluded.seconds,
    day_more = a.day_more + excluded.day_more, two_days_more = a.two_days_more + excluded.two_days_more;

  insert into private.activity_days as d (number, day, quarters)
  select c.number, floor(c.slot / 96.0)::integer, bit_or(set_bit(B'0'::bit(96), (c.slot - 96 * floor(c.slot / 96.0))::integer, 1))
  from unnest(numbers, slots, here) c (number, slot, here) where c.here group by 1, 2
  on conflict (number, day) do update set quarters = d.quarters | excluded.quarters where d.quarters | excluded.quarters <> d.quarters;
  if false = any (here) then
    update private.activity_days d set quarters = d.quarters & ~ g.quarters
    from (
      select c.number, floor(c.slot / 96.0)::integer as day, bit_or(set_bit(B'0'::bit(96), (c.slot - 96 * floor(c.slot / 96.0))::integer, 1)) as quarters
      from unnest(numbers, slots, here) c (number, slot, here) where not c.here group by 1, 2
    ) g
    where d.number = g.number and d.day = g.day;
    delete from private.activity_days d using unnest(numbers) c (number) where d.number = c.number and bit_count(d.quarters) = 0;
  end if;

  if true = any (went) then
    perform 1 from private.activity_bits b
    join (
      select distinct l.minutes, date_bin(make_interval(mins => l.minutes), c.quarter, epoch) as starts_at, c.number / 4096 as chunk
      from unnest(quarters, numbers) c (quarter, number), (values (30), (240), (1440)) l (minutes)
    ) k on b.minutes = k.minutes and b.starts_at = k.starts_at and b.chunk = k.chunk
    order by b.minutes desc, b.starts_at, b.chunk for update of b;
  end if;

  foreach level in array array[1440, 240, 30] loop
    insert into private.activity_bits as b (minutes, starts_at, chunk, bits)
    select level, date_bin(make_interval(mins => level), c.quarter, epoch), c.number / 4096,
      bit_or(set_bit(nobody, c.number % 4096, 1))
    from unnest(quarters, numbers, sessions_more, went) c (quarter, number, sessions, went)
    where not c.went or c.sessions > 0
    group by 2, 3 order by 2, 3
    on conflict (minutes, starts_at, chunk) do update set bits = b.bits | excluded.bits
      where b.bits | excluded.bits <> b.bits;
  end loop;

  if true = any (went) then
    with gone as (
      select c.half, c.number / 4096 as chunk, bit_or(set_bit(nobody, c.number % 4096, 1)) as bits
      from (
        select distinct u.user_id, date_bin('30 minutes', u.quarter, epoch) as half, u.number
        from unnest(users, quarters, numbers, went) u (user_id, quarter, number, went) where u.went
      ) c
      where not exists (
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
        select distinct date_bin(make_interval(mins => level), c.quarter, epoch) as starts_at, c.number / 4096 as chunk
        from unnest(quarters, numbers, went) c (quarter, number, went) where c.went
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
comment on function private.count_activity(uuid[], timestamptz[], bigint[], bigint[], boolean[]) is 'Brings the sums of the charts up to what a statement wrote, member by member and quarter of an hour by quarter.';

create or replace function private.keep_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  quarter constant interval := '15 minutes';
  epoch constant timestamptz := '2000-01-01Z';
begin
  if tg_op = 'INSERT' then
    perform private.count_activity(array_agg(c.user_id), array_agg(c.at), array_agg(c.sessions), array_agg(c.seconds), array_agg(false))
    from (
      select n.user_id, date_bin(quarter, n.started_at, epoch) as at, count(*) as sessions, sum(n.seconds) as seconds from new_rows n group by 1, 2
    ) c having count(*) > 0;
  elsif tg_op = 'DELETE' then
    perform private.count_activity(array_agg(c.user_id), array_agg(c.at), array_agg(c.sessions), array_agg(c.seconds), array_agg(true))
    from (
      select o.user_id, date_bin(quarter, o.started_at, epoch) as at, -count(*) as sessions, -sum(o.seconds) as seconds from old_rows o group by 1, 2
    ) c having count(*) > 0;
  else
    perform private.count_activity(array_agg(c.user_id), array_agg(c.at), array_agg(c.sessions), array_agg(c.seconds), array_agg(c.went))
    from (
      select e.user_id, date_bin(quarter, e.started_at, epoch) as at, sum(e.sign)::bigint as sessions, sum(e.sign * e.seconds)::bigint as seconds, bool_or(e.sign < 0) as went
      from old_rows o full join new_rows n using (id)
      cross join lateral (values (o.user_id, o.started_at, o.seconds, -1), (n.user_id, n.started_at, n.seconds, 1)) e (user_id, started_at, seconds, sign)
      where (o.user_id, o.started_at, o.seconds) is distinct from (n.user_id, n.started_at, n.seconds) and e.user_id is not null
      group by 1, 2
    ) c having count(*) > 0;
  end if;
  return null;
end
$$;

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
  delete from private.activity_days;
  delete from private.activity_members;
  insert into private.activity_members (user_id, first_at)
  select s.user_id, min(s.started_at) from public.engagement_sessions s group by 1 order by 2, 1;
  insert into private.activity_days (number, day, quarters)
  select m.number - 1, floor(extract(epoch from s.started_at) / 86400)::integer,
    bit_or(set_bit(B'0'::bit(96), (extract(hour from s.started_at at time zone 'UTC') * 4)::integer + extract(minute from s.started_at at time zone 'UTC')::integer / 15, 1))
  from public.engagement_sessions s join private.activity_members m using (user_id) group by 1, 2;
  insert into private.activity_sums (starts_at, sessions, seconds, day_more, two_days_more)
  with windows as (
    select d.slot, greatest(d.slot - 96, d.last) as day_from, greatest(d.slot - 192, d.last) as two_from
    from (
      select p.slot, lag(p.slot) over (partition by p.number order by p.slot) as last
      from (select a.number, a.day * 96::bigint + b as slot from private.activity_days a cross join generate_series(0, 95) b where get_bit(a.quarters, b) = 1) p
    ) d
  )
  select to_timestamp(c.slot * 900), sum(c.sessions), sum(c.seconds), sum(c.day_more), sum(c.two_more)
  from (
    select floor(extract(epoch from s.started_at) / 900)::bigint as slot, count(*) as sessions, sum(s.seconds) as seconds, 0 as day_more, 0 as two_more
    from public.engagement_sessions s group by 1
    union all
    select w.slot, 0, 0, -count(*), -count(*) from windows w group by 1
    union all
    select w.day_from, 0, 0, count(*), 0 from windows w group by 1
    union all
    select w.two_from, 0, 0, 0, count(*) from windows w group by 1
  ) c group by 1;
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

-- ---------------------------------------------------------------------------------------
-- Read by the charts

-- The distinct members of each day from its start, and of it and the next together, by what such windows have more from
-- one start to the next; what a clock change makes longer or shorter is counted by itself.
create or replace function private.window_counts(starts timestamptz[]) returns table (nth integer, members bigint, both_days bigint)
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  one_day constant interval := '24 hours';
  first_day bigint := (select sum(bit_count(b.bits)) from private.active_bits(array[starts[1], starts[1] + one_day]) b);
  first_two bigint := (select sum(bit_count(b.bits)) from private.active_bits(array[starts[1], starts[1] + 2 * one_day]) b);
begin
  return query
  with more as (
    select width_bucket(a.starts_at, starts) as nth, sum(a.day_more) as day, sum(a.two_days_more) as two
    from private.activity_sums a
    where a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)] group by 1
  ), running as (
    select n as nth, coalesce(first_day, 0) + coalesce(sum(m.day) over before, 0) as day, coalesce(first_two, 0) + coalesce(sum(m.two) over before, 0) as two
    from generate_series(1, cardinality(starts) - 1) n left join more m on m.nth = n
    window before as (order by n rows between unbounded preceding and 1 preceding)
  )
  select r.nth,
    case when starts[r.nth + 1] - starts[r.nth] = one_day then r.day
      else (select coalesce(sum(bit_count(b.bits)), 0) from private.active_bits(array[starts[r.nth], starts[r.nth + 1]]) b) end::bigint,
    case when starts[r.nth + 2] - starts[r.nth] = 2 * one_day then r.two
      else (select sum(bit_count(b.bits)) from private.active_bits(array[starts[r.nth], starts[r.nth + 2]]) b where starts[r.nth + 2] is not null) end::bigint
  from running r;
end
$$;
comment on function private.window_counts(timestamptz[]) is 'Distinct members of each of these days, and of each with the next; for days that begin on quarters of an hour.';

-- Whether periods are days of some zone that begin on a quarter of an hour, and so many that windows are quicker.
create or replace function private.are_days(starts timestamptz[]) returns boolean
language sql immutable set search_path = '' as $$
  select cardinality(starts) > 10 and starts[cardinality(starts)] - starts[1] <= (cardinality(starts) - 1) * interval '24 hours' + interval '4 hours'
    and not exists (select from unnest(starts) s where extract(epoch from s) % 900 <> 0)
$$;
comment on function private.are_days(timestamptz[]) is 'Whether these are the starts of many days in a row, on quarters of an hour.';

create or replace function private.activity_in(starts timestamptz[]) returns table (nth integer, active_members bigint, sessions bigint, seconds bigint)
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  quarter constant interval := '15 minutes';
  epoch constant timestamptz := '2000-01-01Z';
  by_windows boolean := private.are_days(starts);
begin
  perform private.require_staff();
  return query
  with counted as (
    select s.nth, sum(s.sessions)::bigint as sessions, sum(s.seconds)::bigint as seconds from (
      select width_bucket(a.starts_at, starts) as nth, a.sessions, a.seconds
      from private.activity_sums a
      where a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)]
        -- What a period's end cuts through is counted from the sessions themselves.
        and (by_windows or a.starts_at + quarter <= starts[width_bucket(a.starts_at, starts) + 1])
      union all
      select width_bucket(e.started_at, starts), 1, e.seconds
      from (select distinct date_bin(quarter, b, epoch) as lo from unnest(starts) b where b <> date_bin(quarter, b, epoch)) cut
      join public.engagement_sessions e on e.started_at >= cut.lo and e.started_at < cut.lo + quarter
      where e.started_at >= starts[1] and e.started_at < starts[cardinality(starts)]
        and (cut.lo < starts[1] or cut.lo + quarter > starts[width_bucket(cut.lo, starts) + 1])
    ) s group by 1
  ), there as (
    select w.nth, w.members from private.window_counts(starts) w where by_windows
    union all
    select b.nth, sum(bit_count(b.bits))::bigint from private.active_bits(starts) b where not by_windows group by 1
  )
  select n, coalesce(t.members, 0), coalesce(c.sessions, 0), coalesce(c.seconds, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join counted c on c.nth = n left join there t on t.nth = n;
end
$$;

create or replace function private.lifecycle_in(starts timestamptz[])
returns table (nth integer, active bigint, fresh bigint, again bigint, revived bigint, lapsed bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  by_windows boolean := private.are_days(starts);
begin
  perform private.require_staff();
  return query
  with there as materialized (
    select * from private.active_bits(starts) where not by_windows
  ), both_periods as (
    select coalesce(c.nth, p.nth + 1) as nth, c.bits as now_bits, p.bits as before_bits
    from there c full join there p on p.nth = c.nth - 1 and p.chunk = c.chunk
  ), days as materialized (
    select * from private.window_counts(starts) w where by_windows
  ), counted as (
    select b.nth, coalesce(sum(bit_count(b.now_bits)), 0)::bigint as active, coalesce(sum(bit_count(b.now_bits & b.before_bits)), 0)::bigint as back,
      coalesce(sum(bit_count(b.before_bits)), 0)::bigint as before
    from both_periods b group by 1
    union all
    -- Who is there in both of two days is counted twice in their sum, and once in the two together.
    select d.nth, d.members, p.members + d.members - coalesce(p.both_days, 0), p.members from days p join days d on d.nth = p.nth + 1
  ), firsts as (
    select width_bucket(m.first_at, starts) as nth, count(*) as members from private.activity_members m
    where m.first_at >= starts[2] and m.first_at < starts[cardinality(starts)] group by 1
  )
  -- The first period is there to compare the second with.
  select n, coalesce(c.active, 0), coalesce(f.members, 0), coalesce(c.back, 0), coalesce(c.active - c.back, 0) - coalesce(f.members, 0), coalesce(c.before - c.back, 0)
  from generate_series(2, cardinality(starts) - 1) n
  left join counted c on c.nth = n left join firsts f on f.nth = n
  order by n;
end
$$;

-- What compiling a query takes is more than it saves.
alter function private.active_bits(timestamptz[]) set jit = off;
alter function private.window_counts(timestamptz[]) set jit = off;
alter function private.activity_in(timestamptz[]) set jit = off;
alter function private.lifecycle_in(timestamptz[]) set jit = off;
alter function private.streaks_in(timestamptz[]) set jit = off;
alter function private.community_in(timestamptz[]) set jit = off;

-- How much that is, by doubling, without logarithms: the sums of ten million rows take minutes less.
create or replace function private.usage_band(used integer) returns smallint
language sql immutable set search_path = '' as $$
  select case when used < 1 then 0 else width_bucket(used, array[1, 2, 4, 8, 16, 32, 64]) end::smallint
$$;

-- Near a limit is who the list shows as such: by the share that stands in the row.
create or replace function private.keep_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'DELETE' then
    insert into private.usage_sums as s
    select n.period_start, n.period_end, n.feature, pg_backend_pid() % 8, count(*), sum(n.used), count(n.limit_value),
      coalesce(sum(n.used) filter (where n.limit_value is not null), 0), coalesce(sum(n.limit_value), 0),
      count(*) filter (where n.used_share >= 0.8), count(*) filter (where n.used >= n.limit_value)
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
      -count(*) filter (where o.used_share >= 0.8), -count(*) filter (where o.used >= o.limit_value)
    from old_rows o group by 1, 2, 3 order by 1, 2, 3
    on conflict (period_start, period_end, feature, shard) do update set
      members = s.members + excluded.members, used = s.used + excluded.used, limited_members = s.limited_members + excluded.limited_members,
      limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$$;

create or replace function private.keep_usage_spread() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The tables of a statement differ by what it does, so each has its own query; all add what their rows say, once more or once less.
  if tg_op <> 'DELETE' then
    insert into private.usage_spread as s
    select n.period_start, n.feature, coalesce(n.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(n.used), pg_backend_pid() % 8, count(*), sum(n.used), count(n.limit_value),
      coalesce(sum(n.used) filter (where n.limit_value is not null), 0), coalesce(sum(n.limit_value), 0),
      count(*) filter (where n.used_share >= 0.8), count(*) filter (where n.used >= n.limit_value)
    from new_rows n group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  if tg_op <> 'INSERT' then
    insert into private.usage_spread as s
    select o.period_start, o.feature, coalesce(o.plan_id, '00000000-0000-0000-0000-000000000000'), private.usage_band(o.used), pg_backend_pid() % 8, -count(*), -sum(o.used), -count(o.limit_value),
      -coalesce(sum(o.used) filter (where o.limit_value is not null), 0), -coalesce(sum(o.limit_value), 0),
      -count(*) filter (where o.used_share >= 0.8), -count(*) filter (where o.used >= o.limit_value)
    from old_rows o group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (period_start, feature, plan_id, band, shard) do update set members = s.members + excluded.members, used = s.used + excluded.used,
      limited_members = s.limited_members + excluded.limited_members, limited_used = s.limited_used + excluded.limited_used, allowed = s.allowed + excluded.allowed,
      near_limit = s.near_limit + excluded.near_limit, at_limit = s.at_limit + excluded.at_limit;
  end if;
  return null;
end
$$;

-- One pass over the rows makes both: ten million take half a minute.
create or replace function private.rebuild_usage() returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  lock table public.usage_tracking in share mode;
  delete from private.usage_sums;
  delete from private.usage_spread;
  with grouped as materialized (
    select u.period_start, u.period_end, u.feature, coalesce(u.plan_id, '00000000-0000-0000-0000-000000000000') as plan_id, private.usage_band(u.used) as band,
      count(*) as members, sum(u.used) as used, count(u.limit_value) as limited_members, coalesce(sum(u.used) filter (where u.limit_value is not null), 0) as limited_used,
      coalesce(sum(u.limit_value), 0) as allowed, count(*) filter (where u.used_share >= 0.8) as near_limit, count(*) filter (where u.used >= u.limit_value) as at_limit
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
$$;

revoke all on function private.count_activity(uuid[], timestamptz[], bigint[], bigint[], boolean[]), private.keep_activity(), private.rebuild_activity(),
  private.window_counts(timestamptz[]), private.are_days(timestamptz[]), private.activity_in(timestamptz[]), private.lifecycle_in(timestamptz[]), private.usage_band(integer),
  private.keep_usage(), private.keep_usage_spread(), private.rebuild_usage()
  from public, anon, authenticated, service_role;
grant execute on function private.activity_in(timestamptz[]), private.lifecycle_in(timestamptz[]) to authenticated;
grant execute on function private.rebuild_activity(), private.rebuild_usage() to service_role;

select private.rebuild_activity(), private.rebuild_usage();
