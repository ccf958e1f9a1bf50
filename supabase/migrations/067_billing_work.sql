-- 052 billing work
-- What finance works with beside the ledger: reminders, many invoices at once, bank statements, sums of what is
-- listed, the checks of a month and its export for the books.

-- ---------------------------------------------------------------------------------------
-- Reminders

create table if not exists public.invoice_reminders (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  level smallint not null check (level between 1 and 3),
  promised_on date,
  note text check (char_length(note) <= 500),
  due_minor bigint not null,
  currency text not null references public.currencies (code),
  sent_at timestamptz not null default clock_timestamp(),
  recorded_by uuid references public.staff_members (user_id) on delete set null
);
comment on table public.invoice_reminders is 'Each time that somebody was reminded of an overdue invoice, and what they promised. Never changed.';
create index if not exists invoice_reminders_invoice_idx on public.invoice_reminders (invoice_id, sent_at);
create index if not exists invoice_reminders_sent_idx on public.invoice_reminders (sent_at desc, id desc);
create index if not exists invoice_reminders_currency_idx on public.invoice_reminders (currency);
create index if not exists invoice_reminders_recorded_by_idx on public.invoice_reminders (recorded_by);
alter table public.invoice_reminders enable row level security;
revoke all on public.invoice_reminders from anon, authenticated, service_role;
grant select on public.invoice_reminders to authenticated, service_role;
drop policy if exists "invoice_reminders select" on public.invoice_reminders;
create policy "invoice_reminders select" on public.invoice_reminders for select to authenticated using ((select private.has_role('finance')));
create or replace trigger audit after insert or update or delete on public.invoice_reminders for each row execute function private.audit('all');
create or replace trigger keep_booking before update or delete on public.invoice_reminders for each row execute function private.keep_booking('recorded_by');

alter table public.invoices add column if not exists reminder_level smallint not null default 0 check (reminder_level between 0 and 3),
  add column if not exists promised_on date;
comment on column public.invoices.reminder_level is 'The level of the last reminder; kept by the database.';
comment on column public.invoices.promised_on is 'When payment was promised at the last reminder; kept by the database.';

create or replace function private.remind(of_invoice uuid, version timestamptz, args jsonb, key text, dry_run boolean) returns public.invoices
language plpgsql security definer set search_path = '' as $$
declare
  invoice public.invoices;
  answer jsonb;
  request constant jsonb := jsonb_build_object('invoice', of_invoice) || args;
  level constant smallint := (args ->> 'level')::smallint;
  today constant date := (clock_timestamp() at time zone 'UTC')::date;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall('remind_invoice', key, request);
    if answer is not null then
      return jsonb_populate_record(null::public.invoices, answer);
    end if;
  end if;
  begin
    invoice := private.take_invoice(of_invoice, version);
    if invoice.state <> 'open' or invoice.due_on >= today then
      perform private.refuse_invoice('Only an overdue invoice is reminded of.', 'level');
    elsif level is null or level not between greatest(1, invoice.reminder_level) and least(3, invoice.reminder_level + 1) then
      perform private.refuse_invoice(format('The next reminder is of level %s.', least(3, invoice.reminder_level + 1)), 'level');
    elsif (args ->> 'promised_on')::date not between today and today + 366 then
      perform private.refuse_invoice('Payment is promised for a day within a year from now.', 'promised_on');
    end if;
    insert into public.invoice_reminders (invoice_id, level, promised_on, note, due_minor, currency, recorded_by)
    values (invoice.id, level, (args ->> 'promised_on')::date, nullif(btrim(args ->> 'note'), ''), invoice.due_minor, invoice.currency, private.staff_id());
    update public.invoices i set reminder_level = level, promised_on = (args ->> 'promised_on')::date where i.id = invoice.id returning * into invoice;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(invoice)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.invoices, sqlerrm::jsonb);
  end;
  perform private.remember('remind_invoice', key, request, to_jsonb(invoice));
  return invoice;
end
$$;

create or replace function public.remind_invoice(
  invoice_id uuid, version timestamptz, level smallint, promised_on date default null, note text default null, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.remind(invoice_id, version, jsonb_build_object('level', level, 'promised_on', promised_on, 'note', note), idempotency_key, dry_run)
$$;
comment on function public.remind_invoice(uuid, timestamptz, smallint, date, text, text, boolean) is 'Records that somebody was reminded of an overdue invoice: levels 1 to 3, one after the other.';

-- ---------------------------------------------------------------------------------------
-- Many drafts at once: each is issued or says why not.

create or replace function private.issue_many(invoice_ids uuid[], key text, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request constant jsonb := jsonb_build_object('invoices', to_jsonb(invoice_ids));
  of_invoice uuid;
  seen public.invoices;
  done public.invoices;
  answer jsonb;
  problem text;
begin
  perform private.require_finance();
  if cardinality(invoice_ids) > 1000 then
    perform private.refuse_invoice('At most 1,000 invoices are issued at once.');
  end if;
  if not dry_run then
    answer := private.recall('issue_invoices', key, request);
    if answer is not null then
      return answer;
    end if;
  end if;
  answer := '[]';
  -- In one order, so that two people who issue at once wait for each other and do not lock each other out.
  for of_invoice in select distinct id from unnest(invoice_ids) id order by 1 loop
    problem := null;
    done := null;
    select * into seen from public.invoices i where i.id = of_invoice;
    begin
      done := private.decide_invoice('issue_invoice', of_invoice, seen.updated_at, jsonb_build_object('due_on', seen.due_on), null, dry_run);
    exception when check_violation or no_data_found or sqlstate 'PT409' then
      problem := sqlerrm;
    end;
    answer := answer || jsonb_build_object('invoice_id', of_invoice, 'billing_name', seen.billing_name, 'currency', seen.currency, 'total_minor', seen.total_minor,
      'number', case when dry_run then null else done.number end, 'due_on', done.due_on, 'problem', problem);
  end loop;
  if not dry_run then
    perform private.remember('issue_invoices', key, request, answer);
  end if;
  return answer;
end
$$;

create or replace function public.issue_invoices(invoice_ids uuid[], idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$ select private.issue_many(invoice_ids, idempotency_key, dry_run) $$;
comment on function public.issue_invoices(uuid[], text, boolean) is 'Issues many drafts: each gets its number or the reason why not, [{"invoice_id", "number", "problem", …}].';

-- ---------------------------------------------------------------------------------------
-- What a list comes to, per currency, for what is filtered

create or replace function public.money_sums(target text, filters jsonb, columns text[], relations jsonb default '{}') returns table (currency text, found bigint, sums jsonb)
language plpgsql stable security invoker set search_path = '' set statement_timeout = '8s' as $$
declare
  name text;
  parts text[] := '{}';
begin
  perform private.need(target is not null and columns is not null and filters is not null, 'Say which list and which amounts.', 'target');
  if target <> all (array['invoices', 'payments', 'invoice_payments', 'credit_notes', 'refunds', 'user_subscriptions', 'invoice_line_items']) then
    raise exception 'There is no money in "%".', target using errcode = '22023';
  end if;
  foreach name in array columns loop
    if private.type_of_column(target, name)::text is distinct from 'bigint' or name !~ '_minor$' then
      raise exception 'There is no amount "%" here.', name using errcode = '22023';
    end if;
    parts := parts || format('%L, coalesce(sum(t.%I), 0)::text', name, name);
  end loop;
  return query execute format('select t.currency, count(*), jsonb_build_object(%s) from public.%I t where %s group by 1 order by 1',
    array_to_string(parts, ', '), target, private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations));
end
$$;
comment on function public.money_sums(text, jsonb, text[], jsonb) is 'The sums of a list''s amounts by currency, for its filters; as text, since they may be larger than a browser''s numbers.';

-- ---------------------------------------------------------------------------------------
-- Payments that belong to no invoice yet: where they may go, and statements of the bank

create or replace function private.named_in(number text, words text) returns boolean
language sql immutable set search_path = '' as $$
  select regexp_replace(upper(coalesce(words, '')), '[^A-Z0-9]', '', 'g') like '%' || regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') || '%'
$$;

create or replace function private.suggest(of_currency text, amount bigint, words text, of_user uuid)
returns table (invoice_id uuid, number text, billing_name text, due_on date, due_minor bigint, updated_at timestamptz, why text, score integer)
language sql stable security invoker set search_path = '' as $$
  select i.id, i.number, i.billing_name, i.due_on, i.due_minor, i.updated_at,
    array_to_string(array_remove(array[case when named then 'its number is named' end, case when i.due_minor = amount then 'the amount is what is due' end,
      case when i.user_id = of_user then 'the same member' end, case when by_name then 'the name is the same' end], null), ', '),
    named::integer * 100 + (i.due_minor = amount)::integer * 40 + coalesce(i.user_id = of_user, false)::integer * 30 + by_name::integer * 20
  from public.invoices i
  cross join lateral (select private.named_in(i.number, words) as named, coalesce(private.folded(words) like '%' || private.folded(i.billing_name) || '%', false) as by_name) m
  where i.state in ('open', 'uncollectible') and i.currency = of_currency and (m.named or i.due_minor = amount or i.user_id = of_user or m.by_name)
    and (of_user is null or i.user_id is null or i.user_id = of_user)
  order by 8 desc, i.due_on, i.id limit 8
$$;

create or replace function public.payment_suggestions(payment_id uuid)
returns table (invoice_id uuid, number text, billing_name text, due_on date, due_minor bigint, updated_at timestamptz, why text, score integer)
language sql stable security invoker set search_path = '' as $$
  select s.* from public.payments p, lateral private.suggest(p.currency, p.unallocated_minor, p.reference, p.user_id) s where p.id = payment_id
$$;
comment on function public.payment_suggestions(uuid) is 'Invoices that an unallocated payment may be meant for: by number, amount, member or name, the likeliest first.';

create or replace function public.match_statement(lines jsonb)
returns table (line integer, booked_before boolean, invoice_id uuid, number text, billing_name text, due_minor bigint, why text, score integer)
language sql stable security invoker set search_path = '' as $$
  select (l ->> 'line')::integer, exists (select from public.payments p where p.provider = 'bank' and p.provider_reference = l ->> 'bank_id'),
    s.invoice_id, s.number, s.billing_name, s.due_minor, s.why, s.score
  from jsonb_array_elements(lines) l
  left join lateral (select * from private.suggest(l ->> 'currency', (l ->> 'amount_minor')::bigint, concat_ws(' ', l ->> 'reference', l ->> 'name'), null) x where x.score >= 40 order by x.score desc limit 1) s on true
  order by 1
$$;
comment on function public.match_statement(jsonb) is 'For each line of a bank statement, whether it was booked before and the invoice it is likeliest for. Writes nothing.';

create or replace function private.book_lines(lines jsonb, key text, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  line jsonb;
  payment public.payments;
  invoice public.invoices;
  answer jsonb;
  problem text;
  amount bigint;
begin
  perform private.require_finance();
  perform private.need(jsonb_typeof(lines) = 'array', 'There are no lines to book.', 'lines');
  if jsonb_array_length(lines) > 2000 then
    perform private.refuse_invoice('At most 2,000 lines are booked at once.');
  end if;
  if not dry_run then
    answer := private.recall('book_statement', key, lines);
    if answer is not null then
      return answer;
    end if;
  end if;
  answer := '[]';
  begin
    for line in select l from jsonb_array_elements(lines) l order by (l ->> 'invoice_id'), (l -> 'line') loop
      problem := null;
      amount := null;
      payment := null;
      begin
        select * into invoice from public.invoices i where i.id = (line ->> 'invoice_id')::uuid for update;
        insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, paid_at, recorded_by)
        values (invoice.user_id, line ->> 'currency', (line ->> 'amount_minor')::bigint, 'bank_transfer', 'bank', line ->> 'bank_id',
          left(nullif(btrim(concat_ws(' · ', nullif(line ->> 'name', ''), nullif(line ->> 'reference', ''))), ''), 120), ((line ->> 'day')::date)::timestamp at time zone 'UTC' + interval '12 hours', private.staff_id())
        returning * into payment;
        if invoice.id is not null then
          amount := least(invoice.due_minor, payment.amount_minor);
          perform private.allocate(payment, invoice.id, amount);
        end if;
      exception
        when unique_violation then problem := 'This line was booked before.';
        when check_violation then problem := sqlerrm;
        when foreign_key_violation or not_null_violation or data_exception then problem := 'This line cannot be read.';
      end;
      answer := answer || jsonb_build_object('line', line -> 'line', 'payment_id', case when problem is null then payment.id end, 'number', invoice.number, 'allocated_minor', case when problem is null then amount end, 'problem', problem);
    end loop;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = answer::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  perform private.remember('book_statement', key, lines, answer);
  return answer;
end
$$;

create or replace function public.book_statement(lines jsonb, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$ select private.book_lines(lines, idempotency_key, dry_run) $$;
comment on function public.book_statement(jsonb, text, boolean) is
  'Books reviewed lines of a bank statement as payments, on the invoice that each names; a line that was booked before is told and left out.';

-- ---------------------------------------------------------------------------------------
-- Receivables as of the end of a day; of today, as of now

create or replace function private.end_of(day date, time_zone text) returns timestamptz
language sql stable set search_path = '' as $$ select least(clock_timestamp(), (day + 1)::timestamp at time zone time_zone - interval '1 microsecond') $$;

create or replace function public.receivables_on(day date, time_zone text default 'UTC', of_currency text default null, of_bucket text default null)
returns table (invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
language sql stable security invoker set search_path = '' as $$ select * from public.receivables(private.end_of(day, time_zone), time_zone, of_currency, of_bucket) $$;
comment on function public.receivables_on(date, text, text, text) is 'What was owed when that day ended in the zone, invoice by invoice.';

create or replace function public.receivables_by_age_on(day date, time_zone text default 'UTC') returns table (currency text, bucket text, invoices bigint, due_minor bigint)
language sql stable security invoker set search_path = '' as $$ select * from public.receivables_by_age(private.end_of(day, time_zone), time_zone) $$;
comment on function public.receivables_by_age_on(date, text) is 'Receivables by currency and age when that day ended in the zone.';

-- ---------------------------------------------------------------------------------------
-- The end of a month

create or replace function public.month_checks(month date) returns table (check_key text, found bigint, is_fine boolean)
language sql stable security invoker set search_path = '' as $$
  with span as (select date_trunc('month', month::timestamp) at time zone 'UTC' as starts, (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC' as ends)
  select c.key, c.found, c.found = 0 from span s, lateral (values
    (1, 'over', case when s.ends <= now() then 0 else 1 end::bigint),
    (2, 'unbilled', (select count(*) from public.user_subscriptions u where u.state in ('trialing', 'active', 'past_due') and u.current_period_end < least(s.ends, now()))),
    (3, 'drafts', (select count(*) from public.invoices i where i.state = 'draft' and coalesce(i.period_start < (s.ends at time zone 'UTC')::date, i.created_at < s.ends))),
    (4, 'unallocated', (select count(*) from public.payments p where p.allocated_minor < p.amount_minor and p.paid_at < s.ends)),
    (5, 'past_due', (select count(*) from public.user_subscriptions u where u.state = 'past_due')),
    (6, 'gaps', (select count(*) from public.number_gaps())),
    (7, 'difference', (select count(*) from public.receivables_of_month(month) r where r.difference_minor <> 0))
  ) c (place, key, found) order by c.place
$$;
comment on function public.month_checks(date) is 'What to look at before a month is closed: how many of each, and whether that is fine.';

create table if not exists public.billing_accounts (
  document text primary key check (document in ('invoice', 'void', 'credit_note', 'payment', 'refund', 'write_off')),
  id text generated always as (document) stored,
  account text not null check (account ~ '^[0-9A-Za-z.-]{1,20}$'),
  updated_at timestamptz not null default now()
);
comment on table public.billing_accounts is 'The account of the books that each kind of document goes to in the export.';
insert into public.billing_accounts (document, account) values ('invoice', '4400'), ('void', '4400'), ('credit_note', '4400'), ('payment', '1800'), ('refund', '1800'), ('write_off', '6930')
on conflict do nothing;
alter table public.billing_accounts enable row level security;
revoke all on public.billing_accounts from anon, authenticated, service_role;
grant select on public.billing_accounts to authenticated, service_role;
grant update (account) on public.billing_accounts to authenticated;
drop policy if exists "billing_accounts select" on public.billing_accounts;
create policy "billing_accounts select" on public.billing_accounts for select to authenticated using ((select private.has_role('finance')));
drop policy if exists "billing_accounts update" on public.billing_accounts;
create policy "billing_accounts update" on public.billing_accounts for update to authenticated using ((select private.has_role('finance'))) with check ((select private.has_role('finance')));
create or replace trigger touch before update on public.billing_accounts for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.billing_accounts for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('billing_accounts', '{finance}'), ('invoice_reminders', '{finance}') on conflict do nothing;

create or replace function public.accounting_entries(from_day date, until_day date)
returns table (day date, document text, number text, member text, account text, tax_rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint, currency text)
language sql stable security invoker set search_path = '' as $$
  with span as (select from_day::timestamp at time zone 'UTC' as starts, (until_day + 1)::timestamp at time zone 'UTC' as ends), entry as (
    select i.issued_at as at, 'invoice' as document, i.number, i.billing_name, t.rate, t.net_minor as net, t.tax_minor as tax, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id, span s where i.issued_at >= s.starts and i.issued_at < s.ends
    union all
    select i.voided_at, 'void', i.number, i.billing_name, t.rate, -t.net_minor, -t.tax_minor, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id, span s where i.voided_at >= s.starts and i.voided_at < s.ends
    union all
    select c.issued_at, 'credit_note', c.number, c.buyer ->> 'name', (t ->> 'rate')::numeric, -(t ->> 'net_minor')::bigint, -(t ->> 'tax_minor')::bigint, c.currency
    from public.credit_notes c cross join lateral jsonb_array_elements(c.taxes) t, span s where c.issued_at >= s.starts and c.issued_at < s.ends
    union all
    select p.booked_at, 'payment', coalesce(p.provider_reference, p.reference, left(p.id::text, 8)), m.display_name, null, p.amount_minor, 0, p.currency
    from public.payments p left join public.member_directory m on m.id = p.user_id, span s where p.booked_at >= s.starts and p.booked_at < s.ends
    union all
    select r.refunded_at, 'refund', r.number, m.display_name, null, -r.amount_minor, 0, r.currency
    from public.refunds r left join public.member_directory m on m.id = r.user_id, span s where r.refunded_at >= s.starts and r.refunded_at < s.ends
    union all
    select i.written_off_at, 'write_off', i.number, i.billing_name, null, i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at < i.written_off_at), 0)::bigint
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at < i.written_off_at), 0)::bigint, 0, i.currency
    from public.invoices i, span s where i.written_off_at >= s.starts and i.written_off_at < s.ends
  )
  select (e.at at time zone 'UTC')::date, e.document, e.number, e.billing_name, a.account, e.rate, e.net, e.tax::bigint, (e.net + e.tax)::bigint, e.currency
  from entry e join public.billing_accounts a on a.document = e.document order by e.at, e.document, e.number, e.rate
$$;
comment on function public.accounting_entries(date, date) is
  'What the books need of those days (UTC): each document by tax rate with its account; payments, refunds and write-offs in whole. Its sums are those of the month end.';

create or replace function public.finance_figures(as_of timestamptz default now(), time_zone text default 'UTC')
returns table (currency text, overdue_minor bigint, due_week_minor bigint, unallocated_minor bigint, at_risk_minor bigint, mrr_twelfths bigint, mrr_before_twelfths bigint)
language sql stable security invoker set search_path = '' as $$
  with owed as (
    select i.currency, sum(i.due_minor) filter (where i.due_on < d.today) as overdue, sum(i.due_minor) filter (where i.due_on between d.today and d.today + 6) as due_week
    from public.invoices i, (select (as_of at time zone time_zone)::date as today) d where i.state = 'open' group by 1
  ), loose as (
    select p.currency, sum(p.unallocated_minor) as amount from public.payments p where p.allocated_minor < p.amount_minor group by 1
  ), risk as (
    select r.currency, sum(r.recurring_minor) as amount from public.subscriptions_at_risk(as_of) r group by 1
  ), revenue as (
    select m.currency, sum(m.end_twelfths) as now, sum(m.start_twelfths) as before from public.mrr_movements((as_of at time zone time_zone)::date, (as_of at time zone time_zone)::date, time_zone, as_of) m group by 1
  )
  select c.code, coalesce(o.overdue, 0)::bigint, coalesce(o.due_week, 0)::bigint, coalesce(l.amount, 0)::bigint, coalesce(r.amount, 0)::bigint, coalesce(v.now, 0)::bigint, coalesce(v.before, 0)::bigint
  from (select currency as code from owed union select currency from loose union select currency from risk union select currency from revenue) c
  left join owed o on o.currency = c.code left join loose l on l.currency = c.code left join risk r on r.currency = c.code left join revenue v on v.currency = c.code
  order by v.now desc nulls last, c.code
$$;
comment on function public.finance_figures(timestamptz, text) is 'What finance looks at first: overdue, due within a week, unallocated, at risk, and recurring revenue now and when the month began.';

-- ---------------------------------------------------------------------------------------

revoke all on function private.end_of(date, text), private.remind(uuid, timestamptz, jsonb, text, boolean), private.issue_many(uuid[], text, boolean), private.named_in(text, text),
  private.suggest(text, bigint, text, uuid), private.book_lines(jsonb, text, boolean) from public, anon, authenticated, service_role;
grant execute on function private.end_of(date, text), private.remind(uuid, timestamptz, jsonb, text, boolean), private.issue_many(uuid[], text, boolean), private.named_in(text, text),
  private.suggest(text, bigint, text, uuid), private.book_lines(jsonb, text, boolean) to authenticated, service_role;
do $$
declare
  f text;
begin
  foreach f in array array[
    'remind_invoice(uuid, timestamptz, smallint, date, text, text, boolean)', 'issue_invoices(uuid[], text, boolean)', 'money_sums(text, jsonb, text[], jsonb)', 'payment_suggestions(uuid)',
    'match_statement(jsonb)', 'book_statement(jsonb, text, boolean)', 'month_checks(date)', 'receivables_on(date, text, text, text)', 'receivables_by_age_on(date, text)', 'accounting_entries(date, date)', 'finance_figures(timestamptz, text)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
