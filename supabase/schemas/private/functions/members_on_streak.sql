-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.members_on_streak(starts timestamp with time zone[], at_least integer, at_most integer)
 RETURNS TABLE(user_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with there as materialized (select cardinality(starts) - t.nth as ago, t.chunk, t.bits from private.active_bits(starts) t),
  so_long as (select t.chunk, bit_and(t.bits) as bits from there t where t.ago <= at_least group by 1 having count(*) = at_least),
  longer as (select t.chunk, bit_and(t.bits) as bits from there t where t.ago <= at_most + 1 group by 1 having count(*) = at_most + 1)
  select m.user_id from private.activity_members m join so_long s on s.chunk = (m.number - 1) / 4096 left join longer l on l.chunk = s.chunk
  where get_bit(s.bits, (m.number - 1) % 4096) = 1 and (l.chunk is null or get_bit(l.bits, (m.number - 1) % 4096) = 0);
end
$function$;

comment on function private.members_on_streak(starts timestamp with time zone[], at_least integer, at_most integer) is 'Who was there on each of the last days, at least so many and at most so many, for staff.';

grant execute on function private.members_on_streak(starts timestamp with time zone[], at_least integer, at_most integer) to authenticated;
