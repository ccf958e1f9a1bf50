-- A month is closed with the figures that were looked at: what is booked in it after the look is a conflict, not locked unseen.

-- The receivables of a month are drawn once, and what is asked beside them is worked out from that.
create or replace function private.month_checks(of_month date, differences bigint)
  returns table (check_key text, found bigint, is_fine boolean) language plpgsql stable set search_path = ''
  set plan_cache_mode = 'force_custom_plan' set jit = 'off'
as $$
declare
  ends constant timestamptz := (date_trunc('month', private.bounded_day(of_month)::timestamp) + interval '1 month') at time zone 'UTC';
  -- The first day after it.
  next_day constant date := (ends at time zone 'UTC')::date;
begin
  return query
  select c.key, c.found, c.found = 0 from (values
    (1, 'over', case when ends <= now() then 0 else 1 end::bigint),
    (2, 'unbilled', (select count(*) from public.user_subscriptions u where u.state in ('trialing', 'active', 'past_due') and u.current_period_end < least(ends, now()))),
    (3, 'drafts', (select count(*) from public.invoices i where i.state = 'draft' and coalesce(i.period_start < next_day, i.created_at < ends))),
    (4, 'unallocated', (select count(*) from public.payments p where p.allocated_minor < p.amount_minor and p.paid_at < ends)),
    (5, 'past_due', (select count(*) from public.user_subscriptions u where u.state = 'past_due')),
    (6, 'gaps', (select count(*) from public.number_gaps())),
    (7, 'difference', differences)
  ) c (place, key, found) order by c.place;
end
$$;

create or replace function private.books_of_month(of_month date, rolled jsonb)
  returns table (currency text, document text, lines bigint, net_minor bigint, tax_minor bigint, gross_minor bigint, receivable_minor bigint)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off'
as $$
declare
  first constant date := date_trunc('month', private.bounded_day(of_month)::timestamp)::date;
begin
  return query
  with booked as (
    select e.currency, e.document, count(*) as lines, sum(e.net_minor)::bigint as net, sum(e.tax_minor)::bigint as tax, sum(e.gross_minor)::bigint as gross
    from public.accounting_entries(first, (first + interval '1 month - 1 day')::date) e group by 1, 2
  ), moved as (
    select r.currency, k.document, k.amount
    from jsonb_to_recordset(rolled) r (currency text, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint, refunded_minor bigint, written_off_minor bigint)
    cross join lateral (values
      ('invoice', r.invoiced_minor), ('void', -r.voided_minor), ('credit_note', -r.credited_minor), ('payment', r.paid_minor - r.refunded_minor), ('write_off', r.written_off_minor)
    ) k (document, amount) where k.amount <> 0
  )
  select s.currency, s.document, coalesce(b.lines, 0), coalesce(b.net, 0), coalesce(b.tax, 0), coalesce(b.gross, 0), coalesce(m.amount, 0)
  from (select b.currency, b.document from booked b union select m.currency, m.document from moved m) s
  left join booked b on b.currency = s.currency and b.document = s.document left join moved m on m.currency = s.currency and m.document = s.document
  order by s.currency, array_position(array['invoice', 'void', 'credit_note', 'payment', 'refund', 'write_off'], s.document);
end
$$;

create or replace function private.rolled(of_month date) returns jsonb language sql stable set search_path = ''
as $$ select coalesce(jsonb_agg(to_jsonb(r)), '[]') from public.receivables_of_month(of_month) r $$;

create or replace function private.month_end(of_month date) returns jsonb language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off'
as $$
declare
  starts constant timestamptz := date_trunc('month', of_month::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', of_month::timestamp) + interval '1 month') at time zone 'UTC';
  rolled constant jsonb := private.rolled(of_month);
  figures constant jsonb := jsonb_build_object(
    'checks', (select jsonb_agg(to_jsonb(c)) from private.month_checks(of_month, (select count(*) from jsonb_array_elements(rolled) r where r ->> 'difference_minor' <> '0')) c),
    'receivables', rolled,
    'books', (select coalesce(jsonb_agg(to_jsonb(b)), '[]') from private.books_of_month(of_month, rolled) b),
    -- What can be dated in a month after it is over: money by the day that it came in, subscriptions by the day that they changed.
    'received', (select coalesce(jsonb_agg(to_jsonb(r) order by r.currency), '[]') from (
      select p.currency, count(*) as payments, sum(p.amount_minor) as amount_minor from public.payments p where p.paid_at >= starts and p.paid_at < ends group by 1) r),
    'terms', (select count(*) from public.subscription_periods p where p.from_at >= starts and p.from_at < ends));
begin
  return figures || jsonb_build_object('version', md5(figures::text));
end
$$;

comment on function private.month_checks(date, bigint) is 'What to look at before a month is closed, given how many currencies do not add up.';
comment on function private.books_of_month(date, jsonb) is 'The sums of the books of a month, beside the receivables that were drawn for it.';
comment on function private.rolled(date) is 'What receivables_of_month answers, as one value.';
comment on function private.month_end(date) is 'All figures of a month, drawn at one moment, with the version that they are.';

create or replace function public.month_checks(month date)
  returns table (check_key text, found bigint, is_fine boolean) language sql stable set search_path = ''
as $$ select * from private.month_checks(month, (select count(*) from public.receivables_of_month(month) r where r.difference_minor <> 0)) $$;

create or replace function public.books_of_month(month date)
  returns table (currency text, document text, lines bigint, net_minor bigint, tax_minor bigint, gross_minor bigint, receivable_minor bigint) language sql stable set search_path = ''
as $$ select * from private.books_of_month(month, private.rolled(month)) $$;

create or replace function public.month_end(month date) returns jsonb language sql stable set search_path = ''
as $$ select private.month_end(private.bounded_day(month)) $$;

comment on function public.month_end(date) is 'What a month (UTC) is closed by, drawn at one moment: {"checks", "receivables", "books", "received", "terms", "version"}: the first three as month_checks, receivables_of_month and books_of_month have them, then the payments by the day that they came in, and how many changes of subscriptions are dated in it. close_month wants the version.';

drop function if exists public.close_month(date);
drop function if exists private.decide_period(text, date, text);

create or replace function private.decide_period(decision text, of_month date, reason text, seen text)
  returns public.billing_periods language plpgsql security definer set search_path = ''
as $$
declare
  period public.billing_periods;
  start constant date := date_trunc('month', of_month::timestamp)::date;
  drawn jsonb;
begin
  perform private.require_finance();
  -- Whatever is dated in a month waits for this lock, so what is drawn under it is what is locked.
  perform pg_advisory_xact_lock(7302);
  if decision = 'close' then
    if start + interval '1 month' > now() at time zone 'UTC' then
      perform private.refuse_invoice('This month is not over yet.', 'month');
    elsif exists (select from public.billing_periods p where p.month = start and p.closed) then
      raise exception 'Somebody closed this month already.' using errcode = 'PT409', hint = 'Look at who did, and when, before you go on.';
    end if;
    drawn := private.month_end(start);
    if exists (select from jsonb_array_elements(drawn -> 'receivables') r where r ->> 'difference_minor' <> '0') then
      perform private.refuse_invoice('The receivables of this month do not add up.', 'month');
    elsif drawn ->> 'version' is distinct from seen then
      raise exception 'The figures of % changed after you saw them. It is still open.', to_char(start, 'FMMonth YYYY')
        using errcode = 'PT409', hint = 'Look at them as they are now, then close it.';
    end if;
    insert into public.billing_periods as p (month, closed_by, figures) values (start, private.staff_id(), drawn -> 'receivables')
    on conflict (month) do update set closed = true, closed_at = clock_timestamp(), closed_by = excluded.closed_by, figures = excluded.figures
    returning * into period;
  else
    -- Without a role it is the owner's own job.
    if coalesce(current_setting('role', true), 'none') <> 'none' and not (select private.has_role('admin')) then
      raise exception 'Only admins open a closed month again.' using errcode = '42501';
    end if;
    perform private.require_reason(reason, 'Say why this month is opened again.');
    update public.billing_periods p set closed = false, reopened_at = clock_timestamp(), reopened_by = private.staff_id(), reason = decide_period.reason
    where p.month = start and p.closed returning * into period;
    if not found then
      raise exception 'This month is not closed, or somebody opened it again already.' using errcode = 'PT409';
    end if;
  end if;
  return period;
end
$$;

create or replace function public.close_month(month date, seen text) returns public.billing_periods language sql set search_path = ''
as $$ select private.decide_period('close', private.bounded_day(month), null, seen) $$;

create or replace function public.reopen_month(month date, reason text) returns public.billing_periods language sql set search_path = ''
as $$ select private.decide_period('reopen', private.bounded_day(month), reason, null) $$;

comment on function private.decide_period(text, date, text, text) is 'Closes a month as it was seen, or opens it again.';
comment on function public.close_month(date, text) is 'Closes a month that is over and adds up: nothing is dated in it any more. seen is the version that month_end told: figures that changed since are a conflict.';

revoke execute on function private.month_checks(date, bigint), private.books_of_month(date, jsonb), private.rolled(date), private.month_end(date), private.decide_period(text, date, text, text),
  public.month_end(date), public.close_month(date, text) from public, anon, authenticated, service_role;
grant execute on function private.month_checks(date, bigint), private.books_of_month(date, jsonb), private.rolled(date), private.month_end(date), public.month_end(date) to authenticated, service_role;
grant execute on function private.decide_period(text, date, text, text), public.close_month(date, text) to authenticated;
