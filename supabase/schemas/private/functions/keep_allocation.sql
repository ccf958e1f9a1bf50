-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_allocation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- What is taken off an invoice is what this very payment had put on it.
  if new.amount_minor < 0 and new.payment_id is not null and -new.amount_minor > coalesce(
    (select sum(p.amount_minor) from public.invoice_payments p where p.payment_id = new.payment_id and p.invoice_id = new.invoice_id), 0) then
    perform private.refuse_invoice('This is more than the payment had put on this invoice.', 'amount_minor');
  end if;
  return new;
end
$function$;

comment on function private.keep_allocation() is 'Trigger: what is taken off an invoice is no more than this very payment had put on it.';
