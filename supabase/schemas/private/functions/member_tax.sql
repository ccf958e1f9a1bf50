-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.member_tax(of_user uuid, OUT rate numeric, OUT name text)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select l.tax_rate, l.tax_name from public.invoices i join public.invoice_line_items l on l.invoice_id = i.id
  where i.user_id = of_user order by i.created_at desc, l.position limit 1
$function$;

comment on function private.member_tax(of_user uuid, OUT rate numeric, OUT name text) is 'The tax rate in percent and its name on the first line of a member''s latest invoice; null where there is none.';
