-- The whole way of a lead: a source that is cleared, its run, leads out of a dirty file, enrolled by filter, mailed by a
-- worker, a reply handled, converted; and what the funnel says of it at the end.

begin;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.counts(answer jsonb) returns text language sql as $$
  select string_agg(key || ' ' || (value ->> 'count'), ', ' order by key) from jsonb_each(answer) where jsonb_typeof(value) = 'object' and value ->> 'count' <> '0'
$$;
insert into auth.users (id, email) values (tests.id('growth'), 'growth@way.test');
insert into staff_members (user_id, full_name, email, roles) values (tests.id('growth'), 'Growth', 'growth@way.test', '{growth}');

select tests.act_as('growth');
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'way', 'Way', 'forum', 'https://way.test', 'w');
select throws_ok($$select start_scrape_run(tests.id('source'))$$, '23514', null, 'a source that nobody cleared is not run');
select review_source(tests.id('source'), true, 'Robots allow it');
select start_scrape_run(tests.id('source'));
select tests.act_as('service_role');
create temporary table run as select * from start_run(tests.id('source'), 'scraper');
select is((select state || ' ' || new_leads from finish_run((select id from run), 'succeeded', '{"found": 9, "new_leads": 2}')), 'succeeded 2', 'the run brings two');

-- The file: one with the address of another in capitals, one without any, one who said no, one that is no address.
select tests.act_as('growth');
insert into outreach_suppressions (email, reason, source) values ('no@way.test', 'objected', 'letter');
insert into imports (id, table_name, file_name, columns) values (tests.id('file'), 'leads', 'leads.csv', '{full_name,email,city,source_id,phone}');
select is(import_load(tests.id('file'), jsonb_agg(jsonb_build_object('n', n, 'v', jsonb_build_object('full_name', name, 'email', mail, 'city', city, 'phone', phone, 'source_id', tests.id('source'))))), 7, 'seven rows are laid down')
from (values (1, 'Ana Lopez', 'ana@way.test', 'Way town', null), (2, 'Ben Ito', '  Ben@Way.test ', 'Way town', null), (3, 'Ana again', 'ANA@way.test', 'Way town', null), (4, 'No Mail', null, 'Way town', '+49 30 123456'),
  (5, 'Said No', 'no@way.test', 'Way town', null), (6, 'Broken', 'not an address', 'Way town', null), (7, '', 'nameless@way.test', 'Way town', null)) r (n, name, mail, city, phone);
select ok((select (c #>> '{counts,new}')::integer between 3 and 4 and (c #>> '{counts,bad}')::integer >= 2 from import_check(tests.id('file'), 1, 1000) c), 'the check tells good rows from bad');
select import_write(tests.id('file'), 'skip', 1, 1000);
select ok((select refused_count >= 2 and created_count + refused_count + skipped_count = 7 from import_finish(tests.id('file'))), 'each row is written or told of');
select set_eq($$select full_name from leads where city = 'Way town' and state = 'new' and consent <> 'objected' and email is not null and not exists (select from outreach_suppressions s where s.email = leads.email)$$, $$values ('Ana Lopez'), ('Ben Ito')$$, 'two who can be mailed');

-- An import is a transaction of its own: what follows is none of it.
select private.set_context('import', '');

insert into outreach_sequences (id, name, from_name, from_email, postal_address, send_from, send_until, send_days) values (tests.id('seq'), 'Way', 'Ines', 'ines@way.test', '1 Main Street, Town', '00:00', '23:59:59.999999', '{1,2,3,4,5,6,7}');
insert into sequence_emails (sequence_id, position, delay_days, subject, body) select tests.id('seq'), n, (n - 1) * 3, 'Mail ' || n, 'Hello {{first_name|you}}: {{unsubscribe_url}}' from generate_series(1, 2) n;
update outreach_sequences set state = 'active' where id = tests.id('seq');
select is(pg_temp.counts(enrol_leads(tests.id('seq'), '[{"field": "city", "operator": "eq", "value": "Way town"}]', dry_run => false)) ~ '^enrolled 2(, no_address 1)?(, suppressed 1)?$', true, 'the filter enrols these two and says who is left out');

select tests.act_as('service_role');
create temporary table claim as select c from jsonb_array_elements(claim_due_sends(50, 'worker')) c where c ->> 'sequence_id' = tests.id('seq')::text;
grant select on claim to authenticated;
select set_eq($$select c ->> 'to_email' from claim$$, $$values ('ana@way.test'), ('ben@way.test')$$, 'the worker gets their mails');
select report_send((c ->> 'id')::bigint, 'sent', now(), 'way-' || (c ->> 'id'), null), report_send((c ->> 'id')::bigint, 'opened', now(), null, null) from claim;
select record_response(from_email => 'Ana <ANA@way.test>', body => 'Tell me more', intent => 'interested', sentiment => 'positive');
select tests.act_as('growth');
select is((select e.state || ' ' || l.state from sequence_enrollments e join leads l on l.id = e.lead_id where l.email = 'ana@way.test'), 'replied replied', 'a reply stops the sequence for her');
select is((select r ->> 'result' from jsonb_array_elements(decide_replies(jsonb_build_array(jsonb_build_object('item_type', 'reply', 'item_id', (select r.id from outreach_responses r join leads l on l.id = r.lead_id where l.email = 'ana@way.test'),
  'version', 0, 'decision_seen', null, 'decision', 'convert', 'client_key', gen_random_uuid())))) r), 'applied', 'which is handled by one decision');
select is((select l.state || ' ' || (l.converted_at is not null) || ' ' || (r.handled_by = auth.uid()) from leads l join outreach_responses r on r.lead_id = l.id where l.email = 'ana@way.test'), 'converted true true', 'and makes her a member');
select tests.act_as('owner');
update sequence_enrollments set next_send_at = now() - interval '1 minute' where sequence_id = tests.id('seq') and state = 'active';
select tests.act_as('service_role');
select is((select string_agg(c ->> 'to_email', ' ') from jsonb_array_elements(claim_due_sends(50, 'worker')) c where c ->> 'sequence_id' = tests.id('seq')::text), 'ben@way.test', 'the second mail goes to the other alone');
select tests.act_as('growth');
select is((select concat_ws(' ', sent, opened, replied, converted) from outreach_funnel(current_date - 1, current_date + 1, 'UTC', 'source') where key = tests.id('source')::text), '2 2 1 1', 'the funnel counts it for the source');
select erase_lead((select id from leads where email = 'ana@way.test'), 'Asked by letter');
select is((select concat_ws(' ', sent, opened, replied, converted) from outreach_funnel(current_date - 1, current_date + 1, 'UTC', 'source') where key = tests.id('source')::text), '2 2 1 1', 'also when she has been erased');

select * from finish();
rollback;
