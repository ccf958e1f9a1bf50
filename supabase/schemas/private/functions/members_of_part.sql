-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.members_of_part(before timestamp with time zone, since timestamp with time zone, until timestamp with time zone, part text)
 RETURNS TABLE(user_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with there as materialized (select t.nth, t.chunk, t.bits from private.active_bits(array[before, since, until]) t),
  marked as (
    select m.user_id, m.first_at, coalesce(get_bit(b.bits, (m.number - 1) % 4096), 0) = 1 as was, coalesce(get_bit(c.bits, (m.number - 1) % 4096), 0) = 1 as is_there
    from private.activity_members m left join there b on b.nth = 1 and b.chunk = (m.number - 1) / 4096 left join there c on c.nth = 2 and c.chunk = (m.number - 1) / 4096
    where m.first_at < until
  )
  select k.user_id from marked k
  where case part when 'lapsed' then k.was and not k.is_there when 'new' then k.is_there and k.first_at >= since
    when 'returning' then k.is_there and k.was else k.is_there and not k.was and k.first_at < since end;
end
$function$;

comment on function private.members_of_part(before timestamp with time zone, since timestamp with time zone, until timestamp with time zone, part text) is 'Who of the members was new, returning, revived or lapsed in a period, given when the one before it began; for staff.';

grant execute on function private.members_of_part(before timestamp with time zone, since timestamp with time zone, until timestamp with time zone, part text) to authenticated;
