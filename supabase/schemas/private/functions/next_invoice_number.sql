-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.next_invoice_number()
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select 'IA-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('private.invoice_number')::text, 5, '0')
$function$;

grant execute on function private.next_invoice_number() to authenticated;
grant execute on function private.next_invoice_number() to service_role;
