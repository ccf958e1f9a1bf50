-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.payment_suggestions(payment_id uuid)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, due_on date, due_minor bigint, updated_at timestamp with time zone, why text, score integer)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select s.* from public.payments p, lateral private.suggest(p.currency, p.unallocated_minor, p.reference, p.user_id) s where p.id = payment_id
$function$;

comment on function public.payment_suggestions(payment_id uuid) is 'Invoices that an unallocated payment may be meant for: by number, amount, member or name, the likeliest first.';

grant execute on function public.payment_suggestions(payment_id uuid) to authenticated;
grant execute on function public.payment_suggestions(payment_id uuid) to service_role;
