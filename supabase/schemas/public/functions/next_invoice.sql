-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.next_invoice(subscription_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.foresee_invoice(subscription_id) $function$;

comment on function public.next_invoice(subscription_id uuid) is 'The invoice that the next period of a subscription will make, as things stand; or why there is none. Nothing is kept.';

grant execute on function public.next_invoice(subscription_id uuid) to authenticated;
grant execute on function public.next_invoice(subscription_id uuid) to service_role;
