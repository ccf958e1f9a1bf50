-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lock_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
begin
  if tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id then
    perform private.refuse_invoice('A line stays on its invoice.', 'invoice_id');
  end if;
  select * into invoice from public.invoices i where i.id = case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end for update;
  if not found then
    return case when tg_op = 'DELETE' then old else new end; -- the invoice is being deleted, or its foreign key will tell
  elsif invoice.state <> 'draft' then
    perform private.refuse_invoice('The lines of an issued invoice are fixed. Void it and issue another.');
  elsif tg_op = 'DELETE' then
    return old;
  elsif new.currency <> invoice.currency then
    perform private.refuse_invoice(format('This invoice is in %s, and so are its lines.', invoice.currency), 'currency');
  end if;
  new.currency := invoice.currency;
  new.tax_name := case when new.tax_rate > 0 then coalesce(new.tax_name, 'VAT') end;
  new.tax_jurisdiction := case when new.tax_rate > 0 then coalesce(new.tax_jurisdiction, invoice.billing_country) end;
  if coalesce(new.position, 0) = 0 then
    select coalesce(max(l.position), 0) + 1 into new.position from public.invoice_line_items l where l.invoice_id = invoice.id;
  end if;
  return new;
end
$function$;

comment on function private.lock_line() is 'Trigger: the lines of an invoice change only while it is a draft, which is locked for that; gives a line its currency, tax name and place.';
