-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.member_balances(of_user uuid)
 RETURNS TABLE(currency text, credit_minor bigint, unallocated_minor bigint, due_minor bigint, overdue_minor bigint, written_off_minor bigint, balance_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with part as (
    select e.currency, e.amount_minor as credit, 0::bigint as loose, 0::bigint as due, 0::bigint as late, 0::bigint as lost
    from (select e.id, e.currency, e.amount_minor from public.credit_entries e where e.user_id = of_user
      union select e.id, e.currency, e.amount_minor from private.my_credit_entries() e where e.user_id = of_user) e
    union all select p.currency, 0, p.unallocated_minor, 0, 0, 0
    from (select p.id, p.currency, p.unallocated_minor from public.payments p where p.user_id = of_user
      union select p.id, p.currency, p.unallocated_minor from private.my_payments() p where p.user_id = of_user) p where p.unallocated_minor > 0
    union all select i.currency, 0, 0, case when i.state = 'open' then i.due_minor else 0 end, case when i.state = 'open' and i.due_on < (now() at time zone 'UTC')::date then i.due_minor else 0 end,
      case when i.state = 'uncollectible' then i.due_minor else 0 end
    from (select i.id, i.currency, i.state, i.due_minor, i.due_on from public.invoices i where i.user_id = of_user and i.state in ('open', 'uncollectible', 'paid')
      union select i.id, i.currency, i.state, i.due_minor, i.due_on from private.my_invoices() i where i.user_id = of_user and i.state in ('open', 'uncollectible', 'paid')) i
  )
  select p.currency, sum(credit)::bigint, sum(loose)::bigint, sum(due)::bigint, sum(late)::bigint, sum(lost)::bigint, (sum(credit) + sum(loose) - sum(due))::bigint
  from part p group by 1 order by 1
$function$;

comment on function public.member_balances(of_user uuid) is 'What is held for a member and what they owe, by currency; the balance is what is held, and paid but not allocated, less what is due.';

grant execute on function public.member_balances(of_user uuid) to authenticated;
grant execute on function public.member_balances(of_user uuid) to service_role;
