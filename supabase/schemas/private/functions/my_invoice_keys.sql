-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_invoice_keys()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select array(select i.id from public.invoices i where i.user_id = (select auth.uid()) and i.state <> 'draft')
$function$;

comment on function private.my_invoice_keys() is 'The keys of the signed-in member''s issued invoices, for the policies of what belongs to them.';

grant execute on function private.my_invoice_keys() to authenticated;
grant execute on function private.my_invoice_keys() to service_role;
