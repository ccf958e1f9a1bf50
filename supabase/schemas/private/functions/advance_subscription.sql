-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.advance_subscription(of_id uuid, as_of timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sub public.user_subscriptions;
  did jsonb := '{}';
  boundary timestamptz;
  what text;
  late boolean;
begin
  select * into sub from public.user_subscriptions s where s.id = of_id for update;
  for turn in 1 .. 240 loop
    boundary := case when sub.state = 'trialing' then coalesce(sub.trial_ends_at, sub.current_period_end) when sub.state in ('active', 'past_due') then sub.current_period_end when sub.state = 'paused' then sub.resume_at end;
    exit when boundary is null or boundary > as_of;
    if sub.state <> 'paused' and sub.cancel_at_period_end then
      update public.user_subscriptions s set state = 'canceled', canceled_at = coalesce(s.canceled_at, boundary), ended_at = boundary, terms_since = private.dated(boundary, as_of)
      where s.id = sub.id returning * into sub;
      what := 'canceled';
    elsif sub.state <> 'paused' and sub.pause_at_period_end then
      update public.user_subscriptions s set state = 'paused', pause_at_period_end = false, terms_since = private.dated(boundary, as_of) where s.id = sub.id returning * into sub;
      what := 'paused';
    else
      what := case sub.state when 'trialing' then 'trials_ended' when 'paused' then 'resumed' else 'renewed' end;
      sub := private.begin_period(sub, boundary, as_of);
    end if;
    did := did || jsonb_build_object(what, coalesce((did ->> what)::integer, 0) + 1);
  end loop;
  if sub.state in ('active', 'past_due') then
    -- What is late by now is not forgiven by a run up to an earlier moment.
    late := exists (select from public.invoices i where i.subscription_id = sub.id and i.state = 'open'
      and i.due_on < (case sub.state when 'past_due' then greatest(as_of, clock_timestamp()) else as_of end at time zone sub.time_zone)::date);
    if late <> (sub.state = 'past_due') then
      update public.user_subscriptions s set state = case when late then 'past_due' else 'active' end, terms_since = as_of where s.id = sub.id;
      did := did || jsonb_build_object(case when late then 'past_due' else 'recovered' end, 1);
    end if;
  end if;
  return did;
end
$function$;

comment on function private.advance_subscription(of_id uuid, as_of timestamp with time zone) is 'Brings one subscription to that moment; what was done already is not done again.';
