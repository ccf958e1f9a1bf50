-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_plan_prices()
 RETURNS TABLE(id uuid, plan_id uuid, version integer, currency text, billing_interval text, amount_minor bigint, valid_from timestamp with time zone, valid_until timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_plan_prices()
$function$;

comment on function public.my_plan_prices() is 'The signed-in member''s own plans'' prices, without who set them and why.';

grant execute on function public.my_plan_prices() to authenticated;
