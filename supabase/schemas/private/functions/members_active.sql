-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.members_active(since timestamp with time zone, until timestamp with time zone, cohort_from timestamp with time zone, cohort_until timestamp with time zone)
 RETURNS TABLE(user_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t)
  select m.user_id from private.activity_members m join there t on t.chunk = (m.number - 1) / 4096
  where get_bit(t.bits, (m.number - 1) % 4096) = 1 and (cohort_from is null or m.first_at >= cohort_from and m.first_at < cohort_until);
end
$function$;

comment on function private.members_active(since timestamp with time zone, until timestamp with time zone, cohort_from timestamp with time zone, cohort_until timestamp with time zone) is 'Who was there between two moments, for staff; of those whose first session lies between two others, where they are given.';

grant execute on function private.members_active(since timestamp with time zone, until timestamp with time zone, cohort_from timestamp with time zone, cohort_until timestamp with time zone) to authenticated;
