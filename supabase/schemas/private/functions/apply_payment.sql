-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_payment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.payments set allocated_minor = allocated_minor where id = new.payment_id;
  update public.invoices set updated_at = updated_at where id = new.invoice_id;
  return null;
end
$function$;

comment on function private.apply_payment() is 'Trigger: payments change what is paid of an invoice.';
