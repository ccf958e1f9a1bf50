-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.record_payment(invoice_id uuid, version timestamp with time zone, amount_minor bigint, method text DEFAULT 'bank_transfer'::text, reference text DEFAULT NULL::text, paid_at timestamp with time zone DEFAULT now())
 RETURNS invoices
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  if paid_at > now() + interval '1 day' then
    raise exception 'The day of the payment lies in the future.' using errcode = '23514', detail = '{"field": "paid_at"}';
  end if;
  insert into public.invoice_payments (invoice_id, amount_minor, currency, method, reference, paid_at)
  values (invoice.id, amount_minor, invoice.currency, method, nullif(btrim(reference), ''), paid_at);
  select * into invoice from public.invoices i where i.id = invoice.id;
  return invoice;
end
$function$;

grant execute on function public.record_payment(invoice_id uuid, version timestamp with time zone, amount_minor bigint, method text, reference text, paid_at timestamp with time zone) to authenticated;
