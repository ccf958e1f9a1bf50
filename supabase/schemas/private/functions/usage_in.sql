-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.usage_in(from_date date, to_date date)
 RETURNS SETOF private.usage_sums
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff();
  return query select * from private.usage_sums s where s.period_start between from_date and to_date;
end
$function$;

comment on function private.usage_in(from_date date, to_date date) is 'The sums of use of the periods that begin between two days, for staff.';

grant execute on function private.usage_in(from_date date, to_date date) to authenticated;
