-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.take_invoice(invoice_id uuid, version timestamp with time zone)
 RETURNS invoices
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
begin
  perform private.require_finance();
  select * into invoice from public.invoices i where i.id = take_invoice.invoice_id for update;
  if not found then
    raise exception 'This invoice does not exist any more.' using errcode = 'PT404';
  elsif invoice.updated_at <> version or version is null and auth.uid() is not null then
    raise exception 'Somebody changed this invoice after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  return invoice;
end
$function$;

comment on function private.take_invoice(invoice_id uuid, version timestamp with time zone) is 'Locks an invoice of the version that was seen.';
