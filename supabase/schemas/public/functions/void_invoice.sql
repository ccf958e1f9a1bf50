-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.void_invoice(invoice_id uuid, version timestamp with time zone, reason text)
 RETURNS invoices
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  if char_length(btrim(coalesce(reason, ''))) = 0 then
    raise exception 'Say why this invoice is void.' using errcode = '23514', detail = '{"field": "reason"}';
  elsif invoice.paid_minor > 0 then
    raise exception 'Part of this invoice is paid already, so it cannot be void.' using errcode = '23514';
  end if;
  perform set_config('app.reason', reason, true);
  update public.invoices i set state = 'void', closed_reason = reason where i.id = invoice.id returning * into invoice;
  return invoice;
end
$function$;

grant execute on function public.void_invoice(invoice_id uuid, version timestamp with time zone, reason text) to authenticated;
