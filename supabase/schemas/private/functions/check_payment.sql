-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_payment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
  payment public.payments;
begin
  select * into invoice from public.invoices i where i.id = new.invoice_id for update;
  if invoice.currency <> new.currency then
    perform private.refuse_invoice(format('This invoice is in %s, so a payment in %s cannot settle it.', invoice.currency, new.currency), 'currency');
  elsif invoice.state not in ('open', 'uncollectible') then
    perform private.refuse_invoice(format('A payment can only be recorded on an open or uncollectible invoice; this one is %s.', invoice.state), 'invoice_id');
  elsif new.amount_minor > invoice.due_minor then
    perform private.refuse_invoice('This is more than is still owed.', 'amount_minor');
  elsif new.amount_minor < 0 and -new.amount_minor > invoice.paid_minor then
    perform private.refuse_invoice('This is more than was paid on this invoice.', 'amount_minor');
  end if;
  perform private.refuse_closed(new.booked_at, 'paid_at');
  if new.payment_id is null and new.method <> 'credit' then
    perform private.refuse_invoice('What settles an invoice is a payment or a credit.', 'payment_id');
  elsif new.payment_id is not null then
    select * into payment from public.payments p where p.id = new.payment_id for update;
    if payment.currency <> new.currency then
      perform private.refuse_invoice(format('This payment is in %s, the invoice in %s.', payment.currency, new.currency), 'currency');
    elsif new.amount_minor > payment.unallocated_minor then
      perform private.refuse_invoice('This is more than is left of the payment.', 'amount_minor');
    end if;
  end if;
  return new;
end
$function$;

comment on function private.check_payment() is 'Trigger: an allocation goes to an open or uncollectible invoice in the currency of both, in a month that is not closed, and is no more than is due and left of the payment.';
