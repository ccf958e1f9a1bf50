-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_credit_entries()
 RETURNS TABLE(id uuid, user_id uuid, currency text, amount_minor bigint, kind text, payment_id uuid, credit_note_id uuid, refund_id uuid, invoice_id uuid, booked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.user_id, t.currency, t.amount_minor, t.kind, t.payment_id, t.credit_note_id, t.refund_id, t.invoice_id, t.booked_at
  from public.credit_entries t where t.user_id = (select auth.uid()) order by t.booked_at desc, t.id desc
$function$;

comment on function private.my_credit_entries() is 'The reading half of my_credit_entries.';

grant execute on function private.my_credit_entries() to authenticated;
grant execute on function private.my_credit_entries() to service_role;
