-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.activity_in(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, active_members bigint, sessions bigint, seconds bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  select n, coalesce(t.members, 0), coalesce(c.acts, 0), coalesce(c.amount, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join private.acts_in(starts, 'session') c on c.nth = n left join private.members_in(starts, 'session') t on t.nth = n;
end
$function$;

comment on function private.activity_in(starts timestamp with time zone[]) is 'Distinct members, sessions and seconds of each period from one start to the next, for staff; exact, also where a period ends within a half hour.';

grant execute on function private.activity_in(starts timestamp with time zone[]) to authenticated;
