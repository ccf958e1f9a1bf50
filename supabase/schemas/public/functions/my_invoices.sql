-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_invoices()
 RETURNS TABLE(id uuid, number text, user_id uuid, subscription_id uuid, billing_name text, billing_email text, billing_country text, billing_address text, billing_tax_id text, locale text, state text, currency text, subtotal_minor bigint, discount_minor bigint, tax_minor bigint, total_minor bigint, paid_minor bigint, credited_minor bigint, due_minor bigint, period_start date, period_end date, issued_at timestamp with time zone, due_on date, paid_at timestamp with time zone, voided_at timestamp with time zone, memo text, seller jsonb, buyer jsonb, series text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_invoices()
$function$;

comment on function public.my_invoices() is 'The signed-in member''s own issued invoices as they are printed, without notes, reasons and reminders of the staff.';

grant execute on function public.my_invoices() to authenticated;
