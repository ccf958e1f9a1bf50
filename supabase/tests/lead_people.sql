-- Leads as people: who is deleted stays in the figures; who is erased is nowhere but in counts and hashes; two leads of one
-- person become one with the stricter consent, and two again within the day; senders, companies and passing bounces.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@people.test' from unnest(array['growth', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@people.test', array[name] from unnest(array['growth', 'finance']) name;
insert into lead_sources (id, slug, name, kind, url, category, terms_state) values (tests.id('source'), 'people', 'People', 'forum', 'https://p.test', 'p', 'allowed');
insert into outreach_sequences (id, name, from_name, from_email, postal_address, send_from, send_until, daily_cap, stop_company, soft_bounce_limit)
  select tests.id(n), n, 'Ines', 'ines@people.test', '1 Main Street, Town', '00:00', '23:59:59.999999', 100, n = 'one', 2 from unnest(array['one', 'two']) n;
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body)
  select tests.id(n || p), tests.id(n), p, p - 1, 'Dear {{full_name|you}}', 'Hello {{full_name|you}}. {{unsubscribe_url}}' from unnest(array['one', 'two']) n, generate_series(1, 2) p;
select tests.act_as('growth');
update outreach_sequences set state = 'active';
insert into leads (id, full_name, email, phone, handle, city, country, source_id, notes, tags) values
  (tests.id('zoe'), 'Zoe Quintal', 'zoe.quintal@gmail.com', '+49 30 555 777 1', '@zoe_quintal', 'Bonn', 'DE', tests.id('source'), 'Likes quintals', '{a}'),
  (tests.id('zoe2'), 'Zoé Quintall', 'zq@work.test', '+49 30 5557771', null, 'Bonn', 'DE', tests.id('source'), 'From work', '{b}'),
  (tests.id('del'), 'Del Eted', 'del@people.test', null, null, null, null, tests.id('source'), null, '{}');
create function pg_temp.claim(n integer default 10) returns jsonb language plpgsql as $$
declare
  result jsonb;
begin
  perform tests.act_as('owner');
  update sequence_enrollments set next_send_at = enrolled_at - interval '1 hour' where next_send_at between now() and now() + interval '1 hour';
  perform tests.act_as('service_role');
  result := claim_due_sends(n, 'test');
  perform report_send((m ->> 'id')::bigint, 'sent') from jsonb_array_elements(result) m;
  perform tests.act_as('growth');
  return result;
end
$$;
-- Lets the next step of everybody fall due.
create function pg_temp.later() returns void language plpgsql as $$
begin
  perform tests.act_as('owner');
  update sequence_enrollments set next_send_at = now() - interval '1 minute' where next_send_at is not null;
  perform tests.act_as('growth');
end
$$;

-- ---------------------------------------------------------------------------------------
-- Deleting

select enrol_lead(tests.id('del'), tests.id('one'));
select is(jsonb_array_length(pg_temp.claim()), 1, 'a lead is mailed');
select record_response(tests.id('del'), body => 'Perhaps next year', intent => 'later');
select is((select follow_up_on from leads where full_name = 'Del Eted'), current_date + 30, 'who answers "later" is followed up in a month');
delete from leads where full_name = 'Del Eted';
select is((select concat_ws(' ', (select count(*) from email_sends), (select count(*) from outreach_responses), (select count(*) from sequence_enrollments), (select count(*) from email_sends where lead_id is not null))),
  '1 1 1 0', 'who is deleted leaves mails, replies and enrollments in the figures');
select throws_ok($$insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('two'), tests.id('del'))$$, '23514', null, 'and is not enrolled again');
select recreate_record('leads', (select max(id) from audit_log where action = 'delete' and table_name = 'leads'));
select is((select count(*) from email_sends s join sequence_enrollments e on e.id = s.enrollment_id and e.lead_id = s.lead_id where s.lead_id = tests.id('del')), 1::bigint,
  'brought back, they have them again');
select tests.act_as('owner');
select is((select count(*) from private.departed_leads), 0::bigint, 'and count once');

-- ---------------------------------------------------------------------------------------
-- Merging

select tests.act_as('growth');
select is((select string_agg(why, '') from lead_twins(tests.id('zoe')) where id = tests.id('zoe2')), 'nearly the same name and city, same phone', 'two leads of one person are found');
select is((select why from twin_pairs()), 'nearly the same name and city, same phone', 'also from afar');
select is((select marks from lead_marks(array[tests.id('zoe')])), '{duplicate}', 'and marked');
select tell_apart(tests.id('zoe2'), tests.id('zoe'));
select is((select count(*) from twin_pairs()) + (select count(*) from lead_marks(array[tests.id('zoe')])), 0::bigint, 'unless somebody knows better');
select tell_apart(tests.id('zoe'), tests.id('zoe2'), false);
select is((select count(*) from twin_pairs()), 1::bigint, 'which can be taken back');
select enrol_leads(tests.id('one'), lead_ids => array[tests.id('zoe'), tests.id('zoe2')], dry_run => false);
select is(jsonb_array_length(pg_temp.claim()), 2, 'both were mailed');
select record_response(tests.id('zoe2'), body => 'Stop it', intent => 'unsubscribe');
create temp table before as select to_jsonb(l) - '{updated_at}'::text[] as row from leads l where id in (tests.id('zoe'), tests.id('zoe2'));
create temp table before_enrollments as select to_jsonb(e) - '{updated_at}'::text[] as row from sequence_enrollments e;
-- As it was before anybody knew that they were one.
select is((select state from sequence_enrollments where lead_id = tests.id('zoe')), 'unsubscribed', 'a phone in common was enough to stop both');
select throws_ok($$select merge_leads(tests.id('zoe'), tests.id('zoe2'), '{}', now(), now())$$, 'PT409', null, 'not over a change of somebody else');
create function pg_temp.merge(take text[]) returns jsonb language sql as $$
  select merge_leads(tests.id('zoe'), tests.id('zoe2'), take, (select updated_at from leads where id = tests.id('zoe')), (select updated_at from leads where id = tests.id('zoe2')))
$$;
select throws_ok($$select pg_temp.merge('{consent}')$$, '22023', null, 'consent is nobody''s to choose');
create temp table merge as select pg_temp.merge('{email,full_name}') as m;
select is((select concat_ws(' | ', full_name, email, handle, tags, notes, consent) from leads where id = tests.id('zoe')),
  E'Zoé Quintall | zq@work.test | @zoe_quintal | {a,b} | Likes quintals\nFrom work | objected', 'field by field, with the stricter consent');
select is((select concat_ws(' ', count(*), count(distinct enrollment_id)) from email_sends where lead_id = tests.id('zoe')), '2 1', 'all mails are theirs, in one enrollment');
select is((select count(*) from leads where id = tests.id('zoe2')), 0::bigint, 'one lead is left');
insert into leads (full_name, email) values ('Again', 'zoequintal@gmail.com');
select is((select consent from leads where full_name = 'Again'), 'objected', 'whatever they come with, they have objected');
delete from leads where full_name = 'Again';
select ok((select count(*) from lead_timeline(tests.id('zoe')) where kind in ('found', 'enrolled', 'mail', 'replied', 'suppressed', 'merged', 'edited')) >= 7, 'and all of it is one list');
select undo_merge((select (m ->> 'merge_id')::uuid from merge));
select set_eq($$select to_jsonb(l) - '{updated_at}'::text[] from leads l where id in (tests.id('zoe'), tests.id('zoe2'))$$, $$select row from before$$, 'taken back, both are what they were');
select set_eq($$select to_jsonb(e) - '{updated_at}'::text[] from sequence_enrollments e$$, $$select row from before_enrollments$$, 'and so are their enrollments');
select is((select count(*) from email_sends where lead_id = tests.id('zoe2')), 1::bigint, 'and mails');
select throws_ok($$select undo_merge((select (m ->> 'merge_id')::uuid from merge))$$, 'PT409', null, 'once');

-- What happened while two were one: mailed, answered, told no.
insert into outreach_sequences (id, name, from_name, from_email, postal_address, send_from, send_until)
  values (tests.id('since'), 'Since', 'I', 'since@people.test', '1 Main Street, Town', '00:00', '23:59:59.999999');
insert into sequence_emails (sequence_id, position, delay_days, subject, body) select tests.id('since'), n, (n - 1) * 3, 'S' || n, '{{unsubscribe_url}}' from generate_series(1, 2) n;
update outreach_sequences set state = 'active' where id = tests.id('since');
insert into leads (id, full_name, email, city) select tests.id(n), initcap(n), n || '@since.test', 'Since' from unnest(array['uma', 'vic', 'wes', 'xan', 'yul', 'zed']) n;
select enrol_leads(tests.id('since'), lead_ids => array[tests.id('vic'), tests.id('wes'), tests.id('xan'), tests.id('zed')], dry_run => false);
create function pg_temp.one_of(kept text, gone text, take text[] default '{}') returns uuid language sql as $$
  select (merge_leads(tests.id(kept), tests.id(gone), take, (select updated_at from leads where id = tests.id(kept)), (select updated_at from leads where id = tests.id(gone))) ->> 'merge_id')::uuid
$$;
create function pg_temp.mail(who text) returns bigint language plpgsql as $$
declare
  its_id bigint;
begin
  perform tests.act_as('owner');
  update sequence_enrollments e set next_send_at = now() - interval '1 minute' where e.sequence_id = tests.id('since') and e.state = 'active'
    and not exists (select from email_sends s where s.enrollment_id = e.id);
  perform tests.act_as('service_role');
  perform claim_due_sends(10, 'w');
  perform tests.act_as('growth');
  select max(s.id) into its_id from email_sends s where s.to_email = who || '@since.test';
  return its_id;
end
$$;
create temp table since (label text, id uuid);
insert into since select 'vic', pg_temp.one_of('uma', 'vic', '{email}');
create temp table mailed as select pg_temp.mail('vic') as id;
grant select on mailed to service_role;
select tests.act_as('service_role');
select report_send(id, 'sent') from mailed;
select tests.act_as('growth');
select undo_merge(id) from since where label = 'vic';
select is((select concat_ws(' ', e.state, e.current_step, e.next_send_at > now() + interval '2 days', s.lead_id = e.lead_id) from sequence_enrollments e join email_sends s on s.enrollment_id = e.id where e.lead_id = tests.id('vic')),
  'active 1 t t', 'who was mailed while they were one waits for the next as long as anybody, and has the mail');
insert into since select 'xan', pg_temp.one_of('wes', 'xan');
select record_response(tests.id('wes'), body => 'Tell me more', intent => 'interested');
select undo_merge(id) from since where label = 'xan';
select is((select string_agg(l.full_name || ' ' || e.state, ', ' order by l.full_name) from sequence_enrollments e join leads l on l.id = e.lead_id where l.full_name in ('Wes', 'Xan')), 'Wes replied, Xan active', 'who answered since is not mailed on');
insert into since select 'zed', pg_temp.one_of('yul', 'zed');
select record_response(send_id => pg_temp.mail('zed'), body => 'Stop it', intent => 'unsubscribe');
select undo_merge(id) from since where label = 'zed';
select is((select string_agg(concat_ws(' ', l.full_name, l.consent, e.state, r.intent), ', ' order by l.full_name) from leads l left join sequence_enrollments e on e.lead_id = l.id left join outreach_responses r on r.lead_id = l.id where l.full_name in ('Yul', 'Zed')),
  'Yul objected, Zed objected unsubscribed unsubscribe', 'and no is said by both, each with their own reply');

-- ---------------------------------------------------------------------------------------
-- Erasing

select tests.act_as('owner');
insert into imports (id, table_name, file_name, columns, owner_id) values (tests.id('file'), 'leads', 'leads.csv', '{full_name,email}', tests.id('growth'));
insert into import_rows (import_id, row_number, data, key) values (tests.id('file'), 1, '{"full_name": "Zoe Quintal", "email": "Zoe.Quintal@googlemail.com"}', 'zoe.quintal@gmail.com'),
  (tests.id('file'), 2, '{"full_name": "Other", "email": "other@people.test"}', 'other@people.test');
insert into ai_bot_health (id, name, label) values (tests.id('bot'), 'people', 'People');
insert into bot_actions_log (bot_id, action, target_table, target_id, outcome, input, output) values
  (tests.id('bot'), 'score_lead', 'leads', tests.id('zoe')::text, 'succeeded', '{"name": "Zoe Quintal"}', '{"score": 3}');
select tests.act_as('growth');
insert into record_comments (table_name, record_id, body) values ('leads', tests.id('zoe')::text, 'Quintal called');
update leads set email = 'quintal@elsewhere.test', notes = 'Quintal moved' where id = tests.id('zoe');
select record_response(tests.id('zoe'), body => 'I am Quintal and please vergissmich', intent => 'other');
-- What others wrote down about them: a view, a run of another source, a line that was refused, what a bot did with a mail.
insert into saved_views (id, table_name, name, address, owner_id) values
  (tests.id('view'), 'leads', 'quintal@elsewhere.test', '/leads?filters=', tests.id('growth')),
  (tests.id('view2'), 'leads', 'One of them', '/leads?filters%5B0%5D%5Bvalue%5D=Quintal%40Elsewhere.test', tests.id('growth')),
  (tests.id('view3'), 'leads', 'All', '/leads', tests.id('growth'));
select tests.act_as('owner');
insert into import_rows (import_id, row_number, data, key, outcome, reason) values
  (tests.id('file'), 3, '{"full_name": "Z", "email": "quintal@elsewhere.test; x"}', null, 'refused', '{"text": "This is not one email address: quintal@elsewhere.test; x"}');
insert into scrape_runs (id, source_id, state, started_at, finished_at, error_message, log) values
  (tests.id('later'), tests.id('source'), 'failed', now(), now(), 'Cannot read quintal@elsewhere.test', '[{"text": "quintal@elsewhere.test again"}, {"text": "Something else"}]');
insert into bot_actions_log (bot_id, action, target_table, target_id, outcome, input) select
  tests.id('bot'), 'draft', 'email_sends', s.id::text, 'succeeded', '{"to": "quintal@elsewhere.test"}' from email_sends s where s.lead_id = tests.id('zoe') limit 1;
insert into bot_actions_log (bot_id, action, target_table, target_id, outcome, input) values
  (tests.id('bot'), 'score_lead', 'lead_sources', tests.id('source')::text, 'succeeded', '{"about": "quintal@elsewhere.test"}');
-- What was noted with an answer, why a bulk change was refused, and what others are told about them.
insert into private.reply_decisions (response_id, decision, note, before, client_key)
  select r.id, 'handled', 'quintal@elsewhere.test is right', '{"intent": "other", "handling_note": "vergissmich"}', gen_random_uuid() from outreach_responses r where r.lead_id = tests.id('zoe') limit 1;
insert into private.bulk_operations (id, target, outcome) values (tests.id('bulk'), 'leads', '{"refused": [{"details": "Key (email)=(quintal@elsewhere.test) already exists."}]}');
insert into record_comments (id, table_name, record_id, body, author_id) values (tests.id('aside'), 'lead_sources', tests.id('source')::text, 'Ask Quintal@Elsewhere.test, not rquintal@elsewhere.test.org', tests.id('growth'));
insert into leads (id, full_name, email, notes) values (tests.id('friend'), 'Friend', 'friend@people.test', 'Knows quintal@elsewhere.test.');
select tests.act_as('growth');
update leads set notes = notes || ' Well.' where id = tests.id('friend');
-- Every column of every table that can hold text, but for the other lead of this person.
create function pg_temp.mentions(word text) returns setof text language plpgsql as $$
declare
  t record;
  n integer;
begin
  for t in select c.oid::regclass as name from pg_class c join pg_namespace s on s.oid = c.relnamespace where s.nspname in ('public', 'private') and c.relkind = 'r' loop
    execute format('select count(*) from %s x where x::text ilike %L and x::text not like %L', t.name, '%' || word || '%', '%zq@work.test%') into n;
    if n > 0 then return next t.name || ' ' || n; end if;
  end loop;
end
$$;
-- The other one has the same name: another person, as far as anybody knows.
update leads set full_name = 'Somebody', notes = null where id = tests.id('zoe2');
select throws_ok($$select erase_lead(tests.id('zoe'), '')$$, '23514', null, 'erasing needs a word on who asked');
select tests.act_as('finance');
select throws_ok($$select erase_lead(tests.id('zoe'), 'By letter')$$, '42501', null, 'and growth');
select tests.act_as('growth');
create temp table counts as select (select count(*) from email_sends where sent_at is not null) as sends, (select count(*) from outreach_responses) as replies, (select count(*) from sequence_enrollments) as enrollments;
select is((select concat_ws(' ', e ->> 'email_sends', e ->> 'import_rows', e ->> 'record_comments', e ->> 'bot_actions_log') from erase_lead(tests.id('zoe'), 'Asked by letter of 3 May') e), '1 2 1 3', 'it says what it removed');
select tests.act_as('owner');
select is((select string_agg(m, ', ') from pg_temp.mentions('zoe\_quintal') m), null, 'no handle of theirs is left');
select is((select string_agg(m, ', ') from pg_temp.mentions('quintal@') m where m !~ '^(record_comments 1|audit_log 2)$'), null, 'no address');
select is((select concat_ws(' | ', (select body from record_comments where id = tests.id('aside')), (select notes from leads where id = tests.id('friend')), (select outcome ->> 'refused' from private.bulk_operations where id = tests.id('bulk')))),
  'Ask (erased), not rquintal@elsewhere.test.org | Knows (erased). Well. | [{"details": "Key (email)=((erased)) already exists."}]', 'of what others wrote, all but their address stays');
-- Merged by mistake, which was taken back: the other is somebody else.
select tests.act_as('growth');
insert into leads (id, full_name, email, phone) values (tests.id('pia'), 'Pia', 'pia@people.test', null), (tests.id('pip'), 'Pip', 'pip@people.test', '+49 40 7654321');
select undo_merge(pg_temp.one_of('pia', 'pip', '{email,phone}'));
select erase_lead(tests.id('pia'), 'By letter');
select tests.act_as('owner');
select is((select string_agg(concat_ws(' ', a, private.is_suppressed(a)), ', ') from unnest(array['pia@people.test', 'pip@people.test']) a) || (select private.is_lead_suppressed(l) from leads l where l.full_name = 'Pip'),
  'pia@people.test t, pip@people.test ffalse', 'who was merged with them by mistake is another, and may be written to');
select is((select string_agg(m, ', ') from pg_temp.mentions('quintal\%40') m), null, 'nor one in the address of a view');
select is((select string_agg(concat_ws(' ', v.name, (select r.log ->> 1 from scrape_runs r where r.id = tests.id('later'))), ', ') from saved_views v where v.id in (tests.id('view'), tests.id('view2'), tests.id('view3'))), 'All {"text": "Something else"}', 'what is not about them stays');
select is((select string_agg(m, ', ') from pg_temp.mentions('vergissmich') m), null, 'no word of theirs');
select is((select string_agg(m, ', ') from pg_temp.mentions('5557771') m where m not like 'private.lead_keys%' and m not like 'private.suppressed_keys%'), null, 'no phone, but for that of the other lead');
select is((select (c.sends, c.replies, c.enrollments) = ((select count(*) from email_sends where sent_at is not null), (select count(*) from outreach_responses), (select count(*) from sequence_enrollments)) from counts c), true, 'the figures stay');
select is((select count(*) from private.departed_leads where lead_id is null), 3::bigint, 'with nameless leads: this one, and one of theirs that was deleted before');
select tests.act_as('growth');
select is((select reason from audit_log where table_name = 'leads' and action = 'delete' and record_id = tests.id('zoe')::text), 'Erased (GDPR Art. 17): Asked by letter of 3 May', 'the history says that it was done, and why');
select throws_ok($$select recreate_record('leads', (select max(id) from audit_log where table_name = 'leads' and action = 'delete' and record_id = tests.id('zoe')::text))$$,
  '23514', 'This was erased for good: nothing is left to bring back.', 'nothing brings them back');
insert into leads (full_name, email) values ('Found anew', 'zoe.quintal+x@gmail.com'), ('Found otherwise', 'quintal@elsewhere.test');
select is((select string_agg(consent, ' ') from leads where full_name like 'Found %'), 'objected objected', 'found again, they are known as somebody who said no');
select tests.act_as('owner');
select is((select string_agg(k.key, ' ') from private.suppressed_keys k where k.key like '%quintal%'), null, 'by hashes alone');
select throws_ok($$update audit_log set reason = 'x' where id = (select max(id) from audit_log)$$, '42501', null, 'the history is closed to everybody else');

-- ---------------------------------------------------------------------------------------
-- Senders, companies, bounces that pass

select tests.act_as('growth');
insert into outreach_senders (email, name) values ('tom@people.test', 'Tom');
insert into sequence_senders (sequence_id, sender_id) select tests.id('one'), id from outreach_senders where email = 'tom@people.test';
insert into leads (id, full_name, email, source_id) select tests.id(n), n, n || case when n in ('gmail1', 'gmail2') then '@gmail.com' else '@firm.test' end, tests.id('source')
  from unnest(array['ann', 'bob', 'cat', 'gmail1', 'gmail2']) n;
select enrol_leads(tests.id('one'), lead_ids => array[tests.id('ann'), tests.id('bob'), tests.id('cat'), tests.id('gmail1'), tests.id('gmail2')], dry_run => false);
create temp table sent as select m from jsonb_array_elements(pg_temp.claim()) m;
select ok((select count(distinct m ->> 'from_email') = 2 and count(*) = 5 and bool_and((m ->> 'from_email' = 'tom@people.test') = (m ->> 'from_name' = 'Tom')) from sent), 'a sequence writes from all its senders, each by name');
select pg_temp.later();
create temp table again as select t from jsonb_array_elements(pg_temp.claim()) t;
select ok((select bool_and(s.m ->> 'from_email' = t ->> 'from_email') and count(*) = 5 from again a join sent s on s.m ->> 'lead_id' = t ->> 'lead_id'), 'and to each lead from the same');
update outreach_senders set state = 'paused' where email = 'ines@people.test';
select is(check_sequence(tests.id('one'))::text || (check_sequence(tests.id('two')) -> 0 ->> 'code'), '[]sender', 'one that works is enough');
select is((select pause_reason from outreach_senders where email = 'ines@people.test'), 'Paused by hand', 'a pause says why');
update outreach_senders set state = 'active' where email = 'ines@people.test';
select throws_ok($$update outreach_senders set email = 'x@people.test'$$, '42501', null, 'a sender keeps its address');

insert into leads (id, full_name, email, source_id) select tests.id(n), n, n || case when n like 'yahoo%' then '@yahoo.com' else '@corp.test' end, tests.id('source') from unnest(array['eva', 'flo', 'yahoo1', 'yahoo2', 'soft']) n;
select enrol_leads(tests.id('one'), lead_ids => array[tests.id('eva'), tests.id('flo'), tests.id('yahoo1'), tests.id('yahoo2')], dry_run => false);
select enrol_lead(tests.id('soft'), tests.id('two'));
select record_response(tests.id('eva'), body => 'No thanks', intent => 'not_interested'), record_response(tests.id('yahoo1'), body => 'No thanks', intent => 'not_interested');
select is((select string_agg(concat(l.full_name, ' ', e.state), ', ' order by l.full_name) from sequence_enrollments e join leads l on l.id = e.lead_id where l.full_name in ('eva', 'flo', 'yahoo1', 'yahoo2', 'soft')),
  'eva replied, flo stopped, soft active, yahoo1 replied, yahoo2 active', 'an answer speaks for the company, not for a mail provider');
create temp table soft as select m from jsonb_array_elements(pg_temp.claim()) m where m ->> 'lead_id' = tests.id('soft')::text;
grant all on soft to public;
select tests.act_as('service_role');
select report_send((select (m ->> 'id')::bigint from soft), 'bounced', detail => '452 4.2.2 Mailbox full');
select is((select state from sequence_enrollments where lead_id = tests.id('soft')), 'active', 'one bounce that passes is forgiven');
select tests.act_as('growth');
insert into sequence_emails (sequence_id, position, delay_days, subject, body) values (tests.id('two'), 3, 9, 'Last', 'Hello. {{unsubscribe_url}}');
select pg_temp.later();
insert into soft select m from jsonb_array_elements(pg_temp.claim()) m where m ->> 'lead_id' = tests.id('soft')::text;
select tests.act_as('service_role');
select report_send((select max((m ->> 'id')::bigint) from soft), 'bounced', detail => '452 4.2.2 Mailbox full');
select is((select concat(state, ' ', stop_reason) from sequence_enrollments where lead_id = tests.id('soft')), 'bounced 2 emails bounced', 'up to the limit of the sequence');

-- A name is kept without what stands around it, and mails greet people by what they are called.
select tests.act_as('owner');
select is_empty($$select n.*, private.plain_name(written), private.first_name(private.plain_name(written)) from (values
  ('"Anna"', 'Anna', 'Anna'), ('""Anna Weber""', 'Anna Weber', 'Anna'), (E' \u201cAnna\u201d\u00a0', 'Anna', 'Anna'), (E'\u201eAnna Weber\u201c', 'Anna Weber', 'Anna'), (E'\u00abAnna\u00bb', 'Anna', 'Anna'),
  ('''Anna''', 'Anna', 'Anna'), ('"''Anna''"', 'Anna', 'Anna'), ('"Anna', 'Anna', 'Anna'), ('Anna"', 'Anna', 'Anna'), (E'\uff02Anna\uff02', 'Anna', 'Anna'), (E'\ufeffAn\u200bna\r\nBcc: x', 'Anna Bcc: x', 'Anna'), ('""', '', null),
  ('Smith, "Bob"', 'Smith, "Bob"', 'Bob'), ('"Bob" Smith', '"Bob" Smith', 'Bob'), ('Smith "Bob"', 'Smith "Bob"', 'Smith'), ('O''Brien', 'O''Brien', 'O''Brien'), ('''t Hart', '''t Hart', '''t'), ('D''Angelo D''', 'D''Angelo D''', 'D''Angelo'),
  ('Weber, Anna', 'Weber, Anna', 'Anna'), ('Prof. Dr. Anna Weber', 'Prof. Dr. Anna Weber', 'Anna'), ('Anna Weber, PhD', 'Anna Weber, PhD', 'Anna'), ('Ma Long', 'Ma Long', 'Ma'), ('Dr', 'Dr', 'Dr'), (null, null, null)) n (written, kept, greeted)
  where private.plain_name(written) is distinct from kept or private.first_name(private.plain_name(written)) is distinct from greeted$$, 'each name as it is kept, and as a mail greets by it');
select tests.act_as('service_role');
insert into leads (full_name, email, city, headline, source_id) select E'"Quoted\r\nBcc: other@x.test"', 'quoted@names.test', E' \u201cBonn\u201d ', E'Two\r\nlines', id from lead_sources limit 1;
select throws_ok($$insert into leads (full_name, email, source_id) select '""', 'nobody@names.test', id from lead_sources limit 1$$, '23514', null, 'quotes alone are no name');
select tests.act_as('owner');
select is((select concat_ws('|', full_name, city) from leads where email = 'quoted@names.test'), 'Quoted Bcc: other@x.test|Bonn', 'a program’s name is one line without its quotes');
select ok((select private.render_mail('{{full_name}}{{headline}}{{interest}}{{city}}', l, q, null) !~ '[\r\n]' from leads l, (select q from outreach_sequences q limit 1) s (q) where l.email = 'quoted@names.test'), 'so that no subject breaks into a second line');

-- ---------------------------------------------------------------------------------------
-- What others wrote of somebody at the start of a line

select tests.act_as('owner');
insert into leads (id, full_name, email, source_id) values (tests.id('zebulon'), 'Zebulon Quirkwood', 'zeb@quirk.test', tests.id('source'));
insert into bot_actions_log (bot_id, action, outcome, output)
select (select id from ai_bot_health limit 1), 'match', 'succeeded', jsonb_build_object('text', E'To:\nzeb@quirk.test\t\tzeb@quirk.test');
select tests.act_as('growth');
update leads set notes = E'Friend:\nzeb@quirk.test' where id = tests.id('friend');
update leads set notes = 'Nobody' where id = tests.id('friend');
select erase_lead(tests.id('zebulon'), 'By letter');
select tests.act_as('owner');
select is((select count(*) from audit_log a where concat(a.before, a.after) like '%zeb@quirk%'), 0::bigint, 'goes from the history');
select is((select count(*) from bot_actions_log b where b.output::text like '%zeb@quirk%'), 0::bigint, 'and from what a bot wrote');

-- Their full name and their numbers go from what others wrote, however spelled, and from its history; nobody else's does.
select tests.act_as('growth');
insert into leads (id, full_name, email, phone, country) values (tests.id('ottilie'), 'Ottilié Brandauer-Weiß', 'ottilie@people.test', '+49 30 7654399', 'DE'),
  (tests.id('same'), 'Jo Hartmann', 'jo1@people.test', null, null), (tests.id('same2'), 'Jo Hartmann', 'jo2@people.test', null, null);
insert into leads (id, full_name, email, notes) values (tests.id('knows'), 'Knows', 'knows@people.test', $$OTTILIE BRANDAUER-WEISS, Brandauer Weiß, Ottilie, ottilié_brandauer.weiß or Ottilie
Brandauer-Weiss; 030/76 54 399, 0049 (0)30 7654399, +49-30-7654-399. But not Ottilie, nor Brandauer, Scottilie Brandauer-Weiß, 130 7654399, 0307654399123. Jo Hartmann.$$);
update leads set notes = notes || ' Seen.' where id = tests.id('knows');
select lives_ok($$select erase_lead(tests.id('ottilie'), 'By letter'), erase_lead(tests.id('same'), 'By letter')$$, 'two more are erased');
select tests.act_as('owner');
select is((select notes from leads where id = tests.id('knows')), '(erased), (erased), (erased) or (erased); (erased), (erased), (erased). But not Ottilie, nor Brandauer, Scottilie Brandauer-Weiß, 130 7654399, 0307654399123. Jo Hartmann. Seen.',
  'their name in every order and spelling, their number with whatever signs; not what is like them, nor a name that somebody else has');
select is((select count(*) from audit_log where record_id = tests.id('knows')::text and concat_ws(' ', before, after) ~* 'brandauer.weiss|76 54 399'), 0::bigint, 'nor does its history keep them');

select * from finish();
rollback;
