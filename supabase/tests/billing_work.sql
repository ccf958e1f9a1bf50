-- What finance works with beside the ledger: reminders, many drafts at once, bank statements, sums, the end of a month.

begin;
set local search_path = public, extensions;
select no_plan();


insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['member', 'growth', 'finance']) name;
insert into profiles (id, display_name, email) values (tests.id('member'), 'Zoë Łukasik', 'member@rules.test');
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['growth', 'finance']) name;
insert into invoices (id, user_id, billing_name, billing_email, currency)
  select tests.id(name), tests.id('member'), 'Zoë Łukasik', 'm@rules.test', currency from (values ('a', 'EUR'), ('b', 'EUR'), ('c', 'JPY'), ('empty', 'EUR')) v (name, currency);
select tests.act_as('finance');
insert into invoice_line_items (invoice_id, description, unit_minor, tax_rate) values (tests.id('a'), 'Plan', 1000, 19), (tests.id('a'), 'Book', 500, 7), (tests.id('b'), 'Plan', 2000, 19), (tests.id('c'), 'Plan', 1490, 10);

-- Many at once: each gets its number or the reason why not; the same again is the same.
create temporary table tried as select * from jsonb_to_recordset(issue_invoices(array[tests.id('a'), tests.id('b'), tests.id('c'), tests.id('empty')], dry_run => true)) as x (invoice_id uuid, number text, problem text);
select results_eq($$select count(*), count(problem), count(number) from tried$$, $$values (4::bigint, 1::bigint, 0::bigint)$$, 'a dry run says which would not go');
select is((select count(*) from invoices where state = 'draft'), 4::bigint, 'and issues none');
create temporary table done as select * from jsonb_to_recordset(issue_invoices(array[tests.id('a'), tests.id('b'), tests.id('c'), tests.id('empty')], 'bulk')) as x (invoice_id uuid, number text, problem text);
select results_eq($$select count(number), string_agg(problem, '') from done$$, $$values (3::bigint, 'Add at least one line before issuing this invoice.')$$, 'those that can be are issued');
select results_eq($$select number from jsonb_to_recordset(issue_invoices(array[tests.id('a'), tests.id('b'), tests.id('c'), tests.id('empty')], 'bulk')) as x (invoice_id uuid, number text) order by number$$,
  $$select number from done order by number$$, 'once');
select is_empty($$select * from number_gaps()$$, 'without a gap');

-- Reminders: overdue ones only, one level after the other.
select tests.refused($$select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 1::smallint)$$, 'Only an overdue invoice is reminded of.');
select tests.act_as('owner');
alter table invoices disable trigger guard_invoice;
update invoices set due_on = current_date - 3 where id = tests.id('a');
alter table invoices enable trigger guard_invoice;
select tests.act_as('finance');
select tests.refused($$select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 2::smallint)$$, 'The next reminder is of level 1.');
select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 1::smallint, current_date + 5, 'By phone', 'r1');
select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 1::smallint, current_date + 5, 'By phone', 'r1');
select results_eq($$select i.reminder_level, i.promised_on, (select count(*) from invoice_reminders r where r.invoice_id = i.id and r.due_minor = 1725) from invoices i where i.id = tests.id('a')$$,
  $$values (1::smallint, current_date + 5, 1::bigint)$$, 'recorded once, with what was promised');

-- The third follows the second, each on a day of its own, and each with what was promised then.
create function pg_temp.a_day_passes() returns void language plpgsql as $$
begin
  perform tests.act_as('owner');
  alter table invoice_reminders disable trigger user;
  update invoice_reminders set sent_at = sent_at - interval '1 day' where invoice_id = tests.id('a');
  alter table invoice_reminders enable trigger user;
  perform tests.act_as('finance');
end
$$;
select pg_temp.a_day_passes();
select tests.refused($$select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 3::smallint, current_date + 9)$$, 'The next reminder is of level 2.');
select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 2::smallint, current_date + 9, 'By mail', 'r2');
select pg_temp.a_day_passes();
select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 3::smallint, current_date + 12, 'By letter', 'r3');
select results_eq($$select level, promised_on - current_date, reminder_document(id) ->> 'promised_on' from invoice_reminders where invoice_id = tests.id('a') order by level$$,
  $$select n::smallint, d, (current_date + d)::text from (values (1, 5), (2, 9), (3, 12)) v (n, d)$$, 'three letters, each with its promise');
select results_eq($$select reminder_level, promised_on from invoices where id = tests.id('a')$$, $$values (3::smallint, current_date + 12)$$, 'the invoice has the last');
select pg_temp.a_day_passes();
select tests.refused($$select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 4::smallint)$$, 'The next reminder is of level 3.');

-- What is listed comes to, per currency.
select is(list_sums('invoices', '[{"field": "state", "operator": "eq", "value": "open"}]', '{due_minor}', 'currency') -> 'currencies',
  '[{"currency": "EUR", "count": 2, "sums": {"due_minor": "4105"}}, {"currency": "JPY", "count": 1, "sums": {"due_minor": "1639"}}]', 'currencies are never added to each other');
select results_eq($$select currency, sum(due_minor)::bigint from receivables_on(current_date) group by 1 order by 1$$, $$values ('EUR', 4105::bigint), ('JPY', 1639)$$, 'the receivables of a day are the same');

-- A statement of the bank: proposed, looked at, booked; each line once.
create temporary table statement as select jsonb_build_array(
  jsonb_build_object('line', 1, 'day', current_date, 'amount_minor', 1725, 'currency', 'EUR', 'name', 'Someone', 'reference', 'Invoice ' || lower(replace((select number from invoices where id = tests.id('a')), '-', ' ')), 'bank_id', 'B1'),
  jsonb_build_object('line', 2, 'day', current_date, 'amount_minor', 2500, 'currency', 'EUR', 'name', 'ZOE LUKASIK', 'reference', 'thank you', 'bank_id', 'B2'),
  jsonb_build_object('line', 3, 'day', current_date, 'amount_minor', 77, 'currency', 'EUR', 'name', 'Nobody', 'reference', '?', 'bank_id', 'B3')) as lines;
select results_eq($$select m.line, m.invoice_id, m.booked_before from statement s, match_statement(s.lines) m where m.line <> 2$$, $$values (1, tests.id('a'), false), (3, null, false)$$, 'a line is matched by the number it names, however written');
select results_eq($$select m.line, m.invoice_id, m.why from match_statement(jsonb_build_array(
    jsonb_build_object('line', 1, 'day', current_date, 'amount_minor', 5, 'currency', 'EUR', 'reference', 'RE' || replace((select number from invoices where id = tests.id('a')), '-', '') || '/20261130'),
    jsonb_build_object('line', 2, 'day', current_date, 'amount_minor', 2380, 'currency', 'EUR', 'reference', 'from: ZOE Łukasik, thanks'),
    jsonb_build_object('line', 3, 'day', current_date, 'amount_minor', 2380, 'currency', 'JPY', 'name', 'Zoë Łukasik'))) m$$,
  $$values (1, tests.id('a'), 'its number is named'), (2, tests.id('b'), 'the amount is what is due, the name is the same'), (3, null, null)$$, 'however number and name are written; another currency is another debt');
create temporary table booking as select jsonb_agg(case l ->> 'line' when '1' then l || jsonb_build_object('invoice_id', tests.id('a')) when '2' then l || jsonb_build_object('invoice_id', tests.id('b')) else l end) as lines from statement s, jsonb_array_elements(s.lines) l;
select is((select jsonb_array_length(book_statement(lines, dry_run => true)) from booking), 3, 'a dry run tells each line');
select is((select count(*) from payments), 0::bigint, 'and books none');
select book_statement(lines, 's1') from booking;
select results_eq($$select state, due_minor from invoices where id = any (array[tests.id('a'), tests.id('b')]) order by total_minor$$, $$values ('paid', 0::bigint), ('paid', 0)$$, 'both are paid');
select is((select sum(unallocated_minor) from payments), 120 + 77::numeric, 'what is over and what is unknown stays unallocated');
select results_eq($$select problem, count(*) from booking, jsonb_to_recordset(book_statement(lines)) as x (problem text) group by 1$$, $$values ('This line was booked before.', 3::bigint)$$, 'the same file again books nothing');
select results_eq($$select booked_before from statement s, match_statement(s.lines) m$$, array[true, true, true], 'and says so before');
select tests.act_as('owner');
select results_eq($$select private.bank_moment(current_date) <= clock_timestamp(), private.bank_moment(current_date - 1) = (current_date - 1 + time '12:00') at time zone 'UTC', private.bank_moment(current_date + 2) > clock_timestamp()$$, $$values (true, true, true)$$,
  'money of today came by now, of yesterday at noon, of the day after tomorrow not yet');
select tests.act_as('finance');
select results_eq($$select problem from jsonb_to_recordset(book_statement('[{"line": 1, "day": "2026-01-01", "amount_minor": -5, "currency": "EUR", "bank_id": "N"}, {"line": 2, "day": "9999-01-01", "amount_minor": 5, "currency": "EUR", "bank_id": "F"}, {"line": 3, "day": "2026-01-01", "amount_minor": 1e308, "currency": "EUR", "bank_id": "H"}, {"line": 4, "day": "2026-01-01", "amount_minor": "NaN", "currency": "EUR", "bank_id": "A"}, {"line": 5, "day": "2026-01-01", "amount_minor": 5, "currency": "EUR"}]')) as x (problem text)$$,
  array['This line cannot be read.', 'The day of the payment lies in the future.', 'This line cannot be read.', 'This line cannot be read.', 'This line has no key of the bank: it could be booked twice.'], 'what is no payment is told line by line');
select is((select count(*) from payments p, payment_suggestions(p.id) where p.amount_minor = 77), 0::bigint, 'no invoice is guessed for nobody');

-- The end of a month: what is exported is what the receivables say.
select credit_invoice(tests.id('c'), tests.version('invoices', 'c'), 100, 'Goodwill');
select void_invoice(tests.id('c'), tests.version('invoices', 'c'), 'Z') where false;
select results_eq($$select currency, sum(gross_minor) filter (where document = 'invoice')::bigint, coalesce(sum(-gross_minor) filter (where document = 'credit_note'), 0)::bigint
    from accounting_entries(date_trunc('month', now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date) where document in ('invoice', 'credit_note') group by 1 order by 1$$,
  $$select currency, invoiced_minor, credited_minor from receivables_of_month((now() at time zone 'UTC')::date) order by 1$$, 'the export ties to the screen');
select set_eq($$select number || document || gross_minor from generate_series(0, 20, 2) skip, lateral (select * from accounting_entries(current_date - 1, current_date, skip) limit 2) e$$,
  $$select number || document || gross_minor from accounting_entries(current_date - 1, current_date)$$, 'asked for in parts, the entries are the same');
select is((select count(*) from subscriptions_at_risk(of_currency => 'EUR') where currency <> 'EUR') + (select count(*) from subscriptions_at_risk(of_currency => 'ZZZ')), 0::bigint, 'what is at risk, of one currency');
select results_eq($$select tax_rate, net_minor, tax_minor, account from accounting_entries(current_date, current_date) e where e.number = (select number from invoices where id = tests.id('a')) order by 1$$,
  $$values (7.000000, 500::bigint, 35::bigint, '4400'), (19.000000, 1000, 190, '4400')$$, 'an invoice is one line for each rate');
-- What the month end shows is what the file holds, line by line, and what the balance has of it is the balance.
select set_eq($$select currency, document, lines, net_minor, tax_minor, gross_minor from books_of_month(current_date) where lines > 0$$,
  $$select currency, document, count(*) as lines, sum(net_minor)::bigint as net, sum(tax_minor)::bigint as tax, sum(gross_minor)::bigint as gross
    from accounting_entries(date_trunc('month', now() at time zone 'UTC')::date, (date_trunc('month', now() at time zone 'UTC') + interval '1 month - 1 day')::date) group by 1, 2$$, 'the sums shown are those of the export');
select set_eq($$select currency, sum(case when document in ('payment', 'write_off') then -receivable_minor else receivable_minor end)::bigint from books_of_month(current_date) group by 1$$,
  $$select currency, closing_minor - opening_minor from receivables_of_month(current_date)$$, 'and come from the opening to the closing');
select isnt((select gross_minor - receivable_minor from books_of_month(current_date) where document = 'payment' and currency = 'EUR'), 0::bigint, 'a payment that is not allocated is elsewhere');
select results_eq($$select check_key, found from month_checks(current_date) where not is_fine$$, $$values ('over', 1::bigint), ('drafts', 1), ('unallocated', 2)$$, 'and what is left to do is told');
select results_eq($$select currency, unallocated_minor from finance_figures(clock_timestamp()) where unallocated_minor > 0$$, $$values ('EUR', 197::bigint)$$, 'as it is at home');

-- A payment on several invoices, whole or not at all; what is over becomes credit; nothing is taken off that was not put on.
select tests.act_as('owner');
insert into invoices (id, user_id, billing_name, billing_email, currency) select tests.id(name), tests.id('member'), 'Zoë Łukasik', 'm@rules.test', 'EUR' from unnest(array['d', 'e']) name;
insert into invoice_line_items (invoice_id, description, unit_minor) select tests.id(name), 'Plan', 1000 from unnest(array['d', 'e']) name;
select tests.act_as('finance');
create temporary table looked as select array_agg(invoice_id order by invoice_id) ids, array_agg(version order by invoice_id) versions
  from jsonb_to_recordset(issue_invoices(array[tests.id('d'), tests.id('e')], dry_run => true)) as x (invoice_id uuid, version timestamptz);
update invoice_line_items set unit_minor = 1001 where invoice_id = tests.id('d');
select results_eq($$select (x.invoice_id = tests.id('d')), x.problem from looked, jsonb_to_recordset(issue_invoices(ids, versions => versions)) as x (invoice_id uuid, problem text) order by 1$$,
  $$values (false, null), (true, 'Somebody changed this invoice after you opened it.')$$, 'a draft that changed after it was looked at stays one');
update invoice_line_items set unit_minor = 1000 where invoice_id = tests.id('d');
select issue_invoices(array[tests.id('d')]);
create temporary table paid as select id from receive_payment('EUR', 2500, reference => 'for both');
create function pg_temp.parts(d bigint, e bigint) returns jsonb language sql volatile as $$
  select jsonb_agg(jsonb_build_object('invoice_id', tests.id(name), 'version', tests.version('invoices', name), 'amount_minor', amount)) from (values ('d', d), ('e', e)) v (name, amount) $$;
select tests.refused($$select settle_payment(id, pg_temp.parts(1000, 1001)) from paid$$, 'This is more than is still owed.');
select tests.refused($$select settle_payment(id, pg_temp.parts(1000, 0)) from paid$$, 'What is allocated is more than nothing.');
select tests.refused($$select settle_payment(id, '[]') from paid$$, 'Choose an invoice, or hold what is left as credit.');
select is((select allocated_minor from payments where id = (select id from paid)), 0::bigint, 'a part that is refused takes the others back');
create temporary table asked as select pg_temp.parts(1000, 600) as parts;
select is((select settle_payment(id, parts, true, dry_run => true) ->> 'held_minor' from paid, asked), '900', 'a dry run tells what is held');
select settle_payment(id, parts, true, 'both') from paid, asked;
select settle_payment(id, parts, true, 'both') from paid, asked;
select results_eq($$select p.unallocated_minor, p.user_id, (select due_minor from invoices where id = tests.id('d')), (select due_minor from invoices where id = tests.id('e')) from payments p where id = (select id from paid)$$,
  $$values (0::bigint, tests.id('member'), 0::bigint, 400::bigint)$$, 'done once; whose it is follows from whose invoices they are');
select is((select balance_minor from credit_balances where user_id = tests.id('member') and currency = 'EUR'), 900::bigint, 'the rest is credit');
select tests.refused($$select allocate_payment((select id from paid), tests.id('e'), tests.version('invoices', 'e'), -100)$$, 'What is allocated is more than nothing.');
create temporary table stranger as select id from receive_payment('EUR', 50, reference => 'other');
select allocate_payment((select id from stranger), tests.id('e'), tests.version('invoices', 'e'), 50);
select tests.refused($$select release_payment((select id from stranger), tests.id('e'), tests.version('invoices', 'e'), 51, 'Wrong one')$$, 'This is more than was paid on this invoice.');
create temporary table shared as select id, updated_at as version from receive_payment('EUR', 1000, tests.id('member'));
select allocate_payment((select id from shared), tests.id('e'), tests.version('invoices', 'e'), 100);
select throws_ok(format('select settle_payment(id, ''[]'', true, dry_run => %L, version => version) from shared', dry_run), 'PT409', 'Somebody changed this payment after you opened it.',
  'what somebody allocated meanwhile is not part of what is held: dry run ' || dry_run) from unnest(array[true, false]) dry_run;
create temporary table allocated as select id, updated_at as version from payments where id = (select id from shared);
select refund_payment(id, 300, 'Asked for', version => version) from allocated;
select throws_ok($$select settle_payment(id, '[]', true, version => version) from allocated$$, 'PT409', 'Somebody changed this payment after you opened it.', 'nor what was paid back');
select is((select settle_payment(p.id, '[]', true, 'seen', version => p.updated_at) ->> 'held_minor' from payments p, shared s where p.id = s.id), '600', 'seen again, the rest is held');
select is((select settle_payment(id, '[]', true, 'seen', version => version) ->> 'held_minor' from shared), '600', 'and under its key whatever the version is by then');
select isnt((select like_payment from match_statement(jsonb_build_array(jsonb_build_object('line', 1, 'day', current_date, 'amount_minor', 2500, 'currency', 'EUR', 'bank_id', 'other file'))) where not booked_before), null,
  'a transfer that is there already under another key is told');

select tests.act_as('growth');
select throws_ok(format('select %s', decision), '42501', null, decision || ': finance only') from unnest(array[
  $$issue_invoices(array[tests.id('empty')])$$, $$settle_payment(tests.id('a'), '[]')$$, $$remind_invoice(tests.id('a'), now(), 1::smallint)$$, $$book_statement('[]')$$]) decision;
select is_empty($$select document from accounting_entries('2020-01-01', current_date) union all select document from books_of_month(current_date)$$, 'the books are finance''s');

select tests.act_as('finance');
-- Booked when a number that only counts entries was taken for a key, and imported again; another payer is another payment.
select book_statement(jsonb_build_array(jsonb_build_object('line', 1, 'day', current_date - 2, 'amount_minor', 31, 'currency', 'EUR', 'name', 'Ann', 'bank_id', 'DE|1')));
create temporary table again as select jsonb_agg(jsonb_build_object('line', n, 'day', current_date - 2, 'amount_minor', 31, 'currency', 'EUR', 'name', name, 'bank_id', 'DE|' || number || '|' || name, 'bank_ids_before', array['DE|' || number])) as lines
  from (values (1, 1, 'Ann'), (2, 2, 'Ann'), (3, 1, 'Ben')) as x (n, number, name);
select results_eq($$select m.line, m.booked_before, m.like_payment is null from again, match_statement(lines) m$$, $$values (1, true, true), (2, false, true), (3, false, true)$$,
  'the same line is known again; equal payments of that day are payments of their own');
select results_eq($$select problem from again, jsonb_to_recordset(book_statement(lines, 'again')) as x (problem text)$$, array['This line was booked before.', null, null], 'and booked as such');
select results_eq($$select booked_before from again, match_statement(lines)$$, array[true, true, true], 'after which all are known');
-- Of two equal lines under other keys as many are told to be there as there are.
select results_eq($$select m.line, m.like_payment is not null from match_statement((select jsonb_agg(jsonb_build_object('line', n, 'day', current_date - 2, 'amount_minor', 31, 'currency', 'EUR', 'bank_id', 'other ' || n)) from generate_series(1, 4) n)) m$$,
  $$values (1, true), (2, true), (3, true), (4, false)$$, 'each is like another transfer');

-- What is missing at either end of a series is missed.
select tests.act_as('owner');
update private.document_counters set last = last + 1 where series = 'IA';
update private.document_counters set first = 0 where series = 'CN';
select tests.act_as('finance');
select results_eq($$select series, missing from number_gaps() order by 1$$, $$select 'CN', 0::bigint union all select 'IA', count(*) + 1 from invoices where number is not null$$, 'behind the last number and before the first');

select * from finish();
rollback;
