-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.credit(invoice invoices, amount bigint, why text)
 RETURNS credit_notes
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  note public.credit_notes;
  left_over bigint[];
  parts bigint[];
  taxes jsonb := '[]';
  tax record;
  tax_part bigint;
begin
  if invoice.state not in ('open', 'paid', 'uncollectible') then
    perform private.refuse_invoice(format('An invoice that is %s cannot be credited.', invoice.state));
  end if;
  perform private.refuse_closed(clock_timestamp(), null);
  select array_agg(t.net_minor + t.tax_minor - t.credited_net_minor - t.credited_tax_minor order by t.rate, t.name, t.jurisdiction) into left_over
  from public.invoice_taxes t where t.invoice_id = invoice.id;
  if amount < 1 then
    perform private.refuse_invoice('A credit note takes back more than nothing.', 'amount_minor');
  elsif amount > coalesce((select sum(x) from unnest(left_over) x), 0) then
    perform private.refuse_invoice('This is more than is left of this invoice.', 'amount_minor');
  end if;
  parts := private.shares(amount, left_over::numeric[]);
  for tax in
    select t.*, parts[(row_number() over (order by t.rate, t.name, t.jurisdiction))::integer] as part from public.invoice_taxes t
    where t.invoice_id = invoice.id order by t.rate, t.name, t.jurisdiction
  loop
    tax_part := case when tax.part = tax.net_minor + tax.tax_minor - tax.credited_net_minor - tax.credited_tax_minor
      then tax.tax_minor - tax.credited_tax_minor
      else greatest(tax.part - tax.net_minor + tax.credited_net_minor, least(tax.tax_minor - tax.credited_tax_minor, round(tax.part * tax.rate / (100 + tax.rate)))) end;
    update public.invoice_taxes t set credited_net_minor = t.credited_net_minor + tax.part - tax_part, credited_tax_minor = t.credited_tax_minor + tax_part
    where (t.invoice_id, t.rate, t.name, t.jurisdiction) = (tax.invoice_id, tax.rate, tax.name, tax.jurisdiction);
    taxes := taxes || jsonb_build_object('rate', tax.rate, 'name', tax.name, 'jurisdiction', tax.jurisdiction, 'net_minor', tax.part - tax_part, 'tax_minor', tax_part);
  end loop;
  insert into public.credit_notes (number, invoice_id, user_id, currency, net_minor, tax_minor, applied_minor, reason, taxes, seller, buyer, issued_by)
  values (private.next_number('CN'), invoice.id, invoice.user_id, invoice.currency,
    (select sum((t ->> 'net_minor')::bigint) from jsonb_array_elements(taxes) t), (select sum((t ->> 'tax_minor')::bigint) from jsonb_array_elements(taxes) t),
    least(amount, invoice.due_minor), why, taxes, invoice.seller, invoice.buyer, private.staff_id())
  returning * into note;
  if note.applied_minor < amount then
    if invoice.user_id is null then
      perform private.refuse_invoice('What was paid can be credited to a member only; this invoice has none.', 'amount_minor');
    end if;
    insert into public.credit_entries (user_id, currency, amount_minor, kind, credit_note_id, invoice_id, reason, recorded_by)
    values (invoice.user_id, invoice.currency, amount - note.applied_minor, 'credit_note', note.id, invoice.id, why, private.staff_id());
  end if;
  update public.invoices set updated_at = updated_at where id = invoice.id;
  return note;
end
$function$;

comment on function private.credit(invoice invoices, amount bigint, why text) is 'Makes a credit note of an amount with tax, in minor units: of each tax rate its share of what is left, so that the whole comes to exactly the amount; what exceeds the amount due becomes the member''s credit.';
