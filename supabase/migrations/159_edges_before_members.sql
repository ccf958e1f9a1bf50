-- 159 edges before members
-- What periods cut through is read by its moment, and only then who it was: the planner looked every member up in each of
-- those few minutes (16 s for half a year in Kathmandu, of five million sessions).
create or replace function private.active_bits(starts timestamp with time zone[], kind text DEFAULT 'session'::text)
 RETURNS TABLE(nth integer, part text, chunk smallint, bits bit)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 500
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET work_mem TO '32MB'
 SET jit TO 'off'
 SET enable_seqscan TO 'off'
 SET enable_material TO 'off'
AS $function$
begin
  return query
  with pieces as materialized (select * from private.activity_pieces(starts, private.activity_levels(kind)))
  select e.nth, e.part, e.chunk, bit_or(e.bits) from (
    select p.nth, b.part, b.chunk, b.bits from pieces p
    join private.activity_bits b on b.what = kind and b.minutes = p.minutes and b.starts_at >= p.lo and b.starts_at < p.hi
    where p.minutes > 0
    union all
    select d.nth, d.part, (d.number / 4096)::smallint, bit_or(set_bit(B'0'::bit(4096), d.number % 4096, 1)) from (
      select distinct s.nth, s.part, m.number - 1 as number
      from (
        select p.nth, case when kind not in ('session', 'writing') then a.part else '' end as part, a.user_id
        from pieces p cross join lateral (
          select b.part, b.user_id from private.acts b where b.what = kind and b.at >= p.lo and b.at < p.hi offset 0
        ) a
        where p.minutes = 0 offset 0
      ) s
      join private.activity_members m on m.user_id = s.user_id
    ) d group by 1, 2, 3
  ) e group by 1, 2, 3;
end
$function$;
