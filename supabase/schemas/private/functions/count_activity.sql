-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_activity(users uuid[], halves timestamp with time zone[], sessions_more bigint[], seconds_more bigint[], went boolean[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;
