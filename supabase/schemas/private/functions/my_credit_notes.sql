-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_credit_notes()
 RETURNS TABLE(id uuid, number text, invoice_id uuid, user_id uuid, currency text, net_minor bigint, tax_minor bigint, total_minor bigint, applied_minor bigint, reason text, taxes jsonb, seller jsonb, buyer jsonb, issued_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.number, t.invoice_id, t.user_id, t.currency, t.net_minor, t.tax_minor, t.total_minor, t.applied_minor, t.reason, t.taxes, t.seller, t.buyer, t.issued_at
  from public.credit_notes t where t.user_id = (select auth.uid()) order by t.issued_at desc, t.id desc
$function$;

comment on function private.my_credit_notes() is 'The reading half of my_credit_notes.';

grant execute on function private.my_credit_notes() to authenticated;
grant execute on function private.my_credit_notes() to service_role;
