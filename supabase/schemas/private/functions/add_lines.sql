-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.add_lines(draft uuid, sub user_subscriptions, lines jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into public.invoice_line_items (invoice_id, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, kind)
  select draft, l ->> 'description', coalesce((l ->> 'quantity')::integer, 1), (l ->> 'unit_minor')::bigint, coalesce((l ->> 'discount_minor')::bigint, 0), sub.tax_rate, sub.tax_name, l ->> 'kind'
  from jsonb_array_elements(lines) l order by (l ->> 'unit_minor')::bigint < 0
$function$;

comment on function private.add_lines(draft uuid, sub user_subscriptions, lines jsonb) is 'Adds the lines of a document (jsonb) to a draft invoice, those that add before those that take away.';
