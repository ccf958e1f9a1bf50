-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_payment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
begin
  select * into invoice from public.invoices i where i.id = new.invoice_id for update;
  if invoice.currency <> new.currency then
    raise exception 'This invoice is in %, so a payment in % cannot settle it.', invoice.currency, new.currency
      using errcode = '23514', detail = '{"field": "currency"}';
  end if;
  if auth.uid() is null and invoice.state = 'paid' then
    -- A paid invoice brought in whole, with its payments; the same payment told twice is none of them.
    if (select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = invoice.id) > invoice.paid_minor then
      raise exception 'This invoice is paid already.' using errcode = '23514', detail = '{"field": "amount_minor"}';
    end if;
    return null;
  end if;
  if invoice.state not in ('open', 'uncollectible') then
    raise exception 'A payment can only be recorded on an open or uncollectible invoice; this one is %.', invoice.state
      using errcode = '23514', detail = '{"field": "invoice_id"}';
  end if;
  if new.amount_minor > invoice.due_minor then
    raise exception 'This is more than is still owed.' using errcode = '23514', detail = '{"field": "amount_minor"}';
  end if;
  update public.invoices
  set paid_minor = paid_minor + new.amount_minor,
      state = case when new.amount_minor = invoice.due_minor then 'paid' else state end,
      paid_at = case when new.amount_minor = invoice.due_minor then new.paid_at else paid_at end
  where id = invoice.id;
  return null;
end
$function$;
