-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.suggest(of_currency text, amount bigint, words text, of_user uuid)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, due_on date, due_minor bigint, updated_at timestamp with time zone, why text, score integer)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select i.id, i.number, i.billing_name, i.due_on, i.due_minor, i.updated_at,
    array_to_string(array_remove(array[case when named then 'its number is named' end, case when i.due_minor = amount then 'the amount is what is due' end,
      case when i.user_id = of_user then 'the same member' end, case when by_name then 'the name is the same' end], null), ', '),
    named::integer * 100 + (i.due_minor = amount)::integer * 40 + coalesce(i.user_id = of_user, false)::integer * 30 + by_name::integer * 20
  from public.invoices i
  cross join lateral (select private.named_in(i.number, words) as named, coalesce(private.folded(words) like '%' || private.folded(i.billing_name) || '%', false) as by_name) m
  where i.state in ('open', 'uncollectible') and i.currency = of_currency and (m.named or i.due_minor = amount or i.user_id = of_user or m.by_name)
    and (of_user is null or i.user_id is null or i.user_id = of_user)
  order by 8 desc, i.due_on, i.id limit 8
$function$;

grant execute on function private.suggest(of_currency text, amount bigint, words text, of_user uuid) to authenticated;
grant execute on function private.suggest(of_currency text, amount bigint, words text, of_user uuid) to service_role;
