-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_activity(users uuid[], quarters timestamp with time zone[], sessions_more bigint[], seconds_more bigint[], went boolean[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
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
    select k.number, k.day * 96::bigint + b as slot
    from (
      select distinct c.number, (floor(c.slot / 96.0) + n)::integer as day from changed c cross join (values (-2), (-1), (0), (1), (2)) v (n)
    ) k
    cross join lateral (select d.quarters from private.activity_days d where d.number = k.number and d.day = k.day limit 1) d
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
$function$;

comment on function private.count_activity(users uuid[], quarters timestamp with time zone[], sessions_more bigint[], seconds_more bigint[], went boolean[]) is 'Brings the sums of the charts up to what a statement wrote, member by member and quarter of an hour by quarter.';
