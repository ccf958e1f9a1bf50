-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.write_off_invoice(invoice_id uuid, version timestamp with time zone, reason text)
 RETURNS invoices
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  if char_length(btrim(coalesce(reason, ''))) = 0 then
    raise exception 'Say why this invoice is written off.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  perform set_config('app.reason', reason, true);
  update public.invoices i set state = 'uncollectible', closed_reason = reason where i.id = invoice.id returning * into invoice;
  return invoice;
end
$function$;

grant execute on function public.write_off_invoice(invoice_id uuid, version timestamp with time zone, reason text) to authenticated;
