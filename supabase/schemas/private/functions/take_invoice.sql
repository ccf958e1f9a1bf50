-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.take_invoice(invoice_id uuid, version timestamp with time zone)
 RETURNS invoices
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
begin
  if not (select private.has_role('finance')) then
    raise exception 'Only finance may change invoices.' using errcode = '42501';
  end if;
  select * into invoice from public.invoices i where i.id = take_invoice.invoice_id for update;
  if not found then
    raise exception 'This invoice does not exist any more.' using errcode = 'P0002';
  elsif invoice.updated_at <> version then
    raise exception 'Somebody changed this invoice after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  return invoice;
end
$function$;

grant execute on function private.take_invoice(invoice_id uuid, version timestamp with time zone) to authenticated;
