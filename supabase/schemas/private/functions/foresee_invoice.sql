-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.foresee_invoice(of_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sub public.user_subscriptions;
  boundary timestamptz;
  draft public.invoices;
  known uuid[];
begin
  perform private.require_finance();
  select * into sub from public.user_subscriptions s where s.id = of_id;
  if not found then
    raise exception 'This subscription does not exist.' using errcode = 'PT404';
  end if;
  boundary := case when sub.state = 'trialing' then coalesce(sub.trial_ends_at, sub.current_period_end) when sub.state in ('active', 'past_due') then sub.current_period_end when sub.state = 'paused' then sub.resume_at end;
  if boundary is null then
    return jsonb_build_object('on', null, 'why', sub.state);
  end if;
  begin
    select coalesce(array_agg(i.id), '{}') into known from public.invoices i where i.subscription_id = of_id;
    perform private.advance_subscription(of_id, boundary);
    select * into draft from public.invoices i where i.subscription_id = of_id and i.id <> all (known) order by i.period_start, i.id limit 1;
    select * into sub from public.user_subscriptions s where s.id = of_id;
    raise exception using errcode = 'DRYRN', message = jsonb_build_object('on', boundary, 'why', case when draft.id is null then sub.state end,
      'document', case when draft.id is not null then public.invoice_document(draft.id) end)::text;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
end
$function$;

comment on function private.foresee_invoice(of_id uuid) is 'The next invoice of a subscription: it is renewed, read, and rolled back.';

grant execute on function private.foresee_invoice(of_id uuid) to authenticated;
grant execute on function private.foresee_invoice(of_id uuid) to service_role;
