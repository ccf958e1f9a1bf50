-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.reopen_month(month date, reason text)
 RETURNS billing_periods
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.decide_period('reopen', private.bounded_day(month), reason, null) $function$;

comment on function public.reopen_month(month date, reason text) is 'Opens a closed month again; admins only, with a reason.';

grant execute on function public.reopen_month(month date, reason text) to authenticated;
