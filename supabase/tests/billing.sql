-- Billing: sums come from lines and payments, what is issued is fixed, and nothing is decided on a stale view.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

insert into invoices (id, user_id, billing_name, billing_email, currency)
  select tests.id(name), tests.id('member'), name, 'm@rules.test', 'EUR'
  from unnest(array['paid later', 'void', 'lost', 'empty', 'thrown away', 'kept', 'gift']) name;

-- The version as somebody sees it who has the invoice open.
create function pg_temp.sums(invoice text) returns text language sql volatile as $$
  select format('%s: %s - %s + %s = %s, paid %s, due %s', state, subtotal_minor, discount_minor, tax_minor, total_minor, paid_minor, due_minor)
  from invoices where id = tests.id(invoice)
$$;

create function pg_temp.denied(statement text) returns setof text language sql as $$
  select throws_ok(statement, '42501', null, 'not by hand: ' || statement)
$$;
-- What comes of a statement for a person: the code of the refusal, or that it went through.
create function pg_temp.outcome(person text, statement text) returns text language plpgsql as $$
begin
  perform tests.act_as(person);
  execute statement;
  perform tests.act_as('owner');
  return 'went through';
exception when others then
  perform tests.act_as('owner');
  return sqlstate;
end
$$;

-- ---------------------------------------------------------------------------------------
-- A draft

select tests.act_as('finance');
insert into invoice_line_items (id, invoice_id, position, description, quantity, unit_minor, tax_rate) values
  (tests.id('line'), tests.id('paid later'), 1, 'Plan', 2, 1250, 19), (gen_random_uuid(), tests.id('paid later'), 2, 'Extra', 1, 499, 19);
insert into invoice_line_items (invoice_id, description, unit_minor) values (tests.id('paid later'), 'By mistake', 1);
select results_eq($$select position, currency from invoice_line_items where description = 'By mistake'$$, $$values (3::smallint, 'EUR')$$, 'a line takes the next free place and the invoice''s currency');
select tests.refused($$insert into invoice_line_items (invoice_id, description, unit_minor, currency) values (tests.id('paid later'), 'Yen', 1490, 'JPY')$$, 'This invoice is in EUR, and so are its lines.');
update invoice_line_items set quantity = 3, discount_minor = 249 where id = tests.id('line');
delete from invoice_line_items where description = 'By mistake';
select is(pg_temp.sums('paid later'), 'draft: 4249 - 249 + 760 = 4760, paid 0, due 0', 'lines make the sum; a draft owes nothing');
select throws_ok($$update invoice_line_items set discount_minor = 3751 where id = tests.id('line')$$, '23514', null, 'a discount is no more than the line');
select tests.refused($$select issue_invoice(tests.id('empty'), tests.version('invoices', 'empty'))$$, 'Add at least one line before issuing this invoice.');
select tests.refused($$select record_payment(tests.id('paid later'), tests.version('invoices', 'paid later'), 1)$$, 'A payment can only be recorded on an open or uncollectible invoice; this one is draft.');
delete from invoices where id = tests.id('thrown away');
select is_empty($$select * from invoices where id = tests.id('thrown away')$$, 'a draft can be thrown away');
select throws_ok($$insert into invoices (billing_name, billing_email, currency) values ('N', 'n@rules.test', 'ZZZ')$$, '23503', null, 'there is no currency ZZZ');
select tests.refused($$insert into invoices (billing_name, billing_email, currency, period_start, period_end) values ('N', 'n@rules.test', 'EUR', '2026-01-01', '9999-12-31')$$,
  'A period of that length or that far away cannot be meant.');
select tests.act_as('owner');
select tests.refused($$update invoices set currency = 'JPY' where id = tests.id('paid later')$$, 'The currency is fixed once there is a line.');

-- Rounded once a rate: three lines of 0.05 at 10 % are 0.02, not three times nothing; yen have no part, dinars three digits.
create function pg_temp.taxed(label text, of_currency text, unit bigint, rates numeric[]) returns text language plpgsql as $$
begin
  insert into invoices (id, billing_name, billing_email, currency) values (tests.id(label), label, 't@rules.test', of_currency);
  insert into invoice_line_items (invoice_id, description, unit_minor, tax_rate) select tests.id(label), 'L', unit, r from unnest(rates) r;
  return (select string_agg(format('%s%% of %s: %s', rate::real, net_minor, tax_minor), ', ' order by rate) from invoice_taxes where invoice_id = tests.id(label))
    || ' = ' || (select tax_minor from invoices where id = tests.id(label));
end
$$;
select is(pg_temp.taxed('eur', 'EUR', 5, '{10,10,10}'), '10% of 15: 2 = 2', 'cents');
select is(pg_temp.taxed('jpy', 'JPY', 1490, '{10,8}'), '8% of 1490: 119, 10% of 1490: 149 = 268', 'yen, two rates');
select is(pg_temp.taxed('kwd', 'KWD', 4875, '{5,5}'), '5% of 9750: 488 = 488', 'dinars');

-- ---------------------------------------------------------------------------------------
-- Every move, by everybody, with the functions and without

create temporary table tried as select p as person, c as change from unnest(array['member', 'moderator', 'growth', 'finance', 'admin', 'service_role']) p,
  unnest(array['state = ''open''', 'state = ''paid''', 'number = ''IA-2026-99999''', 'subtotal_minor = 1', 'discount_minor = 1', 'tax_minor = 1', 'paid_minor = 1', 'credited_minor = 1',
    'issued_at = now()', 'due_on = current_date', 'paid_at = now()', 'voided_at = now()', 'written_off_at = now()', 'closed_reason = ''Z''', 'currency = ''USD''', 'seller = ''{}''', 'series = ''IA''']) c;
select is_empty($$select person, change, o from tried, pg_temp.outcome(person, format('update public.invoices set %s where id = tests.id(''paid later'')', change)) o where o <> '42501'$$,
  'nobody writes money, state, number or dates, the service neither');
select is_empty($$select p, c, o from unnest(array['finance', 'admin', 'service_role', 'owner']) p,
    unnest(array['number, state|''IA-2026-99999'', ''open''', 'state|''open''', 'state|''paid''', 'state|''void''', 'state|''uncollectible''',
      'number|''IA-2026-99999''', 'subtotal_minor|1', 'paid_minor|1', 'issued_at|now()', 'due_on|current_date', 'written_off_at|now()']) c,
    pg_temp.outcome(p, format('insert into invoices (billing_name, billing_email, currency, %s) values (''N'', ''n@rules.test'', ''EUR'', %s)', split_part(c, '|', 1), split_part(c, '|', 2))) o
    where o not in ('42501', '23514')$$,
  'an invoice is inserted as a draft without number, sums and dates, whoever inserts it');
select is_empty($$select v, p, o from unnest(array['insert into invoice_payments (invoice_id, amount_minor, currency) values (tests.id(''paid later''), 1, ''EUR'')',
      'insert into payments (currency, amount_minor) values (''EUR'', 1)', 'insert into credit_entries (user_id, currency, amount_minor, kind) values (tests.id(''member''), ''EUR'', 1, ''opening'')',
      'insert into credit_notes (number, invoice_id, currency, net_minor, tax_minor, applied_minor, reason, taxes, seller, buyer) values (''CN-2026-00009'', tests.id(''paid later''), ''EUR'', 1, 0, 1, ''Z'', ''[]'', ''{}'', ''{}'')',
      'insert into refunds (number, payment_id, currency, amount_minor, from_credit_minor, reason) values (''RF-2026-00009'', tests.id(''x''), ''EUR'', 1, 0, ''Z'')',
      'insert into invoice_taxes (invoice_id, rate, net_minor, tax_minor) values (tests.id(''paid later''), 50, 1, 1)', 'insert into billing_periods (month) values (''2026-01-01'')']) v,
    unnest(array['member', 'growth', 'finance', 'admin', 'service_role']) p, pg_temp.outcome(p, v) o where o <> '42501'$$,
  'bookings are made by their functions only');

create function pg_temp.moves(person text) returns text language plpgsql as $$
declare
  wrong text[] := '{}';
  step record;
  got text;
  invoice invoices;
begin
  for step in
    select f.state as state, d.name, d.decision, d.becomes from unnest(array['draft', 'open', 'paid', 'void', 'uncollectible']) f (state)
    cross join lateral (values
      ('issue', 'issue_invoice(%L, %L)', case f.state when 'draft' then 'open' end),
      ('part', 'record_payment(%L, %L, 400)', case when f.state in ('open', 'uncollectible') then f.state end),
      ('pay', 'record_payment(%L, %L, 1000)', case when f.state in ('open', 'uncollectible') then 'paid' end),
      ('void', 'void_invoice(%L, %L, ''R'')', case when f.state in ('open', 'uncollectible') then 'void' end),
      ('write off', 'write_off_invoice(%L, %L, ''R'')', case f.state when 'open' then 'uncollectible' end),
      ('credit', 'credit_invoice(%L, %L, 1000, ''R'')', case when f.state in ('open', 'uncollectible', 'paid') then 'paid' end),
      ('extend', 'extend_due_date(%L, %L, current_date + 40, ''R'')', case f.state when 'open' then 'open' end)
    ) d (name, decision, becomes)
  loop
    begin
      perform tests.act_as('owner');
      insert into invoices (user_id, billing_name, billing_email, currency) values (tests.id('member'), 'M', 'm@rules.test', 'EUR') returning * into invoice;
      insert into invoice_line_items (invoice_id, description, unit_minor) values (invoice.id, 'L', 1000);
      if step.state <> 'draft' then
        perform issue_invoice(invoice.id, null);
      end if;
      case step.state when 'paid' then perform record_payment(invoice.id, null, 1000); when 'void' then perform void_invoice(invoice.id, null, 'R');
        when 'uncollectible' then perform write_off_invoice(invoice.id, null, 'R'); else null; end case;
      got := pg_temp.outcome(person, format('select ' || step.decision, invoice.id, (select updated_at from invoices where id = invoice.id)));
      got := case got when 'went through' then (select i.state from invoices i where i.id = invoice.id) when '23514' then 'refused' else got end;
      raise exception using errcode = 'UNDO1', message = got;
    exception when sqlstate 'UNDO1' then
      if sqlerrm <> (case when person in ('member', 'growth', 'moderator') then '42501' else coalesce(step.becomes, 'refused') end) then
        wrong := wrong || format('%s, %s: %s', step.state, step.name, sqlerrm);
      end if;
    end;
  end loop;
  return array_to_string(wrong, E'\n');
end
$$;
select is(pg_temp.moves(p), '', 'every decision on every state by ' || p) from unnest(array['member', 'moderator', 'growth', 'finance', 'admin', 'service_role']) p;

-- ---------------------------------------------------------------------------------------
-- Issued

select tests.act_as('finance');
create temporary table planned as select * from issue_invoice(tests.id('paid later'), tests.version('invoices', 'paid later'), dry_run => true);
select is(pg_temp.sums('paid later') || (select ', would be ' || state || ' ' || due_minor from planned), 'draft: 4249 - 249 + 760 = 4760, paid 0, due 0, would be open 4760', 'a dry run says what would come of it, and does nothing');
select results_eq(
  $$select state, number = (select number from planned), due_on = (now() at time zone 'UTC')::date + 14, seller ->> 'name', buyer ->> 'name'
    from issue_invoice(tests.id('paid later'), tests.version('invoices', 'paid later'))$$,
  $$values ('open', true, true, 'IntroAlignment GmbH', 'paid later')$$, 'issuing gives the number that was told, two weeks, and who sold to whom');
create temporary table numbers as select number from invoices where id = tests.id('paid later');
insert into invoice_line_items (invoice_id, description, unit_minor) select tests.id(name), 'Plan', 1000 from unnest(array['void', 'lost']) name;
select is((select due_on from issue_invoice(tests.id('void'), tests.version('invoices', 'void'), current_date + 40)), current_date + 40, 'or the day that was named');
select tests.refused($$select issue_invoice(tests.id('lost'), tests.version('invoices', 'lost'), '9999-01-01')$$, 'An invoice is due between today and a year from now.');
select issue_invoice(tests.id('lost'), tests.version('invoices', 'lost'));
select results_eq($$select right(number, 5)::integer - (select right(number, 5)::integer from numbers) from invoices where id in (tests.id('void'), tests.id('lost')) order by 1$$,
  array[1, 2], 'what was refused or only tried leaves no gap');
select is_empty($$select * from number_gaps()$$, 'nor is one found');

select pg_temp.denied(format('update invoices set %s where id = tests.id(''paid later'')', change)) from unnest(array['issued_at = now()', 'due_on = current_date + 90', 'currency = ''USD''']) change;
select throws_like(format('update invoices set %s where id = tests.id(''paid later'')', change), 'An issued invoice is not rewritten: %', change || ': fixed')
  from unnest(array['billing_name = ''Z''', 'billing_email = ''z@rules.test''', 'billing_address = ''Z''', 'billing_tax_id = ''Z''', 'locale = ''de''', 'memo = ''Z''', 'period_start = ''2026-01-01''']) change;
update invoices set note = 'Ask in May' where id = tests.id('paid later');
select tests.act_as('owner');
select throws_like(format('update invoices set %s where id = tests.id(''paid later'')', change), 'An issued invoice %', change || ': for whoever owns the tables too')
  from unnest(array['number = ''IA-2026-99999''', 'subtotal_minor = 1', 'tax_minor = 1', 'issued_at = now()', 'seller = ''{}''', 'buyer = ''{}''', 'due_on = due_on + 1', 'series = ''XX''']) change;
select tests.act_as('finance');
select tests.refused(change, 'The lines of an issued invoice are fixed. Void it and issue another.') from unnest(array[
  $$insert into invoice_line_items (invoice_id, position, description, unit_minor) values (tests.id('paid later'), 9, 'Z', 1)$$,
  $$update invoice_line_items set unit_minor = 1 where id = tests.id('line')$$, $$delete from invoice_line_items where id = tests.id('line')$$]) change;
select tests.act_as('service_role');
select tests.refused($$delete from invoice_line_items where id = tests.id('line')$$, 'The lines of an issued invoice are fixed. Void it and issue another.');
select throws_ok($$update invoices set user_id = null where id = tests.id('paid later')$$, '23514', null, 'nor is it taken from whom it is for');
select throws_ok($$delete from invoices where id = tests.id('paid later')$$, '42501', 'An issued invoice is never deleted. Void it instead.');
select tests.act_as('owner');
select tests.refused($$update invoice_line_items set invoice_id = tests.id('empty') where id = tests.id('line')$$, 'A line stays on its invoice.');
select is(pg_temp.sums('paid later'), 'open: 4249 - 249 + 760 = 4760, paid 0, due 4760', 'nothing of that changed it, nor can it be deleted');

select tests.act_as('finance');
select tests.refused($$select extend_due_date(tests.id('paid later'), tests.version('invoices', 'paid later'), current_date + 50, '')$$, 'Say why this invoice is given more time.');
select tests.refused($$select extend_due_date(tests.id('paid later'), tests.version('invoices', 'paid later'), current_date, 'Z')$$, 'The new day lies after the old one, within a year from now.');
select is((select due_on from extend_due_date(tests.id('paid later'), tests.version('invoices', 'paid later'), current_date + 50, 'Promised')), current_date + 50, 'more time, by its function');
select results_eq($$select due_on - due_before, reason, changed_by from invoice_due_changes$$, $$values (36, 'Promised', tests.id('finance'))$$, 'is written down');

-- ---------------------------------------------------------------------------------------
-- Payments

select tests.refused($$select record_payment(tests.id('paid later'), tests.version('invoices', 'paid later'), 4761)$$, 'This is more than is still owed.');
select tests.refused($$select record_payment(tests.id('paid later'), tests.version('invoices', 'paid later'), 100, paid_at => now() + interval '1 day')$$,
  'The day of the payment lies in the future.');
select tests.refused(format($$select record_payment(tests.id('paid later'), tests.version('invoices', 'paid later'), %s)$$, amount), 'A payment is more than nothing.') from unnest(array['0', '-5', 'null']) amount;
create temporary table stale as select tests.version('invoices', 'paid later') as version;
grant all on stale to service_role;
select record_payment(tests.id('paid later'), version, 760, 'card', ' R1 ', provider => 'stripe', provider_reference => 'ch_1', idempotency_key => 'k1') from stale;
select is(pg_temp.sums('paid later'), 'open: 4249 - 249 + 760 = 4760, paid 760, due 4000', 'a part leaves the rest');
select record_payment(tests.id('paid later'), version, 760, 'card', ' R1 ', provider => 'stripe', provider_reference => 'ch_1', idempotency_key => 'k1') from stale;
select is(pg_temp.sums('paid later'), 'open: 4249 - 249 + 760 = 4760, paid 760, due 4000', 'the same with the same key is done once, whatever the version');
select throws_ok($$select record_payment(tests.id('paid later'), version, 761, 'card', idempotency_key => 'k1') from stale$$, 'PT409', 'What was sent before under this key was done, and this is something else. Nothing was changed now: look at the record, then begin anew.');
select tests.act_as('service_role');
select throws_ok($$select record_payment(tests.id('paid later'), null, 760, 'card', provider => 'stripe', provider_reference => 'ch_1')$$, '23514',
  'This payment was booked before: its provider has one with this reference.', 'a provider''s payment is booked once');
select tests.act_as('finance');
select results_eq($$select p.amount_minor, p.currency, p.method, p.reference, p.recorded_by, o.user_id, o.unallocated_minor from invoice_payments p join payments o on o.id = p.payment_id where p.invoice_id = tests.id('paid later')$$,
  $$values (760::bigint, 'EUR', 'card', 'R1', tests.id('finance'), tests.id('member'), 0::bigint)$$, 'a payment says what, by whom and for whom');
select throws_ok($$select record_payment(tests.id('paid later'), (select version from stale), 760)$$, 'PT409', 'Somebody changed this invoice after you opened it.',
  'the same again, from a page that was not reloaded, is a conflict');
select throws_ok(format('select %s', decision), 'PT409', null, decision || ': so is each other decision') from unnest(array[
  $$void_invoice(tests.id('paid later'), (select version from stale), 'Z')$$, $$void_invoice(tests.id('paid later'), null, 'Z')$$,
  $$write_off_invoice(tests.id('paid later'), (select version from stale), 'Z')$$, $$credit_invoice(tests.id('paid later'), (select version from stale), 1, 'Z')$$,
  $$issue_invoice(tests.id('paid later'), (select version from stale))$$]) decision;
select tests.refused($$select void_invoice(tests.id('paid later'), tests.version('invoices', 'paid later'), 'Z')$$, 'Part of this invoice is paid already, so it cannot be void.');

-- Money that belongs to no invoice yet; on one; off it again; what is over is held.
create temporary table loose as select * from receive_payment('EUR', 5000, tests.id('member'), reference => 'Over');
create temporary table dollars as select * from receive_payment('USD', 10);
select tests.refused($$select allocate_payment(id, tests.id('paid later'), tests.version('invoices', 'paid later')) from dollars$$, 'This invoice is in EUR, so a payment in USD cannot settle it.');
select allocate_payment(id, tests.id('paid later'), tests.version('invoices', 'paid later'), 1500) from loose;
select tests.refused($$select release_payment(id, tests.id('paid later'), tests.version('invoices', 'paid later'), 1501, 'Z') from loose$$, 'This is more than was paid on this invoice.');
select release_payment(id, tests.id('paid later'), tests.version('invoices', 'paid later'), 500, 'Meant for another') from loose;
select is(pg_temp.sums('paid later') || (select ', over ' || p.unallocated_minor from payments p join loose using (id)), 'open: 4249 - 249 + 760 = 4760, paid 1760, due 3000, over 4000', 'what was taken off can go elsewhere');
select allocate_payment(id, tests.id('paid later'), tests.version('invoices', 'paid later')) from loose;
select tests.refused($$select release_payment(id, tests.id('paid later'), tests.version('invoices', 'paid later'), 1, 'Z') from loose$$, 'What settled an invoice that is paid stays on it. Credit the invoice: what was paid becomes the member''s credit.');
select is(pg_temp.sums('paid later'), 'paid: 4249 - 249 + 760 = 4760, paid 4760, due 0', 'the rest settles it');
select tests.refused($$select hold_payment(id, 1001) from loose$$, 'This is more than is left of the payment.');
select throws_ok(call, 'PT409', 'Somebody changed this payment after you opened it.', call || ': decided on a stale view of the payment')
from unnest(array['select hold_payment(id, 1, version => updated_at) from loose', $$select refund_payment(id, 1, 'Z', version => updated_at) from loose$$]) call;
select hold_payment(id, 1000, version => (select p.updated_at from payments p where p.id = loose.id)) from loose;
select results_eq($$select balance_minor, currency from credit_balances$$, $$values (1000::bigint, 'EUR')$$, 'what is over is the member''s');
select tests.refused($$select record_payment(tests.id('paid later'), tests.version('invoices', 'paid later'), 1)$$, 'A payment can only be recorded on an open or uncollectible invoice; this one is paid.');
select is((select sum(amount_minor) from invoice_payments where invoice_id = tests.id('paid later')), 4760::numeric, 'of all that was refused nothing was kept');
select is((select number from invoices where id = tests.id('paid later')), (select number from numbers), 'the number stays');

-- Credited: of a paid invoice it becomes the member's, with its tax, to the cent; then it can go back.
select tests.refused($$select credit_invoice(tests.id('paid later'), tests.version('invoices', 'paid later'), 4761, 'Z')$$, 'This is more than is left of this invoice.');
select credit_invoice(tests.id('paid later'), tests.version('invoices', 'paid later'), 1001, 'Half of it fell through');
select credit_invoice(tests.id('paid later'), tests.version('invoices', 'paid later'), 3759, 'And the rest');
select results_eq($$select right(number, 5), net_minor, tax_minor, total_minor, applied_minor from credit_notes order by number$$,
  $$values ('00001', 841::bigint, 160::bigint, 1001::bigint, 0::bigint), ('00002', 3159, 600, 3759, 0)$$, 'credit notes take back exactly what was billed, tax by tax');
select is((select balance_minor from credit_balances), 5760::bigint, 'what was paid is held');
select tests.refused($$select refund_payment(id, 5001, 'Z') from loose$$, 'This is more than was paid and not yet paid back.');
create temporary table opened as select p.id, p.updated_at as version from payments p join loose using (id);
select refund_payment(id, 4000, 'Asked for it', idempotency_key => 'r1', version => version) from opened;
-- Asked for again, as where the answer was lost: answered, though the payment is another version by now.
select refund_payment(id, 4000, 'Asked for it', idempotency_key => 'r1', version => version) from opened;
select results_eq($$select right(number, 5), amount_minor, from_credit_minor from refunds$$, $$values ('00001', 4000::bigint, 4000::bigint)$$, 'paid back once, out of the credit');
select is((select balance_minor from credit_balances), 1760::bigint, 'the rest stays');
-- A provider's event that comes again under another key.
create temporary table charged as select * from receive_payment('EUR', 500, tests.id('member'), 'card', provider => 'stripe', provider_reference => ' ch_twice ');
select tests.refused($$select receive_payment('EUR', 500, provider => 'stripe', provider_reference => 'ch_twice')$$, 'This payment was booked before: its provider has one with this reference.');
select tests.refused($$select receive_payment('EUR', 500, provider => 'stripe', provider_reference => '  ')$$, 'The reference of the provider is 1 to 200 characters long.');
select tests.refused($$select receive_payment('EUR', 500, provider => 'stripe')$$, 'Give the provider''s reference of the payment: without it, what is told twice is booked twice.');
select is((select refunded_minor from refund_payment((select id from charged), 200, 'Asked', 're_1', 'e1')), 200::bigint, 'a refund of the provider is booked');
select tests.refused($$select refund_payment(id, 200, 'Asked', 're_1 ', 'e2') from charged$$, 'This was paid back before: its provider has a refund with this reference.');
select is((select refunded_minor from refund_payment((select id from charged), 300, 'The rest', 're_2')), 500::bigint, 'another one is another');

-- ---------------------------------------------------------------------------------------
-- Void and written off

select tests.refused($$select void_invoice(tests.id('void'), tests.version('invoices', 'void'), ' ')$$, 'Say why this invoice is void.');
select void_invoice(tests.id('void'), tests.version('invoices', 'void'), 'Sent twice');
select is(pg_temp.sums('void') || ', ' || (select closed_reason || (voided_at is not null and written_off_at is null) from invoices where id = tests.id('void')),
  'void: 1000 - 0 + 0 = 1000, paid 0, due 0, Sent twicetrue', 'a void invoice owes nothing and says why');
select is((select reason from audit_log where record_id = tests.id('void')::text order by id desc limit 1), 'Sent twice', 'as does its history');
select tests.refused($$select issue_invoice(tests.id('void'), tests.version('invoices', 'void'))$$, 'What is void cannot become open.');
select tests.refused($$select write_off_invoice(tests.id('lost'), tests.version('invoices', 'lost'), '')$$, 'Say why this invoice is written off.');
select write_off_invoice(tests.id('lost'), tests.version('invoices', 'lost'), 'Moved away');
select is(pg_temp.sums('lost'), 'uncollectible: 1000 - 0 + 0 = 1000, paid 0, due 1000', 'what is written off is still owed');
select record_payment(tests.id('lost'), tests.version('invoices', 'lost'), 400);
select is(pg_temp.sums('lost'), 'uncollectible: 1000 - 0 + 0 = 1000, paid 400, due 600', 'a part of it may come after all');
select record_payment(tests.id('lost'), tests.version('invoices', 'lost'), 600, 'credit');
select is(pg_temp.sums('lost') || (select ', credit ' || balance_minor from credit_balances), 'paid: 1000 - 0 + 0 = 1000, paid 1000, due 0, credit 1160', 'and the rest, from the member''s credit');
select ok((select written_off_at is not null from invoices where id = tests.id('lost')), 'that it was written off is kept');
insert into invoice_line_items (invoice_id, description, unit_minor, discount_minor) values (tests.id('gift'), 'Plan', 1000, 1000);
select issue_invoice(tests.id('gift'), tests.version('invoices', 'gift'));
select is(pg_temp.sums('gift'), 'paid: 1000 - 1000 + 0 = 0, paid 0, due 0', 'where a discount takes all, nothing stays open');
select throws_ok($$select void_invoice(tests.id('nothing'), now(), 'Z')$$, 'PT404', null, 'an invoice that is gone is told');

-- ---------------------------------------------------------------------------------------
-- Receivables, and months that are closed

insert into invoice_line_items (invoice_id, description, unit_minor) values (tests.id('kept'), 'Plan', 10000);
select issue_invoice(tests.id('kept'), tests.version('invoices', 'kept'));
select record_payment(tests.id('kept'), tests.version('invoices', 'kept'), 2500);
select tests.refused($$select record_payment(tests.id('kept'), tests.version('invoices', 'kept'), 2000, 'credit')$$, 'The member has less credit than that.');
select credit_invoice(tests.id('kept'), tests.version('invoices', 'kept'), 1500, 'Goodwill');
create function pg_temp.ages(at timestamptz, zone text default 'UTC') returns text language sql as $$
  select string_agg(format('%s %s %s: %s', currency, bucket, invoices, due_minor), ', ') from receivables_by_age(at, zone)
$$;
select is(pg_temp.ages(clock_timestamp()), 'EUR not_due 1: 6000', 'what is owed, less what was paid and credited');
select is(pg_temp.ages((select issued_at from invoices where id = tests.id('kept'))), 'EUR not_due 1: 10000', 'as of before it was paid: all of it');
select is(pg_temp.ages((current_date + 14 + late)::timestamp at time zone 'UTC'), 'EUR ' || bucket || ' 1: 6000', late || ' days late')
  from (values (0, 'not_due'), (1, '1_30'), (30, '1_30'), (31, '31_60'), (60, '31_60'), (61, '61_90'), (90, '61_90'), (91, 'over_90')) e (late, bucket);
select is(pg_temp.ages((current_date + 15)::timestamp at time zone 'UTC', 'America/Los_Angeles'), 'EUR not_due 1: 6000', 'where the day is not over yet, it is not late');
select results_eq($$select due_minor from receivables(clock_timestamp(), 'UTC', 'EUR', 'not_due')$$, array[6000::bigint], 'a cell opens what it counts');
select results_eq($$select currency, opening_minor, closing_minor, difference_minor from receivables_of_month(current_date)$$, $$values ('EUR', 0::bigint, 6000::bigint, 0::bigint)$$,
  'opening, invoiced, credited, paid and written off come to the closing');
select tests.refused($$select close_month(current_date, month_end(current_date) ->> 'version')$$, 'This month is not over yet.');
create temporary table looked as select (current_date - interval '1 month')::date as month, month_end((current_date - interval '1 month')::date) as at;
select results_eq($$select at -> 'receivables', at -> 'books', jsonb_array_length(at -> 'checks') from looked$$,
  $$select coalesce(jsonb_agg(r), '[]'), (select coalesce(jsonb_agg(b), '[]') from looked, books_of_month(month) b), (select count(*)::integer from looked, month_checks(month)) from looked, receivables_of_month(month) r$$, 'a month is looked at as a whole');
-- Dated in it, allocated at once, and booked in the month that runs: no sum of the old month is another.
select record_payment(tests.id('kept'), tests.version('invoices', 'kept'), 10, 'cash', null, now() - interval '1 month');
select throws_ok(format('select close_month(month, %s) from looked', seen), 'PT409', to_char(now() - interval '1 month', '"The figures of "FMMonth YYYY" changed after you saw them. It is still open."'), 'what was booked after the look is not locked unseen: ' || seen)
  from unnest(array[$$at ->> 'version'$$, $$''$$, 'null']) seen;
select is_empty($$select month from billing_periods where closed$$, 'it stays open');
select is((select closed from looked, close_month(month, month_end(month) ->> 'version')), true, 'a month that is over is closed as it was seen');
select throws_ok($$select close_month(month, at ->> 'version') from looked$$, 'PT409', 'Somebody closed this month already.', 'once: who comes after is told');
select tests.refused(format($$select receive_payment('EUR', 10, paid_at => %L)$$, now() - interval '1 month'),
  to_char(now() - interval '1 month', 'FMMonth YYYY') || ' is closed, so nothing can be dated in it. An admin can open it again.');
select throws_ok($$select reopen_month((current_date - interval '1 month')::date, 'Z')$$, '42501', 'Only admins open a closed month again.', 'finance does not open it');
select tests.act_as('admin');
select tests.refused($$select reopen_month((current_date - interval '1 month')::date, '')$$, 'Say why this month is opened again.');
select reopen_month((current_date - interval '1 month')::date, 'A statement came late');
select lives_ok(format($$select receive_payment('EUR', 10, paid_at => %L)$$, now() - interval '1 month'), 'once it is open again, it takes it');

select is((select format('%s %s', (select full_name from staff_members where user_id = closed_by), (select full_name from staff_members where user_id = reopened_by)) from billing_periods),
  (select format('%s %s', (select full_name from staff_members where user_id = tests.id('finance')), (select full_name from staff_members where user_id = tests.id('admin')))), 'and says who closed it and who opened it');
select tests.act_as('service_role');
select throws_ok(format('select %s', decision), '42501', null, decision || ': of people, not of workers')
  from unnest(array['close_month(''2026-01-01'', null)', 'reopen_month(''2026-01-01'', ''Z'')', 'set_plan_price(tests.id(''x''), now(), 1, ''Z'')',
    'private.decide_period(''close'', ''2026-01-01'', null, null)', 'private.decide_price(tests.id(''x''), now(), 1, ''Z'', null, false)']) decision;
select tests.act_as('owner');
select is((select string_agg(distinct p.proname, ' ' order by p.proname) from pg_proc p where p.pronamespace = 'public'::regnamespace and 'idempotency_key' = any (p.proargnames)
    and has_function_privilege('service_role', p.oid, 'execute') and p.proname ~ 'invoice|payment|subscription|due_date|price'),
  'allocate_payment cancel_subscription change_subscription credit_invoice extend_due_date hold_payment issue_invoice issue_invoices mark_subscription_unpaid pause_subscription receive_payment record_payment refund_payment release_payment remind_invoice resume_subscription set_subscription_card settle_payment start_subscription void_invoice write_off_invoice', 'what docs/worker-contract.md names is theirs to call');

select tests.act_as('growth');
select throws_ok(format('select %s', decision), '42501', 'Only finance may change invoices.', decision || ': finance only') from unnest(array[
  $$issue_invoice(tests.id('empty'), now())$$, $$record_payment(tests.id('empty'), now(), 1)$$, $$credit_invoice(tests.id('empty'), now(), 1, 'Z')$$,
  $$extend_due_date(tests.id('empty'), now(), current_date, 'Z')$$, $$receive_payment('EUR', 1)$$, $$hold_payment(tests.id('x'), 1)$$, $$refund_payment(tests.id('x'), 1, 'Z')$$,
  $$close_month('2026-01-01', null)$$, $$void_invoice(tests.id('empty'), now(), 'Z')$$, $$write_off_invoice(tests.id('empty'), now(), 'Z')$$]) decision;

-- Shares never create or lose anything.
select tests.act_as('owner');
select is_empty($$select n from generate_series(1, 400) n, lateral private.shares(n * 37 - 5000, array[n % 7, n % 3 + 1, 1, n % 11]::numeric[]) s
  where (select sum(x) from unnest(s) x) <> n * 37 - 5000$$, 'shares add up to the whole');
select is(private.shares(100, '{1,1,1}'), '{34,33,33}', 'the first of the largest remainders gets what is over');

-- ---------------------------------------------------------------------------------------
-- The member's side

select tests.act_as('member');
select results_eq($$select billing_name from my_invoices() order by 1$$, array['gift', 'kept', 'lost', 'paid later', 'void'], 'a member sees what was issued to them, not the drafts');
select results_eq($$select count(*) > 0 from my_payments() union all select count(*) > 0 from my_credit_notes()$$, array[true, true], 'and what they paid and were credited');
select tests.act_as('other');
select is_empty($$select id from my_payments() union all select id from my_credit_notes() union all select id from my_refunds() union all select id from my_credit_entries() union all select id from my_invoice_payments() union all select id from my_invoices() union all select id from invoices$$, 'nobody else''s');
select tests.act_as('owner');
select lives_ok($$delete from profiles where id = tests.id('member')$$, 'a member can be forgotten');
select results_eq($$select user_id, billing_name from invoices where id = tests.id('kept')$$, $$values (null::uuid, 'kept')$$,
  'an issued invoice outlives its member, with the name it was billed to');
insert into profiles (id, display_name, email) values (tests.id('member'), 'member', 'member@rules.test');

-- ---------------------------------------------------------------------------------------
-- Subscriptions and cards

select tests.act_as('owner');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('plan'), 'rules', 'R', 'month', 'EUR', 1);
insert into user_subscriptions (id, user_id, plan_id, current_period_end, state) values (tests.id('first'), tests.id('member'), tests.id('plan'), now() + interval '1 month', 'active');
select throws_ok($$insert into user_subscriptions (user_id, plan_id, current_period_end, state) values (tests.id('member'), tests.id('plan'), now() + interval '1 month', 'trialing')$$,
  '23505', null, 'a member has one running subscription');
update user_subscriptions set state = 'canceled' where id = tests.id('first');
select ok((select canceled_at is not null and ended_at is not null from user_subscriptions where id = tests.id('first')), 'a canceled one keeps when');
select lives_ok($$insert into user_subscriptions (user_id, plan_id, current_period_end, state) values (tests.id('member'), tests.id('plan'), now() + interval '1 month', 'trialing')$$,
  'and makes room for another');
select tests.act_as('service_role');
select throws_ok($$insert into payment_methods (user_id, brand, last4, exp_month, exp_year) values (tests.id('member'), 'visa', '4242424242424242', 1, 2030)$$,
  '23514', null, 'a card number does not fit where its last four stand');

select tests.act_as('finance');
select throws_ok($$update user_subscriptions set user_id = tests.id('moderator') where id = tests.id('first')$$, '42501', null, 'a subscription stays its member''s');
select tests.act_as('owner');
insert into payment_methods (id, user_id, brand, last4, exp_month, exp_year) values (tests.id('card'), tests.id('other'), 'visa', '4242', 1, 2040);
select tests.act_as('finance');
select throws_ok($$select set_subscription_card(s.id, s.updated_at, tests.id('card')) from user_subscriptions s where s.user_id = tests.id('member') and s.state = 'trialing'$$, '23514', null, 'nor is it charged to a stranger''s card');
select throws_ok($$update payment_methods set user_id = tests.id('member') where id = tests.id('card')$$, '42501', null, 'and a card stays its member''s');
select tests.act_as('service_role');
select throws_ok(format('%s where invoice_id = tests.id(''paid later'')', change), '42501', null, change || ': not even the service rewrites a payment') from unnest(array['update invoice_payments set amount_minor = 1', 'delete from invoice_payments']) change;
select tests.act_as('owner');
select throws_ok(change, '42501', null, change || ': not even the owner') from unnest(array['update invoice_payments set amount_minor = 1', 'delete from payments', 'update credit_notes set reason = ''Z''', 'update refunds set amount_minor = 1', 'delete from credit_entries']) change;

select * from finish();
rollback;
