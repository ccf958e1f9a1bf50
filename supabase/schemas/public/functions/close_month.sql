-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.close_month(month date)
 RETURNS billing_periods
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.need(isfinite(close_month.month), 'Say which month.', 'month');
  return private.decide_period('close', close_month.month, null);
end
$function$;

comment on function public.close_month(month date) is 'Closes a month that is over and adds up: nothing is dated in it any more.';

grant execute on function public.close_month(month date) to authenticated;
grant execute on function public.close_month(month date) to service_role;
