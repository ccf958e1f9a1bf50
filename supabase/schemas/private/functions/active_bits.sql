-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.active_bits(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, chunk smallint, bits bit)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 500
 SET search_path TO ''
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET jit TO 'off'
AS $function$
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
$function$;
