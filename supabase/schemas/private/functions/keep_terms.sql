-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  price public.plan_prices;
  since timestamptz;
begin
  if tg_op = 'INSERT' then
    if new.price_id is null then
      select * into price from public.plan_prices r where r.plan_id = new.plan_id and r.valid_until is null;
      new.price_id := price.id;
    end if;
    if not exists (select from public.subscription_plans p where p.id = new.plan_id and p.active) and new.state <> 'canceled' then
      perform private.refuse_invoice('This plan is retired and takes no new subscriptions.', 'plan_id');
    end if;
    new.anchor_at := coalesce(new.anchor_at, case when new.state in ('trialing', 'incomplete') then coalesce(new.trial_ends_at, new.current_period_end) else new.current_period_start end);
    new.terms_since := coalesce(new.terms_since, new.started_at);
  end if;
  if price.id is null then
    select * into price from public.plan_prices r where r.id = new.price_id;
  end if;
  if price.plan_id is distinct from new.plan_id then
    perform private.refuse_invoice('This price is another plan''s.', 'price_id');
  elsif tg_op = 'UPDATE' and price.currency <> old.currency then
    perform private.refuse_invoice(format('This subscription is in %s and stays so.', old.currency), 'plan_id');
  elsif (tg_op = 'INSERT' or new.payment_method_id is distinct from old.payment_method_id) and new.payment_method_id is not null
    and not exists (select from public.payment_methods m where m.id = new.payment_method_id and m.user_id = new.user_id) then
    perform private.refuse_invoice('This card is another member''s.', 'payment_method_id');
  end if;
  -- Reading the names of all zones takes a while: only where one is named.
  if new.time_zone <> 'UTC' and (tg_op = 'INSERT' or new.time_zone <> old.time_zone) then
    if not exists (select from pg_catalog.pg_timezone_names z where z.name = new.time_zone) then
      perform private.refuse_invoice('There is no such time zone.', 'time_zone');
    end if;
  end if;
  if new.discount_percent not between 0 and 100 then
    perform private.refuse_invoice('A discount is between 0 and 100 per cent.', 'discount_percent');
  end if;
  new.currency := price.currency;
  new.recurring_minor := private.recurring(price.amount_minor, new.quantity, new.discount_percent);
  if tg_op = 'UPDATE' and (new.state, new.price_id, new.quantity, new.discount_percent) is distinct from (old.state, old.price_id, old.quantity, old.discount_percent) then
    since := case when new.terms_since is distinct from old.terms_since then new.terms_since else clock_timestamp() end;
    new.terms_since := greatest(since, old.terms_since);
    perform private.refuse_closed(new.terms_since, null);
  elsif tg_op = 'UPDATE' then
    new.terms_since := old.terms_since;
  end if;
  return new;
end
$function$;

comment on function private.keep_terms() is 'Trigger: a subscription''s price is its plan''s, its card its member''s, its currency fixed.';
