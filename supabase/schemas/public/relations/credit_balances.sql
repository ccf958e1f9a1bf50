-- Written by `npm run schema` from the migrations: change those, not this.

create view public.credit_balances with (security_invoker=true) as
 SELECT user_id,
    currency,
    sum(amount_minor)::bigint AS balance_minor,
    max(booked_at) AS changed_at
   FROM credit_entries
  WHERE user_id IS NOT NULL
  GROUP BY user_id, currency;

comment on view public.credit_balances is 'What is held for each member, by currency.';

grant select on public.credit_balances to authenticated;
grant select on public.credit_balances to service_role;
