-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_activity()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.rebuild_activity() is 'Counts all sessions anew for the charts; answers with how many there are.';

grant execute on function private.rebuild_activity() to service_role;
