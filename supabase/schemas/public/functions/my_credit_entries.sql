-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_credit_entries()
 RETURNS TABLE(id uuid, user_id uuid, currency text, amount_minor bigint, kind text, payment_id uuid, credit_note_id uuid, refund_id uuid, invoice_id uuid, booked_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_credit_entries()
$function$;

comment on function public.my_credit_entries() is 'The signed-in member''s own credit, entry by entry, without who booked it and why.';

grant execute on function public.my_credit_entries() to authenticated;
