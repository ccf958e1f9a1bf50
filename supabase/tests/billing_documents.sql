-- The document that a customer sees, what happened to an invoice, what comes next, and a run that nothing holds up.

begin;
set local search_path = public, extensions;
select no_plan();


insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email) select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['growth', 'finance', 'admin']) name;
insert into invoices (id, user_id, billing_name, billing_email, billing_country, currency, memo, note) values (tests.id('a'), tests.id('member'), 'דוד 漢', 'm@rules.test', 'DE', 'EUR', 'Printed', 'Ours');
select tests.act_as('finance');
insert into invoice_line_items (invoice_id, description, quantity, unit_minor, discount_minor, tax_rate) values (tests.id('a'), 'Plan', 2, 1000, 100, 19), (tests.id('a'), 'Book', 1, 500, 0, 7);

-- One frozen snapshot.
select results_eq($$select d ->> 'state', d ->> 'number', (d ->> 'due_minor')::bigint, d #>> '{seller,name}' from invoice_document(tests.id('a')) d$$,
  $$values ('draft', null::text, 2796::bigint, 'IntroAlignment GmbH')$$, 'a draft is what it would be');
select issue_invoice(tests.id('a'), tests.version('invoices', 'a'));
select tests.act_as('owner');
update billing_sellers set name = 'Somebody else';
select tests.act_as('finance');
select record_payment(tests.id('a'), tests.version('invoices', 'a'), 1000, 'bank_transfer', 'R1');
select credit_invoice(tests.id('a'), tests.version('invoices', 'a'), 96, 'Goodwill');
select results_eq($$select d #>> '{seller,name}', d #>> '{buyer,name}', (d ->> 'due_minor')::bigint, jsonb_array_length(d -> 'lines'), jsonb_array_length(d -> 'taxes'), d #>> '{payments,0,amount_minor}', d #>> '{credits,0,amount_minor}', d ? 'note'
    from invoice_document(tests.id('a')) d$$,
  $$values ('IntroAlignment GmbH', 'דוד 漢', 1700::bigint, 2, 2, '1000', '96', false)$$, 'parties as at the issue; lines, taxes, payments, credits as they are; nothing of ours');
select is((select sum((t ->> 'net_minor')::bigint + (t ->> 'tax_minor')::bigint) from invoice_document(tests.id('a')) d, jsonb_array_elements(d -> 'taxes') t),
  (select (d ->> 'total_minor')::numeric from invoice_document(tests.id('a')) d), 'the taxes come to the total');
select results_eq($$select d ->> 'kind', d #>> '{seller,name}', (d ->> 'total_minor')::bigint, d ->> 'invoice_number' from credit_notes c, credit_note_document(c.id) d$$,
  $$select 'credit_note', 'IntroAlignment GmbH', 96::bigint, number from invoices where id = tests.id('a')$$, 'a credit note names its invoice');
select results_eq($$select what, amount_minor, who from invoice_timeline(tests.id('a'))$$,
  $$values ('written', null::bigint, null::text), ('issued', 2796, null), ('paid', 1000, 'Finance'), ('credited', 96, 'Finance')$$, 'in the order in which it happened, and who');
select results_eq($$select currency, due_minor, balance_minor from member_balances(tests.id('member'))$$, $$values ('EUR', 1700::bigint, -1700::bigint)$$, 'what a member owes');

select tests.act_as('member');
select isnt(invoice_document(tests.id('a')), null, 'a member reads their own document');
select is_empty($$select * from invoice_timeline(tests.id('a'))$$, 'not what staff wrote down');
select tests.act_as('other');
select is(invoice_document(tests.id('a')), null, 'not that of others');
select tests.act_as('growth');
select is(invoice_document(tests.id('a')), null, 'nor does growth');
select throws_ok($$select next_invoice(tests.id('a'))$$, '42501', null, 'what comes next is for finance');

-- One reminder a day.
select tests.act_as('owner');
alter table invoices disable trigger guard_invoice;
update invoices set due_on = current_date - 3 where id = tests.id('a');
alter table invoices enable trigger guard_invoice;
select tests.act_as('finance');
select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 1::smallint);
create function pg_temp.refusal(statement text) returns text language plpgsql as $$
declare
  said text;
  beside text;
begin
  execute statement;
  return 'done';
exception when check_violation then
  get stacked diagnostics said = message_text, beside = pg_exception_detail;
  return said || ' ' || beside;
end
$$;
select is(pg_temp.refusal(format('select remind_invoice(tests.id(''a''), tests.version(''invoices'', ''a''), %s::smallint, current_date + 9)', level)), format('Somebody was reminded of this invoice today already. The next reminder can be of %s. {"field": null}', to_char((now() at time zone 'UTC')::date + 1, 'FMDD Mon YYYY')),
  'level ' || level || ' on the same day, said of no field') from unnest(array[1, 2]) level;
select is(pg_temp.refusal($$select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 3::smallint)$$), 'The next reminder is of level 2. {"field": "level"}', 'the level beside the level');
select is(pg_temp.refusal($$select remind_invoice(tests.id('a'), tests.version('invoices', 'a'), 1::smallint, current_date - 1)$$), 'Payment is promised for a day within a year from now. {"field": "promised_on"}', 'the promise beside the promise');

-- Its letter stays what it was, whatever comes after it.
create temporary table letter as select r.id, reminder_document(r.id) as said from invoice_reminders r where r.invoice_id = tests.id('a');
select results_eq($$select said ->> 'level', (said ->> 'due_minor')::bigint, said ->> 'days_late', said #>> '{seller,name}', jsonb_array_length(said -> 'payments'), said ? 'note' from letter$$,
  $$values ('1', 1700::bigint, '3', 'IntroAlignment GmbH', 1, false)$$, 'a reminder is a letter, without what is written for us');
select extend_due_date(tests.id('a'), tests.version('invoices', 'a'), current_date + 20, 'Asked');
select record_payment(tests.id('a'), tests.version('invoices', 'a'), 700);
select results_eq('select said from letter', 'select reminder_document(id) from letter', 'the same after more time and another payment');
select tests.act_as('owner');
grant select on letter to authenticated;
select tests.act_as('growth');
select is(reminder_document(id), null, 'not for growth') from letter;
select tests.act_as('finance');

-- What comes next, kept nowhere; and what is refused waits behind all others.
create temporary table sub as select s.* from unnest(array['member', 'other']) m, start_subscription(tests.id(m), (select id from subscription_plans where amount_minor > 0 and currency = 'EUR' and billing_interval = 'month' and active order by position limit 1), trial => false, tax_rate => 19) s;
select results_eq($$select (d #>> '{document,total_minor}')::bigint, d #>> '{document,state}' from sub s, next_invoice(s.id) d$$,
  $$select s.recurring_minor + round(s.recurring_minor * 0.19)::bigint, 'draft' from sub s$$, 'the next invoice, with its tax');
select is((select count(*) from invoices where subscription_id in (select id from sub)), 2::bigint, 'and no other was kept');
select results_eq($$select d ->> 'why' from (select * from sub limit 1) s, lateral cancel_subscription(s.id, s.updated_at, 'Met somebody', true) c, next_invoice(s.id) d$$, $$values ('canceled')$$, 'none where it ends');

select tests.act_as('owner');
alter table user_subscriptions disable trigger user;
update user_subscriptions set current_period_start = now() - interval '40 days', current_period_end = now() - interval '10 days', cancel_at_period_end = false, time_zone = case user_id when tests.id('member') then 'UTC' else 'Europe/Berlin' end where id in (select id from sub);
alter table user_subscriptions enable trigger user;
create function pg_temp.refuse() returns trigger language plpgsql as $$ begin if new.user_id = tests.id('member') then raise exception 'No' using errcode = '23514'; end if; return new; end $$;
create trigger aa_refuse before update on user_subscriptions for each row execute function pg_temp.refuse();
create temporary table run as select n, billing_advance(now(), 1) as did from generate_series(1, 2) n;
select results_eq($$select (did ->> 'refused')::integer + (did ->> 'subscriptions')::integer from run$$, array[1, 1], 'one each turn');
select is((select sum((did ->> 'subscriptions')::integer) from run), 1::bigint, 'what is refused does not hold up what comes after it');
select is((billing_advance(now(), 1)) ->> 'more', 'false', 'and where all of a turn is refused there is no more to do');

select * from finish();
rollback;
