-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_refunds()
 RETURNS TABLE(id uuid, number text, payment_id uuid, user_id uuid, currency text, amount_minor bigint, from_credit_minor bigint, refunded_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.number, t.payment_id, t.user_id, t.currency, t.amount_minor, t.from_credit_minor, t.refunded_at
  from public.refunds t where t.user_id = (select auth.uid()) order by t.refunded_at desc, t.id desc
$function$;

comment on function private.my_refunds() is 'The reading half of my_refunds.';

grant execute on function private.my_refunds() to authenticated;
grant execute on function private.my_refunds() to service_role;
