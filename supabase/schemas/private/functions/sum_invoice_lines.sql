-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sum_invoice_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice uuid := case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end;
begin
  if not exists (select from public.invoices i where i.id = invoice) then
    return null;
  end if;
  delete from public.invoice_taxes t where t.invoice_id = invoice;
  insert into public.invoice_taxes (invoice_id, rate, name, jurisdiction, net_minor, tax_minor)
  select invoice, l.tax_rate, coalesce(l.tax_name, 'Tax'), coalesce(l.tax_jurisdiction, ''), sum(l.amount_minor - l.discount_minor),
    round(sum(l.amount_minor - l.discount_minor) * l.tax_rate / 100)
  from public.invoice_line_items l where l.invoice_id = invoice group by l.tax_rate, 3, 4;
  update public.invoices set updated_at = updated_at where id = invoice;
  return null;
end
$function$;

comment on function private.sum_invoice_lines() is 'Trigger: an invoice''s sums come from its lines.';
