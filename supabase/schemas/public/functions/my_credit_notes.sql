-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_credit_notes()
 RETURNS TABLE(id uuid, number text, invoice_id uuid, user_id uuid, currency text, net_minor bigint, tax_minor bigint, total_minor bigint, applied_minor bigint, reason text, taxes jsonb, seller jsonb, buyer jsonb, issued_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_credit_notes()
$function$;

comment on function public.my_credit_notes() is 'The signed-in member''s own credit notes, without who of the staff recorded them.';

grant execute on function public.my_credit_notes() to authenticated;
