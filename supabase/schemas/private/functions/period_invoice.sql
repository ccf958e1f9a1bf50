-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.period_invoice(sub user_subscriptions)
 RETURNS invoices
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.* from public.invoices i left join private.billed_periods b on b.invoice_id = i.id
  where i.subscription_id = sub.id and i.state <> 'void'
    and case when b.invoice_id is null then i.period_start = (sub.current_period_start at time zone sub.time_zone)::date else b.starts_at = sub.current_period_start end
    and exists (select from public.invoice_line_items l where l.invoice_id = i.id and l.kind = 'plan')
  order by i.created_at limit 1
$function$;

comment on function private.period_invoice(sub user_subscriptions) is 'The invoice of the present period, if there is one that holds.';
