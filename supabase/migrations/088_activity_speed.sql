-- 084 activity speed
-- A year by day looked each of its days up among the sums, and sorted strings of bits only to drop doubles: each sum now
-- finds its own period, and bits that are laid over each other need no sorting.

create or replace function private.active_bits(starts timestamptz[]) returns table (nth integer, chunk smallint, bits bit)
language plpgsql stable security definer set search_path = '' set enable_hashjoin = off set enable_mergejoin = off rows 500 as $$
begin
  return query
  with pieces as materialized (select * from private.activity_pieces(starts))
  select e.nth, e.chunk, bit_or(e.bits) from (
    select p.nth, b.chunk, b.bits from pieces p
    join private.activity_bits b on b.minutes = p.minutes and b.starts_at >= p.lo and b.starts_at < p.hi
    where p.minutes > 0
    union all
    select d.nth, (d.number / 4096)::smallint, bit_or(set_bit(B'0'::bit(4096), d.number % 4096, 1)) from (
      select distinct p.nth, m.number - 1 as number from pieces p
      join public.engagement_sessions s on s.started_at >= p.lo and s.started_at < p.hi
      join private.activity_members m on m.user_id = s.user_id
      where p.minutes = 0
    ) d group by 1, 2
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
      select width_bucket(a.starts_at, starts) as nth, a.sessions, a.seconds
      from private.activity_sums a
      where a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)]
        -- What a period's end cuts through is counted from the sessions themselves.
        and a.starts_at + interval '30 minutes' <= starts[width_bucket(a.starts_at, starts) + 1]
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

revoke all on function private.active_bits(timestamptz[]), private.activity_in(timestamptz[]) from public, anon, authenticated, service_role;
grant execute on function private.activity_in(timestamptz[]) to authenticated;
