-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.streaks_in(starts timestamp with time zone[])
 RETURNS TABLE(days integer, members bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  -- Whoever is there on each of the last n days is in all of their strings of bits: one string goes back day by day.
  return query
  with recursive there as materialized (select t.nth, t.chunk, t.bits from private.active_bits(starts) t),
  going as (
    select 1 as days, t.chunk, t.bits from there t where t.nth = cardinality(starts) - 1
    union all
    select g.days + 1, g.chunk, g.bits & t.bits from going g join there t on t.chunk = g.chunk and t.nth = cardinality(starts) - 1 - g.days
    where bit_count(g.bits) > 0
  ), counted as (
    select g.days, sum(bit_count(g.bits))::bigint as members from going g group by 1
  )
  -- Exactly so many days: those of n days who are not among those of n + 1.
  select c.days, c.members - coalesce(l.members, 0) from counted c left join counted l on l.days = c.days + 1
  where c.members > coalesce(l.members, 0) order by 1;
end
$function$;

comment on function private.streaks_in(starts timestamp with time zone[]) is 'How many members were there on how many of these days in a row up to the last; the longest is all of them.';

grant execute on function private.streaks_in(starts timestamp with time zone[]) to authenticated;
