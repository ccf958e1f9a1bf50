-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.close_month(month date, seen text)
 RETURNS billing_periods
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.decide_period('close', private.bounded_day(month), null, seen) $function$;

comment on function public.close_month(month date, seen text) is 'Closes a month that is over and adds up: nothing is dated in it any more. seen is the version that month_end told: figures that changed since are a conflict.';

grant execute on function public.close_month(month date, seen text) to authenticated;
