-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_invoice_payments()
 RETURNS TABLE(id uuid, invoice_id uuid, amount_minor bigint, currency text, method text, payment_method_id uuid, paid_at timestamp with time zone, created_at timestamp with time zone, updated_at timestamp with time zone, payment_id uuid, booked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.invoice_id, t.amount_minor, t.currency, t.method, t.payment_method_id, t.paid_at, t.created_at, t.updated_at, t.payment_id, t.booked_at
  from public.invoice_payments t where t.invoice_id in (select i.id from public.invoices i where i.user_id = (select auth.uid()) and i.state <> 'draft') order by t.paid_at desc, t.id desc
$function$;

comment on function private.my_invoice_payments() is 'The reading half of my_invoice_payments.';

grant execute on function private.my_invoice_payments() to authenticated;
grant execute on function private.my_invoice_payments() to service_role;
