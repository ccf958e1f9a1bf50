-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_payments()
 RETURNS TABLE(id uuid, user_id uuid, currency text, amount_minor bigint, allocated_minor bigint, refunded_minor bigint, unallocated_minor bigint, is_unallocated boolean, method text, payment_method_id uuid, paid_at timestamp with time zone, booked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.user_id, t.currency, t.amount_minor, t.allocated_minor, t.refunded_minor, t.unallocated_minor, t.is_unallocated, t.method, t.payment_method_id, t.paid_at, t.booked_at
  from public.payments t where t.user_id = (select auth.uid()) order by t.paid_at desc, t.id desc
$function$;

comment on function private.my_payments() is 'The reading half of my_payments.';

grant execute on function private.my_payments() to authenticated;
grant execute on function private.my_payments() to service_role;
