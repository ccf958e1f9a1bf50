-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_invoices()
 RETURNS TABLE(id uuid, number text, user_id uuid, subscription_id uuid, billing_name text, billing_email text, billing_country text, billing_address text, billing_tax_id text, locale text, state text, currency text, subtotal_minor bigint, discount_minor bigint, tax_minor bigint, total_minor bigint, paid_minor bigint, credited_minor bigint, due_minor bigint, period_start date, period_end date, issued_at timestamp with time zone, due_on date, paid_at timestamp with time zone, voided_at timestamp with time zone, memo text, seller jsonb, buyer jsonb, series text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.number, t.user_id, t.subscription_id, t.billing_name, t.billing_email, t.billing_country, t.billing_address, t.billing_tax_id, t.locale, t.state, t.currency, t.subtotal_minor, t.discount_minor, t.tax_minor, t.total_minor, t.paid_minor, t.credited_minor, t.due_minor, t.period_start, t.period_end, t.issued_at, t.due_on, t.paid_at, t.voided_at, t.memo, t.seller, t.buyer, t.series
  from public.invoices t where t.user_id = (select auth.uid()) and t.state <> 'draft' order by t.issued_at desc, t.id desc
$function$;

comment on function private.my_invoices() is 'The reading half of my_invoices.';

grant execute on function private.my_invoices() to authenticated;
grant execute on function private.my_invoices() to service_role;
