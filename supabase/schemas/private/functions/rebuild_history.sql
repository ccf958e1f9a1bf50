-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_history()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  with step as (
    select s.id, v.o, v.from_at, v.state, s as sub
    from public.user_subscriptions s
    cross join lateral (select case s.state when 'canceled' then coalesce(s.ended_at, s.canceled_at) else coalesce(
      (select max(l.at) from public.audit_log l where l.table_name = 'user_subscriptions' and l.record_id = s.id::text and l.after ->> 'state' = s.state), s.updated_at) end as at) since
    cross join lateral (values
      (1, s.started_at, case when s.state = 'incomplete' then 'incomplete' when s.trial_ends_at is not null then 'trialing' else 'active' end),
      (2, case when s.trial_ends_at is not null and s.state not in ('trialing', 'incomplete') and (s.ended_at is null or s.trial_ends_at < s.ended_at) then s.trial_ends_at end, 'active'),
      (3, case when s.state in ('past_due', 'unpaid', 'paused', 'canceled') then greatest(since.at, s.started_at, case when s.state <> 'canceled' then s.trial_ends_at end) end, s.state)
    ) v (o, from_at, state)
    where v.from_at is not null and not exists (select from public.subscription_periods p where p.subscription_id = s.id)
  )
  insert into public.subscription_periods (subscription_id, n, user_id, from_at, recorded_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor)
  select t.id, row_number() over (partition by t.id order by t.o), (t.sub).user_id, t.from_at, least(t.from_at, now()), t.state, (t.sub).plan_id, r.id, r.currency, r.billing_interval,
    (t.sub).quantity, (t.sub).discount_percent, (t.sub).recurring_minor
  from step t join public.plan_prices r on r.id = (t.sub).price_id;
  update public.user_subscriptions s set terms_since = l.from_at
  from (select distinct on (p.subscription_id) p.subscription_id, p.from_at from public.subscription_periods p order by p.subscription_id, p.n desc) l
  where l.subscription_id = s.id and s.terms_since is distinct from l.from_at;
end
$function$;

comment on function private.rebuild_history() is 'Writes the history of subscriptions that have none, from what is known of them.';
