-- 070 billing documents
-- What a customer sees of an invoice or a credit note, read at once; what happened to it, in one order; what comes next
-- on a subscription; who uses up their plan; and a run of billing that what is refused does not hold up.

create or replace function public.invoice_document(of_invoice uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'kind', 'invoice', 'state', i.state, 'number', i.number, 'issued_on', (i.issued_at at time zone 'UTC')::date, 'due_on', i.due_on, 'currency', i.currency,
    'seller', coalesce(i.seller, (select to_jsonb(s) - array['series', 'id', 'due_days', 'created_at', 'updated_at'] from public.billing_sellers s where s.series = i.series)),
    'buyer', coalesce(i.buyer, jsonb_build_object('name', i.billing_name, 'email', i.billing_email, 'country', i.billing_country, 'address', i.billing_address, 'tax_id', i.billing_tax_id, 'locale', i.locale)),
    'period_start', i.period_start, 'period_end', i.period_end, 'memo', i.memo,
    'subtotal_minor', i.subtotal_minor, 'discount_minor', i.discount_minor, 'tax_minor', i.tax_minor, 'total_minor', i.total_minor,
    'due_minor', case when i.state = 'draft' then i.total_minor else i.due_minor end,
    'lines', coalesce((select jsonb_agg(jsonb_build_object('description', l.description, 'quantity', l.quantity, 'unit_minor', l.unit_minor, 'discount_minor', l.discount_minor,
        'tax_rate', l.tax_rate, 'amount_minor', l.amount_minor - l.discount_minor) order by l.position, l.id) from public.invoice_line_items l where l.invoice_id = i.id), '[]'),
    'taxes', coalesce((select jsonb_agg(jsonb_build_object('rate', t.rate, 'name', t.name, 'jurisdiction', t.jurisdiction, 'net_minor', t.net_minor, 'tax_minor', t.tax_minor)
        order by t.rate, t.name, t.jurisdiction) from public.invoice_taxes t where t.invoice_id = i.id), '[]'),
    'payments', coalesce((select jsonb_agg(jsonb_build_object('day', (p.paid_at at time zone 'UTC')::date, 'method', p.method, 'amount_minor', p.amount_minor) order by p.paid_at, p.booked_at, p.id)
        from public.invoice_payments p where p.invoice_id = i.id), '[]'),
    'credits', coalesce((select jsonb_agg(jsonb_build_object('day', (c.issued_at at time zone 'UTC')::date, 'number', c.number, 'amount_minor', c.applied_minor) order by c.issued_at, c.id)
        from public.credit_notes c where c.invoice_id = i.id and c.applied_minor > 0), '[]'))
  from public.invoices i where i.id = of_invoice
$$;
comment on function public.invoice_document(uuid) is 'An invoice as its customer sees it: the parties as frozen at its issue, lines, tax by rate, payments and credits, read at one moment.';

create or replace function public.credit_note_document(of_note uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'kind', 'credit_note', 'state', 'issued', 'number', c.number, 'issued_on', (c.issued_at at time zone 'UTC')::date, 'currency', c.currency, 'seller', c.seller, 'buyer', c.buyer, 'memo', c.reason,
    'invoice_number', i.number, 'invoice_issued_on', (i.issued_at at time zone 'UTC')::date, 'taxes', c.taxes,
    'subtotal_minor', c.net_minor, 'discount_minor', 0, 'tax_minor', c.tax_minor, 'total_minor', c.total_minor, 'applied_minor', c.applied_minor)
  from public.credit_notes c join public.invoices i on i.id = c.invoice_id where c.id = of_note
$$;
comment on function public.credit_note_document(uuid) is 'A credit note as its customer sees it, with the invoice that it answers.';

create or replace function public.invoice_timeline(of_invoice uuid) returns table (at timestamptz, what text, amount_minor bigint, day date, detail text, who text)
language sql stable security invoker set search_path = '' as $$
  select e.at, e.what, e.amount, e.day, e.detail, s.full_name
  from (
    select i.created_at as at, 1 as place, 'written' as what, null::bigint as amount, null::date as day, null::text as detail, null::uuid as by from public.invoices i where i.id = of_invoice
    union all select i.issued_at, 2, 'issued', i.total_minor, i.due_on, i.number, null from public.invoices i where i.id = of_invoice and i.issued_at is not null
    union all select d.at, 3, 'given_time', null, d.due_on, d.reason, d.changed_by from public.invoice_due_changes d where d.invoice_id = of_invoice
    union all select r.sent_at, 4, 'reminded_' || r.level, r.due_minor, r.promised_on, r.note, r.recorded_by from public.invoice_reminders r where r.invoice_id = of_invoice
    union all select p.booked_at, 5, case when p.amount_minor > 0 then 'paid' else 'taken_off' end, abs(p.amount_minor), (p.paid_at at time zone 'UTC')::date, concat_ws(', ', replace(p.method, '_', ' '), p.reference), p.recorded_by
      from public.invoice_payments p where p.invoice_id = of_invoice
    union all select c.issued_at, 6, 'credited', c.total_minor, null, c.number || ': ' || c.reason, c.issued_by from public.credit_notes c where c.invoice_id = of_invoice
    union all select i.voided_at, 7, 'voided', i.total_minor, null, i.closed_reason, null from public.invoices i where i.id = of_invoice and i.voided_at is not null
    union all select i.written_off_at, 8, 'written_off', null, null, i.closed_reason, null from public.invoices i where i.id = of_invoice and i.written_off_at is not null
  ) e left join public.staff_members s on s.user_id = e.by
  where (select private.has_role('finance'))
  order by e.at, e.place
$$;
comment on function public.invoice_timeline(uuid) is 'What happened to an invoice, in order: issue, more time, reminders and promises, payments, credits, void or written off. For finance.';

-- ---------------------------------------------------------------------------------------
-- Reminders: one a day at the most

create or replace function private.one_reminder_a_day() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The invoice is locked by whoever reminds, so that two at once see each other.
  if exists (select from public.invoice_reminders r where r.invoice_id = new.invoice_id and (r.sent_at at time zone 'UTC')::date = (new.sent_at at time zone 'UTC')::date) then
    perform private.refuse_invoice('Somebody was reminded of this invoice today already.', 'level');
  end if;
  return new;
end
$$;
create or replace trigger a_day before insert on public.invoice_reminders for each row execute function private.one_reminder_a_day();

-- ---------------------------------------------------------------------------------------
-- Who uses up their plan

create or replace function public.limits_used(month date default null)
returns table (plan_id uuid, plan text, feature text, members bigint, over bigint, near bigint, most_percent numeric)
language sql stable security invoker set search_path = '' as $$
  select p.id, format('%s, %s a %s', p.name, p.currency, p.billing_interval), u.feature, count(*), count(*) filter (where u.used >= u.limit_value), count(*) filter (where u.used < u.limit_value and u.used >= 0.8 * u.limit_value),
    max(round(100.0 * u.used / nullif(u.limit_value, 0), 0))
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id join public.subscription_plans p on p.id = s.plan_id
  where u.limit_value is not null and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date and (select private.has_role('finance'))
  group by 1, 2, 3 order by 5 desc, 6 desc, 2, 3
$$;
comment on function public.limits_used(date) is 'By plan and feature of a month: how many members have used up their limit, and how many four fifths of it.';

create or replace function public.limits_used_by(of_plan uuid, of_feature text, month date default null)
returns table (user_id uuid, member text, subscription_id uuid, used bigint, limit_value bigint)
language sql stable security invoker set search_path = '' as $$
  select u.user_id, m.display_name, u.subscription_id, u.used::bigint, u.limit_value::bigint
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id left join public.member_directory m on m.id = u.user_id
  where s.plan_id = of_plan and u.feature = of_feature and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date
    and u.used >= 0.8 * u.limit_value and (select private.has_role('finance'))
  order by u.used::numeric / nullif(u.limit_value, 0) desc nulls first, m.display_name limit 500
$$;
comment on function public.limits_used_by(uuid, text, date) is 'The members behind a row of limits_used who are over their limit or near it, the most used first; 500 at the most.';

-- ---------------------------------------------------------------------------------------
-- The account of a member

create or replace function public.member_balances(of_user uuid)
returns table (currency text, credit_minor bigint, unallocated_minor bigint, due_minor bigint, overdue_minor bigint, written_off_minor bigint, balance_minor bigint)
language sql stable security invoker set search_path = '' as $$
  with part as (
    select b.currency, b.balance_minor as credit, 0::bigint as loose, 0::bigint as due, 0::bigint as late, 0::bigint as lost from public.credit_balances b where b.user_id = of_user
    union all select p.currency, 0, p.unallocated_minor, 0, 0, 0 from public.payments p where p.user_id = of_user and p.allocated_minor < p.amount_minor
    union all select i.currency, 0, 0, case when i.state = 'open' then i.due_minor else 0 end, case when i.state = 'open' and i.due_on < (now() at time zone 'UTC')::date then i.due_minor else 0 end,
      case when i.state = 'uncollectible' then i.due_minor else 0 end
    from public.invoices i where i.user_id = of_user and i.state in ('open', 'uncollectible', 'paid')
  )
  select p.currency, sum(credit)::bigint, sum(loose)::bigint, sum(due)::bigint, sum(late)::bigint, sum(lost)::bigint, (sum(credit) + sum(loose) - sum(due))::bigint
  from part p group by 1 order by 1
$$;
comment on function public.member_balances(uuid) is 'What is held for a member and what they owe, by currency; the balance is what is held, and paid but not allocated, less what is due.';

-- ---------------------------------------------------------------------------------------
-- The next invoice of a subscription: renewed as it will be, looked at, and taken back

create or replace function private.foresee_invoice(of_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  sub public.user_subscriptions;
  boundary timestamptz;
  draft public.invoices;
  known uuid[];
begin
  perform private.require_finance();
  select * into sub from public.user_subscriptions s where s.id = of_id;
  if not found then
    raise exception 'This subscription does not exist.' using errcode = 'P0002';
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
$$;

create or replace function public.next_invoice(subscription_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$ select private.foresee_invoice(subscription_id) $$;
comment on function public.next_invoice(uuid) is 'The invoice that the next period of a subscription will make, as things stand; or why there is none. Nothing is kept.';

-- ---------------------------------------------------------------------------------------
-- Runs of billing: what was refused comes last next time

create table if not exists private.billing_refusals (
  subscription_id uuid primary key references public.user_subscriptions (id) on delete cascade,
  refused_at timestamptz not null default clock_timestamp(),
  why text not null
);
comment on table private.billing_refusals is 'Subscriptions that the last run of billing could not bring on, and why: they come after all others in the next.';
alter table private.billing_refusals enable row level security;
revoke all on private.billing_refusals from anon, authenticated, service_role;

create or replace function private.advance_billing(as_of timestamptz, at_most integer, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  candidate uuid;
  did jsonb;
  totals jsonb := '{"subscriptions": 0, "renewed": 0, "trials_ended": 0, "resumed": 0, "paused": 0, "canceled": 0, "past_due": 0, "recovered": 0, "drafts": 0, "refused": 0}';
  seen integer := 0;
  drafts_before bigint;
  problems jsonb := '[]';
begin
  if coalesce(current_setting('role', true), 'none') not in ('none', 'service_role') and not (select private.has_role('admin')) then
    raise exception 'Only admins and the worker run billing.' using errcode = '42501';
  end if;
  as_of := private.bounded(as_of);
  if as_of > clock_timestamp() + interval '1 minute' and not dry_run then
    perform private.refuse_invoice('Billing runs up to now, not ahead of it.', 'as_of');
  end if;
  begin
    for candidate in
      select s.id from public.user_subscriptions s left join private.billing_refusals r on r.subscription_id = s.id
      where s.state in ('trialing', 'active', 'past_due') and s.current_period_end <= as_of or s.state = 'trialing' and s.trial_ends_at <= as_of
        or s.state = 'paused' and s.resume_at <= as_of
        or s.state = 'past_due' and not exists (select from public.invoices i where i.subscription_id = s.id and i.state = 'open' and i.due_on < (as_of at time zone s.time_zone)::date)
        or s.state = 'active' and s.id in (select i.subscription_id from public.invoices i where i.state = 'open' and i.due_on < (as_of at time zone s.time_zone)::date)
      order by r.refused_at nulls first, s.current_period_end, s.id limit at_most for update of s skip locked
    loop
      seen := seen + 1;
      begin
        select count(*) into drafts_before from public.invoices i where i.subscription_id = candidate and i.state = 'draft';
        did := private.advance_subscription(candidate, as_of);
        did := did || jsonb_build_object('drafts', (select count(*) from public.invoices i where i.subscription_id = candidate and i.state = 'draft') - drafts_before, 'subscriptions', 1);
        select jsonb_object_agg(t.key, (t.value)::bigint + coalesce((did ->> t.key)::bigint, 0)) into totals from jsonb_each_text(totals) t;
        delete from private.billing_refusals r where r.subscription_id = candidate;
      exception when integrity_constraint_violation or data_exception then
        totals := totals || jsonb_build_object('refused', (totals ->> 'refused')::integer + 1);
        problems := problems || jsonb_build_object('subscription_id', candidate, 'why', sqlerrm);
        insert into private.billing_refusals as r (subscription_id, why) values (candidate, sqlerrm)
        on conflict (subscription_id) do update set refused_at = clock_timestamp(), why = excluded.why;
      end;
    end loop;
    -- Where all of a turn was refused, another turn would be as well.
    totals := totals || jsonb_build_object('more', seen = at_most and (totals ->> 'refused')::integer < seen, 'problems', problems, 'as_of', as_of, 'dry_run', dry_run);
    if dry_run then
      raise exception using errcode = 'DRYRN', message = totals::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  return totals;
end
$$;

-- ---------------------------------------------------------------------------------------

revoke all on function private.foresee_invoice(uuid), private.one_reminder_a_day(), private.advance_billing(timestamptz, integer, boolean) from public, anon, authenticated, service_role;
grant execute on function private.foresee_invoice(uuid), private.advance_billing(timestamptz, integer, boolean) to authenticated, service_role;
do $$
declare
  f text;
begin
  foreach f in array array['invoice_document(uuid)', 'credit_note_document(uuid)', 'invoice_timeline(uuid)', 'limits_used(date)', 'limits_used_by(uuid, text, date)', 'member_balances(uuid)', 'next_invoice(uuid)'] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
