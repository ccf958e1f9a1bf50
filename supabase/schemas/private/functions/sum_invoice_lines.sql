-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sum_invoice_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice uuid := case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end;
  invoice_state text;
begin
  if tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id then
    raise exception 'A line stays on its invoice.' using errcode = '23514', detail = '{"field": "invoice_id"}';
  end if;
  select state into invoice_state from public.invoices where id = invoice for update;
  if not found then
    return null; -- the invoice itself is being deleted
  end if;
  -- Past invoices are brought in whole by the service; people write lines on drafts only.
  if invoice_state <> 'draft' then
    if auth.uid() is not null or tg_op <> 'INSERT'
      or (select sum(l.amount_minor) from public.invoice_line_items l where l.invoice_id = invoice)
        > (select i.subtotal_minor from public.invoices i where i.id = invoice) then
      raise exception 'The lines of an issued invoice are fixed. Void it and issue another.' using errcode = '23514';
    end if;
    return null;
  end if;
  update public.invoices set subtotal_minor = (
    select coalesce(sum(l.amount_minor), 0) from public.invoice_line_items l where l.invoice_id = invoice
  ) where id = invoice;
  return null;
end
$function$;
