-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.period_invoice(sub user_subscriptions)
 RETURNS invoices
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.* from public.invoices i
  where i.subscription_id = sub.id and i.period_start = (sub.current_period_start at time zone sub.time_zone)::date and i.state <> 'void'
    and exists (select from public.invoice_line_items l where l.invoice_id = i.id and l.kind = 'plan')
  order by i.created_at limit 1
$function$;
