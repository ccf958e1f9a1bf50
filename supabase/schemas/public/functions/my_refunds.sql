-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_refunds()
 RETURNS TABLE(id uuid, number text, payment_id uuid, user_id uuid, currency text, amount_minor bigint, from_credit_minor bigint, refunded_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_refunds()
$function$;

comment on function public.my_refunds() is 'The signed-in member''s own refunds, without who booked them and why.';

grant execute on function public.my_refunds() to authenticated;
