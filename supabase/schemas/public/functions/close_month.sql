-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.close_month(month date)
 RETURNS billing_periods
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.decide_period('close', private.bounded_day(month), null)
$function$;

comment on function public.close_month(month date) is 'Closes a month that is over and adds up: nothing is dated in it any more.';

grant execute on function public.close_month(month date) to authenticated;
