-- Members never learn who of the staff did something: neither their key nor their name stands in anything that a member may read.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@unnamed.test' from unnest(array['member', 'other', 'keeper', 'judge', 'second judge']) name;
insert into profiles (id, display_name, email, bio) select tests.id(name), initcap(name), name || '@unnamed.test', 'Hello' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), 'Staff ' || name, name || '@unnamed.test', '{admin,finance,moderator}' from unnest(array['keeper', 'judge', 'second judge']) name;
-- All that finance does with a member, and what moderators decide about one.
select tests.act_as('keeper');
insert into invoices (id, user_id, billing_name, billing_email, currency, note) select tests.id('invoice'), tests.id('member'), 'M', 'm@unnamed.test', 'EUR', 'Inhouse: a difficult one';
insert into invoice_line_items (invoice_id, description, unit_minor, tax_rate) values (tests.id('invoice'), 'L', 1000, 19);
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('plan'), 'unnamed', 'U', 'month', 'EUR', 1000);
select issue_invoice(tests.id('invoice'), tests.version('invoices', 'invoice'));
select set_plan_price(tests.id('plan'), (select updated_at from subscription_plans where id = tests.id('plan')), 1200, 'Inhouse: costs');
select start_subscription(tests.id('member'), tests.id('plan'));
select cancel_subscription(s.id, s.updated_at, 'Inhouse: rude') from user_subscriptions s where s.user_id = tests.id('member');
create temporary table made as select (receive_payment('EUR', 900, tests.id('member'), reference => 'Inhouse: from the sister')).id as payment;
select allocate_payment(payment, tests.id('invoice'), tests.version('invoices', 'invoice'), 400) from made;
select hold_payment(payment, 200) from made;
select refund_payment(payment, 100, 'Inhouse: to be rid of them') from made;
select release_payment(payment, tests.id('invoice'), tests.version('invoices', 'invoice'), 50, 'Inhouse: put there by mistake') from made;
select tests.act_as('owner');
set local session_replication_role = replica;
update invoices set due_on = current_date - 3 where id = tests.id('invoice');
set local session_replication_role = origin;
select tests.act_as('keeper');
select remind_invoice(tests.id('invoice'), tests.version('invoices', 'invoice'), 1::smallint, null, 'Inhouse: was drunk');
select extend_due_date(tests.id('invoice'), tests.version('invoices', 'invoice'), current_date + 60, 'Inhouse: out of work');
select credit_invoice(tests.id('invoice'), tests.version('invoices', 'invoice'), 100, 'Printed on the credit note');
select write_off_invoice(tests.id('invoice'), tests.version('invoices', 'invoice'), 'Inhouse: cannot pay');
select tests.act_as('member');
insert into community_posts (id, user_id, title, body) values (tests.id('post'), tests.id('member'), 'T', 'B');
insert into member_reports (id, member_id, reporter_id, category) values (tests.id('report'), tests.id('other'), tests.id('member'), 'spam');
select tests.act_as('judge');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('post'), 'version', 1, 'decision', 'remove', 'reason_code', 'spam', 'client_key', gen_random_uuid())));
select answer_member_report(tests.id('report'), 'dismissed', 'Looked at it', gen_random_uuid());
select sanction_member(tests.id('member'), 'mute', 7, 'spam');
select remove_profile_words(tests.id('member'), 'bio', 'spam', null, gen_random_uuid(), null);
select tests.act_as('member');
insert into moderation_appeals (id, notice_id, member_id, text) select tests.id('appeal'), n.id, n.member_id, 'It was not' from member_notices n where n.sanction_id is not null and n.member_id = tests.id('member');
select tests.act_as('second judge');
select answer_appeal(tests.id('appeal'), 'upheld', 'It was', gen_random_uuid());
select tests.act_as('owner');

-- What of each table, view and function without arguments this person may read, as one text.
create function pg_temp.readings() returns table (place text, query text) language sql as $$
  select c.relname::text, format('select string_agg(to_jsonb(x)::text, '''') from (select %s from public.%I) x', string_agg(quote_ident(a.attname), ', '), c.relname)
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege('authenticated', c.oid, a.attnum, 'select')
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') group by c.relname
  union all
  select p.proname || '()', format('select string_agg(to_jsonb(x)::text, '''') from public.%I() x', p.proname)
  from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'my\_%' and p.pronargs = 0
$$;
create temporary table found (place text, who text, said text);
do $$
declare
  r record;
  said text;
begin
  for r in select * from pg_temp.readings(), unnest(array['member', 'owner']) who loop
    perform tests.act_as(r.who);
    begin
      execute r.query into said;
    exception when insufficient_privilege then
      said := null;
    end;
    perform tests.act_as('owner');
    insert into found values (r.place, r.who, said);
  end loop;
end
$$;
create function pg_temp.names_staff(said text) returns boolean language sql stable as $$
  select exists (select from staff_members s where strpos(said, s.user_id::text) > 0 or strpos(said, s.full_name) > 0 or strpos(said, s.email) > 0)
$$;

select set_has($$select place from found where who = 'owner' and pg_temp.names_staff(said)$$,
  $$values ('payments'), ('invoice_payments'), ('credit_notes'), ('refunds'), ('credit_entries'), ('subscription_periods'), ('plan_prices'), ('moderation_decisions'), ('member_sanctions'), ('moderation_appeals'), ('member_reports')$$,
  'the staff stand in the rows that are searched');
select is_empty($$select place from found where who = 'member' and pg_temp.names_staff(said)$$, 'and in nothing that a member reads');
select set_has($$select place from found where who = 'owner' and said like '%Inhouse%'$$,
  $$values ('invoices'), ('user_subscriptions'), ('subscription_periods'), ('plan_prices'), ('payments'), ('invoice_payments'), ('refunds'), ('invoice_due_changes'), ('invoice_reminders')$$,
  'what finance writes for itself stands in the rows that are searched');
select is_empty($$select place from found where who = 'member' and said like '%Inhouse%'$$, 'and in nothing that a member reads');
select set_has($$select place from found where who = 'member' and said is not null$$,
  $$values ('my_payments()'), ('my_invoice_payments()'), ('my_credit_notes()'), ('my_refunds()'), ('my_credit_entries()'), ('my_subscription_periods()'), ('my_plan_prices()'), ('my_sanctions()'), ('my_appeals()'), ('my_invoices()'), ('my_subscriptions()'), ('invoice_line_items'), ('invoice_taxes')$$,
  'who reads what is theirs nevertheless');

-- What members read of their account is what finance reads of it.
create temporary table account as select 'finance' as who, invoice_document(tests.id('invoice')) as invoice, (select credit_note_document(c.id) from credit_notes c) as note, (select jsonb_agg(b) from member_balances(tests.id('member')) b) as balances;
grant insert on account to public;
select tests.act_as('member');
insert into account select 'member', invoice_document(tests.id('invoice')), (select credit_note_document(c.id) from my_credit_notes() c), (select jsonb_agg(b) from member_balances(tests.id('member')) b);
select tests.act_as('owner');
select is((select to_jsonb(a) - 'who' from account a where who = 'member'), (select to_jsonb(a) - 'who' from account a where who = 'finance'), 'documents and balance are the same for both');
select ok((select jsonb_array_length(invoice -> 'payments') = 2 and jsonb_array_length(invoice -> 'credits') = 1 and note is not null and balances is not null from account where who = 'member'), 'with payments, credits and what is held');
select tests.act_as('other');
select is_empty($$select id from my_payments() union all select id from my_invoice_payments() union all select id from my_credit_notes() union all select id from my_refunds() union all select id from my_credit_entries() union all select id from my_subscription_periods() union all select id from my_plan_prices() union all select id from my_invoices() union all select id from my_subscriptions() union all select id from invoice_line_items$$,
  'and another reads none of it');
select is_empty($$select * from member_balances(tests.id('member'))$$, 'nor the balance');

select * from finish();
rollback;
