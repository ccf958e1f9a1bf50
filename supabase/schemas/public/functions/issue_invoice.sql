-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.issue_invoice(invoice_id uuid, version timestamp with time zone, due_on date DEFAULT NULL::date)
 RETURNS invoices
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  update public.invoices i set state = 'open', due_on = coalesce(issue_invoice.due_on, i.due_on)
  where i.id = invoice.id returning * into invoice;
  return invoice;
end
$function$;

grant execute on function public.issue_invoice(invoice_id uuid, version timestamp with time zone, due_on date) to authenticated;
