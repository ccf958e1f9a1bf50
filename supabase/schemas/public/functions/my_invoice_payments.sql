-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_invoice_payments()
 RETURNS TABLE(id uuid, invoice_id uuid, amount_minor bigint, currency text, method text, payment_method_id uuid, paid_at timestamp with time zone, created_at timestamp with time zone, updated_at timestamp with time zone, payment_id uuid, booked_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_invoice_payments()
$function$;

comment on function public.my_invoice_payments() is 'The signed-in member''s own payments as they were put to invoices, without who recorded them and the references that were written.';

grant execute on function public.my_invoice_payments() to authenticated;
