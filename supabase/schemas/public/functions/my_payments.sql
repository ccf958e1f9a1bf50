-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_payments()
 RETURNS TABLE(id uuid, user_id uuid, currency text, amount_minor bigint, allocated_minor bigint, refunded_minor bigint, unallocated_minor bigint, is_unallocated boolean, method text, payment_method_id uuid, paid_at timestamp with time zone, booked_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_payments()
$function$;

comment on function public.my_payments() is 'The signed-in member''s own payments, without who recorded them and the references that were written.';

grant execute on function public.my_payments() to authenticated;
