-- What workers tell late, twice, out of order or oddly: nothing of it is lost, counts twice or stops the others.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) values (tests.id('growth'), 'growth@reports.test');
insert into staff_members (user_id, full_name, email, roles) values (tests.id('growth'), 'Growth', 'growth@reports.test', '{growth}');
insert into lead_sources (id, slug, name, kind, url, category, terms_state) values (tests.id('source'), 'reports', 'Reports', 'forum', 'https://r.test', 'r', 'allowed');
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address, send_from, send_until)
  values (tests.id('sequence'), 'Reports', 'draft', 'R', 'r@reports.test', '1 Main Street, Town', '00:00', '23:59:59.999999');
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body)
  select tests.id('step' || n), tests.id('sequence'), n, n - 1, 'S' || n, '{{unsubscribe_url}}' from generate_series(1, 3) n;
insert into leads (id, full_name, email, source_id) select tests.id(n), n, n || '@reports.test', tests.id('source') from unnest(array['ann', 'bob', 'cat', 'dan']) n;
select tests.act_as('growth');
update outreach_sequences set state = 'active';
select enrol_leads(tests.id('sequence'), lead_ids => array(select id from leads), dry_run => false);
select tests.act_as('owner');
update sequence_enrollments set enrolled_at = now() - interval '2 hours', next_send_at = now() - interval '1 hour';
-- Whose source comes to ask for consent.
insert into lead_sources (id, slug, name, kind, url, category, lawful_basis) values (tests.id('strict'), 'strict', 'Strict', 'forum', 'https://s.test', 's', 'consent');
update leads set source_id = tests.id('strict') where full_name = 'dan';

create temp table claimed (name text, id bigint);
grant all on claimed to service_role, authenticated;
create function pg_temp.id_of(name text) returns bigint language sql as $$ select max(c.id) from claimed c where c.name = id_of.name $$;
create function pg_temp.place(who text) returns text language sql as $$
  select concat_ws(' ', e.state, e.current_step, (select string_agg(m.state, ',' order by m.id) from email_sends m where m.lead_id = e.lead_id)) from sequence_enrollments e where e.lead_id = tests.id(who)
$$;
select tests.act_as('service_role');
insert into claimed select split_part(m ->> 'to_email', '@', 1), (m ->> 'id')::bigint from jsonb_array_elements(claim_due_sends(10, 'w')) m;
select is((select string_agg(name, ' ' order by name) from claimed), 'ann bob cat', 'one who may not be mailed does not keep the others from being');
select tests.act_as('growth');
select is(pg_temp.place('dan'), 'paused 0', 'and is held up');

-- In any order, with whatever name
select tests.act_as('service_role');
select report_send(pg_temp.id_of('ann'), 'opened'), report_send(pg_temp.id_of('ann'), 'delivered', '-infinity'), report_send(pg_temp.id_of('ann'), 'sent', 'infinity', 'provider 1');
select is((select concat_ws(' ', state, message_id, sent_at <= opened_at, delivered_at >= sent_at, opened_at <= clock_timestamp()) from email_sends where id = pg_temp.id_of('ann')), 'opened provider 1 t t t',
  'what is told first comes in its place, with the name that comes last');
select lives_ok($$select report_send(pg_temp.id_of('bob'), 'sent', null, 'provider 1')$$, 'a name that another mail has');
select lives_ok($$select report_send(pg_temp.id_of('bob'), 'delivered', null, '')$$, 'or none at all');
select is((select concat_ws(' ', state, message_id) from email_sends where id = pg_temp.id_of('bob')), 'delivered', 'is not kept, and what is told of it is');

-- Told failed, and sent after that
select report_send(pg_temp.id_of('cat'), 'failed', null, null, 'Timed out');
select is((select r ->> 'accepted' from report_send(pg_temp.id_of('cat'), 'failed') r), 'true', 'told failed twice it is once');
select tests.act_as('owner');
update sequence_enrollments set next_send_at = now() - interval '1 minute' where lead_id = tests.id('cat');
select tests.act_as('service_role');
insert into claimed select 'cat again', (m ->> 'id')::bigint from jsonb_array_elements(claim_due_sends(10, 'w')) m;
select report_send(pg_temp.id_of('cat'), 'sent', null, 'provider 3');
select tests.act_as('growth');
select is(pg_temp.place('cat'), 'active 1 sent,skipped', 'a mail that was told failed has left all the same: its next try is taken back');
select tests.act_as('service_role');
select is((select r ->> 'go' from report_send(pg_temp.id_of('cat again'), 'sending') r), 'false', 'and does not go');

select tests.act_as('owner');
update sequence_enrollments set next_send_at = now() - interval '1 minute' where lead_id = tests.id('ann');
select tests.act_as('service_role');
insert into claimed select 'ann second', (m ->> 'id')::bigint from jsonb_array_elements(claim_due_sends(10, 'w')) m;
select tests.act_as('owner');
update email_sends set queued_at = now() - interval '2 hours' where state = 'queued';
select tests.act_as('service_role');
select mark_missed();
select tests.act_as('growth');
select is(pg_temp.place('ann'), 'paused 1 opened,failed', 'of whom nobody told is held up');
select is((select concat_ws(' ', w ->> 'words', w ->> 'unblock') from sequence_enrollments e, why_not_sent(e.id) w where e.lead_id = tests.id('ann')),
  'Paused: a worker never told what became of an email: it may have been sent. Resume it, and email 2 is sent once more. Where it did arrive, stop the enrollment instead.', 'and says what for');
select tests.act_as('service_role');
select report_send(pg_temp.id_of('ann second'), 'delivered');
select tests.act_as('growth');
select is(pg_temp.place('ann'), 'active 2 opened,delivered', 'until somebody does');
select tests.act_as('owner');
update sequence_enrollments set state = 'paused', stop_reason = 'The email failed three times' where lead_id = tests.id('ann');
select tests.act_as('growth');
update sequence_enrollments set state = 'active' where lead_id = tests.id('ann');
select is((select concat_ws(' ', state, stop_reason, next_send_at > now()) from sequence_enrollments where lead_id = tests.id('ann')), 'active t', 'or growth resumes it, which ends the reason');

-- Replies
select tests.act_as('service_role');
create temp table told as select r.* from generate_series(1, 2) n, record_response(send_id => pg_temp.id_of('bob'), body => repeat('x', 30000), subject => repeat('s', 400), at => now() + n * interval '1 year') r;
grant select on told to authenticated;
select is((select concat_ws(' ', count(distinct id), max(char_length(body)), max(received_at) <= clock_timestamp()) from told), '1 19994 t', 'a reply told twice is one, is kept however long it is, and is not of the future');
select throws_ok($$select record_response(send_id => pg_temp.id_of('bob'), body => 'x', intent => 'angry')$$, '23514', 'The intent is one of: interested, question, later, not_interested, unsubscribe, out_of_office, other.', 'with an intent that there is');
select throws_ok($$select record_response(send_id => -1, body => 'x')$$, 'PT404', 'Nobody knows whose reply this is.', 'of somebody who is known');
select record_response(send_id => pg_temp.id_of('cat'), body => 'Away', intent => 'out_of_office', back_on => '9999-12-31');
select ok((select next_send_at < now() + interval '3 years' from sequence_enrollments where lead_id = tests.id('cat')), 'and nobody is away for ever');
select record_response(send_id => pg_temp.id_of('ann'), body => 'Later', intent => 'later', back_on => '2001-01-01');
select is((select follow_up_on from leads where full_name = 'ann'), current_date, 'nor to be followed up in the past');

select throws_ok($$select record_response(lead_id => tests.id('ann'), send_id => pg_temp.id_of('bob'), body => 'x')$$, '23514', 'That mail went to somebody else: give the reply to them, or without it.', 'an answer to a mail is its reader''s');
select is((select r.received_at >= s.queued_at from record_response(send_id => pg_temp.id_of('bob'), body => 'Early', at => '1970-01-01') r join email_sends s on s.id = r.email_send_id), true, 'and is not given before it was sent');
select record_response(send_id => pg_temp.id_of('cat'), from_email => 'Cat at home <cat@home.test>', body => 'Never again', intent => 'unsubscribe');
select tests.act_as('owner');
select is((select private.is_suppressed('cat@home.test') and private.is_suppressed('cat@reports.test')), true, 'who asks for no more from another address gets none at either');
select tests.act_as('service_role');
select is((select concat_ws(' ', count(distinct r.id), count(r.lead_id), min(r.body)) from generate_series(1, 2), record_response(from_email => 'Who <nobody.knows@home.test>', subject => 'Unsubscribe', body => U&' \200B', intent => 'unsubscribe') r), '1 0 (no text)',
  'nor who asks from one that nobody knows, and says nothing more');
select throws_ok($$select record_response(from_email => 'nobody.knows@home.test', body => 'x')$$, 'PT404', 'Nobody knows whose reply this is.', 'other words of theirs are nobody''s');
select throws_ok($$select record_response(lead_id => tests.id('nobody'), body => 'x')$$, 'PT404', 'This lead does not exist any more.', 'a lead is one that there is');
select throws_ok($$select claim_due_sends(1, U&'\200B')$$, '22023', null, 'a worker has a name that can be read');
select tests.act_as('growth');
select throws_ok($$select record_response(lead_id => tests.id('ann'), body => ' ')$$, '23514', 'Say what they wrote.', 'a person says what they were told');
select tests.act_as('owner');
select ok(private.is_suppressed('nobody.knows@home.test'), 'and is not written to');

-- What stands against a mail only since it was claimed
select tests.act_as('owner');
insert into leads (id, full_name, email, source_id) select tests.id(n), n, n || '@reports.test', tests.id('source') from unnest(array['eve', 'fay', 'gus', 'hal', 'ivy']) n;
select tests.act_as('growth');
select enrol_leads(tests.id('sequence'), lead_ids => array(select id from leads where full_name in ('eve', 'fay', 'gus', 'hal', 'ivy')), dry_run => false);
select tests.act_as('owner');
update sequence_enrollments set enrolled_at = now() - interval '2 hours', next_send_at = now() - interval '1 hour' where current_step = 0 and state = 'active';
select tests.act_as('service_role');
insert into claimed select split_part(m ->> 'to_email', '@', 1), (m ->> 'id')::bigint from jsonb_array_elements(claim_due_sends(10, 'w')) m;
select tests.act_as('owner');
update leads set source_id = tests.id('strict') where full_name = 'eve';
select tests.act_as('growth');
update leads set email = 'fay.new@reports.test' where full_name = 'fay';
update sequence_enrollments set state = 'paused' where lead_id = tests.id('gus');
update leads set state = 'rejected', rejected_reason = 'R' where full_name = 'ivy';
create function pg_temp.goes(who text) returns text language sql volatile as $$ select concat_ws(' ', r ->> 'go', r ->> 'why') from report_send(pg_temp.id_of(who), 'sending') r $$;
select tests.act_as('service_role');
select is(string_agg(pg_temp.goes(n), '; ' order by n), 'false Leads of this source are mailed with their consent only, and there is none on record.; false The lead has another address by now.; false The enrollment is paused.; true; false stopped',
  'is told to the worker who asks before it leaves') from unnest(array['eve', 'fay', 'gus', 'hal', 'ivy']) n;
select is(pg_temp.goes('hal'), 'true', 'as often as it asks');
select tests.act_as('growth');
update outreach_sequences set state = 'paused';
select tests.act_as('service_role');
select is(pg_temp.goes('hal'), 'false The sequence is paused.', 'also of the sequence');
select is((select r ->> 'accepted' from report_send(pg_temp.id_of('hal'), 'sent') r), 'false', 'and none of them counts as sent');
select tests.act_as('growth');
update outreach_sequences set state = 'active';
update sequence_enrollments set state = 'active' where lead_id = tests.id('gus');
select tests.act_as('owner');
update sequence_enrollments set next_send_at = now() - interval '1 minute' where lead_id = tests.id('gus');
select tests.act_as('service_role');
select is((select string_agg(m ->> 'to_email', ' ' order by m ->> 'to_email') from jsonb_array_elements(claim_due_sends(10, 'w')) m where m ->> 'to_email' !~ 'ann'), 'fay.new@reports.test gus@reports.test hal@reports.test', 'their step is due again when nothing does any more');

-- Bounces of mails that were taken back, or that a program had opened
select tests.act_as('service_role');
select report_send(pg_temp.id_of('gus'), 'bounced', null, null, '452 4.2.2 Mailbox full');
select tests.act_as('owner');
select ok(not private.is_suppressed('gus@reports.test'), 'a mailbox that is full passes, also of a mail that was taken back');
select tests.act_as('service_role');
select report_send(pg_temp.id_of('gus'), 'bounced', null, null, '550 5.1.1 No such user');
select report_send(pg_temp.id_of('ann second'), 'opened'), report_send(pg_temp.id_of('ann second'), 'bounced', null, null, '550 5.1.1 No such user');
select tests.act_as('owner');
select is((select string_agg(s.email || ' ' || s.reason, ', ' order by s.email) from outreach_suppressions s where s.email ~ '^(ann|gus)@') || ' ' || (select state from email_sends where id = pg_temp.id_of('ann second')),
  'ann@reports.test hard_bounce, gus@reports.test hard_bounce opened', 'one that is not there does not, even where a program had opened the mail');
select tests.act_as('growth');
select throws_ok($$update sequence_emails set position = 9 where id = tests.id('step1')$$, '23514', 'An email that was sent already keeps its place: those enrolled are counted by it. Move the others, or duplicate the sequence.', 'an email that was sent keeps its place');
select tests.act_as('service_role');

-- Runs
create temp table run as select * from start_run(tests.id('source'), 'w');
select throws_ok(format('select beat_run(%L, %L)', (select id from run), figures), '22023', 'Figures are whole numbers from 0 on: pages, found, new_leads, duplicates, errors.', 'no figures: ' || figures)
  from unnest(array['[1]', '{"found": -5}', '{"found": "many"}', '{"found": 1e30}', '{"found": {"a": 1}}', '{"fuond": 3}']) figures;
select throws_ok($$select finish_run((select id from run), 'succeeded', cost_minor => 5, currency => 'XXQ')$$, '23514', 'A cost is an amount from 0 on, in a currency that is in use here.', 'a cost is in a currency');
select is((select error_message from finish_run((select id from run), 'failed')), 'The worker gave no reason', 'who fails without a word is told so');

-- Scores
insert into leads (full_name, handle, score) values ('Scored', 'scored', 90);
select is((select score from leads where full_name = 'Scored'), 0::smallint, 'a program gives no points without a reason');
update leads set score = 5, score_reasons = '[{"reason": "Writes well", "points": 40}, {"reason": "Shop", "points": -10}]' where full_name = 'Scored';
select is((select score from leads where full_name = 'Scored'), 30::smallint, 'but those that its reasons come to');
select tests.act_as('growth');
update leads set score = 75 where full_name = 'Scored';
select tests.act_as('service_role');
update leads set city = 'Bonn' where full_name = 'Scored';
select is((select score from leads where full_name = 'Scored'), 75::smallint, 'and leaves alone what a person made of them');

-- Somebody else with their phone is erased between claim and report.
select tests.act_as('owner');
insert into leads (id, full_name, email, phone, source_id) select tests.id(n), n, n || '@shared.test', '+49 30 998877', tests.id('source') from unnest(array['shared1', 'shared2']) n;
update outreach_sequences set state = 'active';
update outreach_senders set state = 'active';
select tests.act_as('growth');
select enrol_lead(tests.id('shared1'), tests.id('sequence'));
select tests.act_as('owner');
update sequence_enrollments set next_send_at = now() - interval '1 hour' where lead_id = tests.id('shared1');
select tests.act_as('service_role');
insert into claimed select 'shared1', (m ->> 'id')::bigint from jsonb_array_elements(claim_due_sends(10, 'w')) m where m ->> 'to_email' ~ 'shared1';
select tests.act_as('growth');
select erase_lead(tests.id('shared2'), 'By letter');
select tests.act_as('service_role');
select is((select concat_ws(' ', r ->> 'accepted', r ->> 'state') from report_send(pg_temp.id_of('shared1'), 'sent') r), 'false skipped', 'what had left to them is told without an error');

select * from finish();
rollback;
