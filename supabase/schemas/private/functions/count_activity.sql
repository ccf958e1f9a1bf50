-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_activity(kind text, parts text[], users uuid[], moments timestamp with time zone[], acts_more bigint[], amount_more bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  levels constant integer[] := private.activity_levels(kind);
  -- Days are compared where each is asked for by itself; of the others the parts are told apart.
  by_day constant boolean := kind in ('session', 'writing');
  finest constant integer := levels[cardinality(levels)];
  concerned uuid[] := array(select distinct u from unnest(users) u where levels <> '{}');
  went constant boolean := exists (select from unnest(acts_more) a where a < 0);
  held bigint;
  level integer;
  numbers integer[];
  slots bigint[];
  here boolean[];
begin
  -- Everything is locked in one order: members, sums, then bits from days to half hours. Whoever has gone meanwhile
  -- is entered again.
  while levels <> '{}' loop
    insert into private.activity_members (user_id)
    select u from unnest(concerned) u
    where not exists (select from private.activity_members m where m.user_id = u) order by u
    on conflict (user_id) do nothing;
    with mine as (select 1 from private.activity_members m where m.user_id = any (concerned) order by m.user_id for update)
    select count(*) into held from mine;
    exit when held = cardinality(concerned);
  end loop;

  select array_agg(m.number - 1 order by c.nth), array_agg(floor(extract(epoch from c.moment) / 900)::bigint order by c.nth),
    array_agg(by_day and exists (select from private.acts s
      where s.what = kind and s.user_id = c.user_id and s.at >= c.moment and s.at < c.moment + interval '15 minutes') order by c.nth)
  into numbers, slots, here
  from unnest(users, moments) with ordinality c (user_id, moment, nth) join private.activity_members m using (user_id) where levels <> '{}';

  insert into private.activity_sums as a (what, part, starts_at, shard, acts, amount, day_more, two_days_more)
  with changed as (
    select distinct c.number, c.slot, c.here from unnest(numbers, slots, here) c (number, slot, here) where by_day
  ), stored as (
    -- Nobody further away than two days opens or closes a window anew. Days are looked up one by one.
    select k.number, k.day * 96::bigint + b as slot
    from (
      select distinct c.number, (floor(c.slot / 96.0) + n)::integer as day from changed c cross join (values (-2), (-1), (0), (1), (2)) v (n)
    ) k
    cross join lateral (select d.quarters from private.activity_days d where d.number = k.number and d.day = k.day and d.what = kind limit 1) d
    cross join generate_series(0, 95) b where get_bit(d.quarters, b) = 1
  ), sides as (
    select s.number, s.slot, -1 as sign from stored s
    union all
    select s.number, s.slot, 1 from stored s where not exists (select from changed c where c.number = s.number and c.slot = s.slot and not c.here)
    union all
    select c.number, c.slot, 1 from changed c where c.here and not exists (select from stored s where s.number = c.number and s.slot = c.slot)
  ), windows as (
    -- Each quarter with an act is within the windows that begin up to their length before it, and after the one before.
    select e.slot, e.sign, e.slot - 96 as day_from, e.slot - 192 as two_from, lag(e.slot) over (partition by e.number, e.sign order by e.slot) as last from sides e
  )
  select kind, m.part, m.starts_at, pg_backend_pid() % 2, sum(m.acts), sum(m.amount), sum(m.day_more), sum(m.two_more)
  from (
    select c.part, c.moment as starts_at, c.acts, c.amount, 0 as day_more, 0 as two_more from unnest(parts, moments, acts_more, amount_more) c (part, moment, acts, amount)
    union all
    select '', to_timestamp(w.slot * 900), 0, 0, -w.sign, -w.sign from windows w
    union all
    select '', to_timestamp(greatest(w.day_from, w.last) * 900), 0, 0, w.sign, 0 from windows w
    union all
    select '', to_timestamp(greatest(w.two_from, w.last) * 900), 0, 0, 0, w.sign from windows w
  ) m
  group by 2, 3 having sum(m.acts) <> 0 or sum(m.amount) <> 0 or sum(m.day_more) <> 0 or sum(m.two_more) <> 0 order by 2, 3
  on conflict (what, starts_at, part, shard) do update set acts = a.acts + excluded.acts, amount = a.amount + excluded.amount,
    day_more = a.day_more + excluded.day_more, two_days_more = a.two_days_more + excluded.two_days_more;
  if levels = '{}' then
    return;
  end if;

  if true = any (here) then
    insert into private.activity_days as d (number, day, what, quarters)
    select c.number, floor(c.slot / 96.0)::integer, kind, bit_or(set_bit(B'0'::bit(96), (c.slot - 96 * floor(c.slot / 96.0))::integer, 1))
    from unnest(numbers, slots, here) c (number, slot, here) where c.here group by 1, 2
    on conflict (number, day, what) do update set quarters = d.quarters | excluded.quarters where d.quarters | excluded.quarters <> d.quarters;
  end if;
  if by_day and false = any (here) then
    update private.activity_days d set quarters = d.quarters & ~ g.quarters
    from (
      select c.number, floor(c.slot / 96.0)::integer as day, bit_or(set_bit(B'0'::bit(96), (c.slot - 96 * floor(c.slot / 96.0))::integer, 1)) as quarters
      from unnest(numbers, slots, here) c (number, slot, here) where not c.here group by 1, 2
    ) g
    where d.number = g.number and d.day = g.day and d.what = kind;
    delete from private.activity_days d using unnest(numbers) c (number) where d.number = c.number and d.what = kind and bit_count(d.quarters) = 0;
  end if;

  if by_day then
    parts := array_fill(''::text, array[cardinality(parts)]);
  end if;
  if went then
    perform 1 from private.activity_bits b
    join (
      select distinct l as minutes, date_bin(make_interval(mins => l), c.moment, epoch) as starts_at, c.part, c.number / 4096 as chunk
      from unnest(parts, moments, numbers) c (part, moment, number), unnest(levels) l
    ) k on b.what = kind and b.minutes = k.minutes and b.starts_at = k.starts_at and b.part = k.part and b.chunk = k.chunk
    order by b.minutes desc, b.starts_at, b.part, b.chunk for update of b;
  end if;

  foreach level in array levels loop
    insert into private.activity_bits as b (what, minutes, starts_at, part, chunk, bits)
    select kind, level, date_bin(make_interval(mins => level), c.moment, epoch), c.part, c.number / 4096,
      bit_or(set_bit(nobody, c.number % 4096, 1))
    from unnest(parts, moments, numbers, acts_more) c (part, moment, number, acts)
    where c.acts > 0
    group by 3, 4, 5 order by 3, 4, 5
    on conflict (what, minutes, starts_at, part, chunk) do update set bits = b.bits | excluded.bits
      where b.bits | excluded.bits <> b.bits;
  end loop;

  if went then
    with gone as (
      select c.piece, c.part, c.number / 4096 as chunk, bit_or(set_bit(nobody, c.number % 4096, 1)) as bits
      from (
        select u.*, exists (
          select from private.acts s
          where s.what = kind and (by_day or s.part = u.part) and s.user_id = u.user_id and s.at >= u.piece and s.at < u.piece + make_interval(mins => finest)) as still_there
        from (
          select distinct w.user_id, date_bin(make_interval(mins => finest), w.moment, epoch) as piece, w.part, w.number
          from unnest(users, moments, parts, numbers, acts_more) w (user_id, moment, part, number, acts) where w.acts < 0
        ) u
        offset 0
      ) c
      where not c.still_there
      group by 1, 2, 3
    )
    update private.activity_bits b set bits = b.bits & ~ g.bits from gone g
    where b.what = kind and b.minutes = finest and b.starts_at = g.piece and b.part = g.part and b.chunk = g.chunk;
    for l in reverse cardinality(levels) - 1 .. 1 loop
      level := levels[l];
      update private.activity_bits b set bits = coalesce((
        select bit_or(p.bits) from private.activity_bits p
        where p.what = kind and p.minutes = levels[l + 1] and p.part = b.part and p.chunk = b.chunk
          and p.starts_at >= b.starts_at and p.starts_at < b.starts_at + make_interval(mins => level)), nobody)
      from (
        select distinct date_bin(make_interval(mins => level), c.moment, epoch) as starts_at, c.part, c.number / 4096 as chunk
        from unnest(parts, moments, numbers, acts_more) c (part, moment, number, acts) where c.acts < 0
      ) k
      where b.what = kind and b.minutes = level and b.starts_at = k.starts_at and b.part = k.part and b.chunk = k.chunk;
    end loop;
  end if;

  if kind = 'session' then
    update private.activity_members m set first_at = f.first_at
    from unnest(concerned) u cross join lateral (
      select min(s.started_at) as first_at from public.engagement_sessions s where s.user_id = u
    ) f
    where m.user_id = u and m.first_at is distinct from f.first_at;
  end if;
end
$function$;

comment on function private.count_activity(kind text, parts text[], users uuid[], moments timestamp with time zone[], acts_more bigint[], amount_more bigint[]) is 'Brings the sums of the charts up to what a statement wrote, member by member and quarter of an hour by quarter.';
