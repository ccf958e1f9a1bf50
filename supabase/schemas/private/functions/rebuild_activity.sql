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
$function$;

comment on function private.rebuild_activity() is 'Counts all sessions anew for the charts; answers with how many there are.';

grant execute on function private.rebuild_activity() to service_role;
