-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.usage_spread_in(months date[])
 RETURNS SETOF private.usage_spread
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff();
  return query select * from private.usage_spread s where s.period_start = any (months);
end
$function$;

comment on function private.usage_spread_in(months date[]) is 'The kept sums of these months, for staff.';

grant execute on function private.usage_spread_in(months date[]) to authenticated;
