-- Outreach: nobody who opted out is mailed, whichever way it became known; runs and sequences keep their rules.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

insert into lead_sources (id, slug, name, kind, url, category, terms_state) values (tests.id('source'), 'rules', 'Rules', 'forum', 'https://rules.test', 'r', 'allowed');
insert into outreach_sequences (id, name, from_name, from_email, postal_address)
  select tests.id(name), name, 'R', 'r@rules.test', '1 Main Street, Town' from unnest(array['empty', 'archived', 'starting']) name;
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address)
  select tests.id(name), name, 'active', 'R', 'r@rules.test', '1 Main Street, Town' from unnest(array['sequence', 'ending']) name;
insert into sequence_emails (sequence_id, position, subject, body) values (tests.id('starting'), 1, 'Hello', 'Stop: {{unsubscribe_url}}');
update outreach_sequences set state = 'archived' where name = 'archived';
insert into sequence_emails (sequence_id, position, subject, body) values (tests.id('sequence'), 1, 'S', 'B');
insert into leads (id, full_name, source_id, email) select tests.id(name), name, tests.id('source'), name || '@rules.test'
  from unnest(array['ada', 'bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal', 'ida', 'jo', 'kim']) name;
insert into leads (id, full_name, source_id, phone) values (tests.id('phone only'), 'phone only', tests.id('source'), '1');

create function pg_temp.enrol(lead text, sequence text default 'sequence') returns text language sql as $$
  select format('insert into sequence_enrollments (sequence_id, lead_id) values (%L, %L)', tests.id(sequence), tests.id(lead))
$$;
create function pg_temp.cannot_enrol(lead text, message text, sequence text default 'sequence') returns setof text language sql as $$
  select throws_ok(pg_temp.enrol(lead, sequence), '23514', message, message)
$$;
-- A lead in the middle of a sequence: enrolled, one mail sent, the next one waiting.
create function pg_temp.mailed(lead text) returns void language sql as $$
  update leads set state = 'contacted' where id = tests.id(lead);
  insert into sequence_enrollments (id, sequence_id, lead_id, next_send_at)
    values (tests.id(lead), tests.id('sequence'), tests.id(lead), now());
  insert into email_sends (lead_id, enrollment_id, to_email, subject, state) values
    (tests.id(lead), tests.id(lead), initcap(lead) || '@rules.test', 'S1', 'sent'),
    (tests.id(lead), tests.id(lead), initcap(lead) || '@rules.test', 'S2', 'queued');
$$;
create function pg_temp.standing(lead text) returns text language sql as $$
  select concat_ws(' | ',
    (select concat(state, ' ', stop_reason) from sequence_enrollments where lead_id = tests.id(lead)),
    (select concat(state, ' ', reason) from email_sends where lead_id = tests.id(lead) and subject = 'S2'),
    (select concat(state, ' ', consent) from leads where id = tests.id(lead)),
    (select string_agg(reason, ', ' order by reason) from outreach_suppressions where email = lead || '@rules.test'))
$$;

-- ---------------------------------------------------------------------------------------
-- Addresses

select tests.act_as('growth');
insert into leads (full_name, email) values ('Kay', '  KAY@Rules.Test ');
select is((select email from leads where full_name = 'Kay'), 'kay@rules.test', 'an address is kept in lower case, without space around it');
select throws_ok($$insert into leads (full_name, email) values ('Kay again', 'Kay@rules.TEST')$$, '23505', null, 'so that the same person is one lead');
select throws_ok($$insert into leads (full_name, email) values ('No', 'not an address')$$, '23514', null, 'what is no address is refused');
insert into outreach_suppressions (email, reason) values (' ADA@rules.test', 'manual');
select is((select email from outreach_suppressions), 'ada@rules.test', 'suppressions too');

-- ---------------------------------------------------------------------------------------
-- Who is not enrolled

update leads set state = 'rejected', rejected_reason = 'R' where full_name = 'bo';
update leads set consent = 'objected' where full_name = 'cy';
select pg_temp.cannot_enrol('ada', 'This lead must not be mailed: the address is suppressed.');
select pg_temp.cannot_enrol('bo', 'This lead is rejected, so it cannot be enrolled.');
select pg_temp.cannot_enrol('cy', 'This lead must not be mailed: the address is suppressed.');
select pg_temp.cannot_enrol('phone only', 'This lead has no email address, so it cannot be enrolled.');
select pg_temp.cannot_enrol('di', 'This sequence is archived, so nobody can be enrolled in it.', 'archived');
select tests.act_as('owner');
select pg_temp.cannot_enrol('ada', 'This lead must not be mailed: the address is suppressed.');
select tests.act_as('admin');
select lift_suppression((select id from outreach_suppressions where email = 'cy@rules.test'), 'Taken for another');
select tests.act_as('growth');
-- Lifted, but the lead still objects.
select pg_temp.cannot_enrol('cy', 'This lead must not be mailed: the address is suppressed.');
select lives_ok(pg_temp.enrol('di'), 'others are');
select throws_ok($$update sequence_enrollments set lead_id = tests.id('ada')$$, '42501', null,
  'and an enrollment is not passed on to somebody suppressed');
update sequence_enrollments set state = 'paused';
insert into outreach_suppressions (email, reason) values ('di@rules.test', 'legal');
select is(pg_temp.standing('di'), 'stopped Suppressed: legal | new objected | legal', 'a paused one is stopped as well');
select throws_ok($$update sequence_enrollments set state = 'active'$$, '23514', null, 'and not taken up again');

-- ---------------------------------------------------------------------------------------
-- What is under way stops

select tests.act_as('owner');
select pg_temp.mailed(lead) from unnest(array['ed', 'flo', 'gus', 'hal', 'ida', 'jo', 'kim']) lead;
select tests.act_as('growth');
insert into outreach_suppressions (email, reason) values ('Ed@rules.test', 'unsubscribed');
select is(pg_temp.standing('ed'), 'unsubscribed Suppressed: unsubscribed | skipped suppressed | contacted objected | unsubscribed',
  'a suppression ends the enrollment and takes back what is queued');
insert into outreach_suppressions (email, reason) values ('flo@rules.test', 'hard_bounce');
select is(pg_temp.standing('flo'), 'bounced Suppressed: hard bounce | skipped suppressed | contacted none | hard_bounce', 'a hard bounce too, which is no objection');
update leads set consent = 'objected' where full_name = 'gus';
select is(pg_temp.standing('gus'), 'stopped Suppressed: objected | skipped suppressed | contacted objected | objected', 'a lead marked as objecting too');
select record_response(tests.id('hal'), body => 'Stop', intent => 'unsubscribe');
select is(pg_temp.standing('hal'), 'unsubscribed Suppressed: unsubscribed | skipped suppressed | replied objected | unsubscribed', 'an answer that unsubscribes too');
select record_response(tests.id('ida'), body => 'Away until Monday', intent => 'out_of_office');
select is(pg_temp.standing('ida'), 'active  | queued  | contacted none', 'an absence note stops nothing');
update outreach_responses set intent = 'unsubscribe' where lead_id = tests.id('ida');
select is(pg_temp.standing('ida'), 'unsubscribed Suppressed: unsubscribed | skipped suppressed | replied objected | unsubscribed', 'until somebody reads it and finds that it unsubscribes');
select record_response(tests.id('jo'), body => 'Tell me more', intent => 'interested');
select is(pg_temp.standing('jo'), 'replied The lead answered | skipped replied | replied none', 'any other answer ends the sequence');
update sequence_enrollments set state = 'stopped' where lead_id = tests.id('kim');
select is(pg_temp.standing('kim'), 'stopped  | skipped stopped | contacted none', 'who is taken out by hand gets nothing more');
select is((select count(*) from email_sends where subject = 'S1' and state = 'sent'), 7::bigint, 'what was sent stays sent');

select tests.act_as('owner');
insert into email_sends (lead_id, to_email, subject) values (tests.id('ada'), 'ADA@rules.test', 'New');
select is((select concat(state, ' ', reason) from email_sends where subject = 'New'), 'skipped suppressed', 'a mail to a suppressed address is never queued');
insert into email_sends (lead_id, to_email, subject, state, reason) values (tests.id('ada'), 'ada@rules.test', 'Failed', 'failed', 'Timeout');
update email_sends set state = 'queued' where subject = 'Failed';
select is((select concat(state, ' ', reason) from email_sends where subject = 'Failed'), 'skipped suppressed', 'nor tried again');

select tests.act_as('growth');
select throws_ok($$delete from outreach_suppressions where email = 'ada@rules.test'$$, '42501', null, 'growth removes no suppression');
select throws_ok($$select lift_suppression((select id from outreach_suppressions where email = 'ada@rules.test'), 'Please')$$, '42501', 'Only admins may lift a suppression.', 'nor lifts one');

-- ---------------------------------------------------------------------------------------
-- What the mail server says, and what an objection is worth

select tests.act_as('owner');
insert into leads (id, full_name, source_id, email) select tests.id(name), name, tests.id('source'), name || '@rules.test' from unnest(array['lea', 'moe', 'nan', 'oli', 'pia', 'quin', 'rob']) name;
select tests.act_as('owner');
select pg_temp.mailed(lead) from unnest(array['lea', 'moe', 'nan', 'oli', 'pia', 'rob']) lead;
insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('ending'), tests.id('quin'));
create function pg_temp.feedback(lead text, new_state text, why text) returns text language sql as $$
  update email_sends set state = new_state, reason = why where lead_id = tests.id(lead) and subject = 'S1';
  select pg_temp.standing(lead);
$$;
select is(pg_temp.feedback('lea', 'complained', 'Spam button'), 'stopped Suppressed: complained | skipped suppressed | contacted objected | complained', 'a complaint suppresses');
select is(pg_temp.feedback('moe', 'bounced', '550 5.1.1 No such user'), 'bounced Suppressed: hard bounce | skipped suppressed | contacted none | hard_bounce', 'so does a bounce');
select is(pg_temp.feedback('nan', 'bounced', '452 4.2.2 Mailbox full'), 'active  | queued  | contacted none', 'but for one that will pass');
select tests.act_as('growth');
select throws_ok($$update leads set email = ' MOE@Rules.test' || chr(160) where full_name = 'oli'$$, '23505', null, 'signs that nobody sees do not make another address');
insert into outreach_suppressions (email, reason) values ('elsewhere@rules.test', 'manual');
update leads set email = chr(8203) || 'Elsewhere@rules.test ' where full_name = 'oli';
select is(pg_temp.standing('oli'), 'stopped The new address is suppressed | skipped stopped | contacted none', 'an enrollment ends where the lead moves to a suppressed address');
update leads set state = 'rejected', rejected_reason = 'R' where full_name = 'pia';
select is(pg_temp.standing('pia'), 'stopped The lead is rejected | skipped stopped | rejected none', 'or is rejected');
update outreach_sequences set state = 'archived' where name = 'ending';
select is(pg_temp.standing('quin'), 'stopped The sequence was archived | new none', 'or the sequence is archived');

insert into outreach_suppressions (email, reason) values ('rob@rules.test', 'manual');
select record_response(tests.id('rob'), body => 'Stop', intent => 'unsubscribe'), record_response(tests.id('phone only'), body => 'Never again', intent => 'unsubscribe');
select is((select string_agg(consent, ' ') from leads where full_name in ('rob', 'phone only')), 'objected objected', 'an objection is kept with the person, whatever address is known');
select is((select string_agg(reason, ', ' order by reason) from outreach_suppressions where email = 'rob@rules.test'), 'manual, unsubscribed', 'beside what the address was suppressed for before');
select throws_ok($$update leads set consent = 'consented', email = 'new@rules.test' where full_name = 'rob'$$, '23514',
  'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.', 'growth does not take it back');
update leads set email = 'phone@rules.test' where full_name = 'phone only';
select pg_temp.cannot_enrol('phone only', 'This lead must not be mailed: the address is suppressed.');
select tests.act_as('admin');
select throws_ok($$update leads set consent = 'consented' where full_name = 'rob'$$, '23514', null, 'nor does an admin');
select tests.act_as('owner');
insert into email_sends (lead_id, to_email, subject) values (tests.id('ada'), E' Lea@rules.test\n', 'Odd');
select is((select concat(to_email, ' ', state) from email_sends where subject = 'Odd'), 'lea@rules.test skipped', 'a mail to a suppressed address is known by any spelling');
insert into email_sends (lead_id, to_email, subject) values (tests.id('ada'), 'free@rules.test', 'Moved');
update email_sends set to_email = 'lea@rules.test' where subject = 'Moved';
select is((select state from email_sends where subject = 'Moved'), 'skipped', 'also when it is turned to one');
select tests.act_as('growth');

-- ---------------------------------------------------------------------------------------
-- Sequences and runs

select throws_ok($$update outreach_sequences set state = 'active' where name = 'empty'$$, '23514',
  'Write at least one email before activating this sequence.', 'a sequence without an email is not activated');
update outreach_sequences set state = 'active' where name = 'starting';
select is((select state || (activated_at is not null) from outreach_sequences where name = 'starting'), 'activetrue', 'one with an email is, and keeps when');

select is((select state || ' ' || trigger || ' ' || (requested_by = auth.uid()) from start_scrape_run(tests.id('source'))), 'queued manual true',
  'a person starts a run');
select throws_ok($$select start_scrape_run(tests.id('source'))$$, '23514', 'A run of this source is already queued or running.', 'one at a time for a source');
select tests.act_as('owner');
update scrape_runs set state = 'running';
select tests.act_as('growth');
select ok((select r.started_at is not null and r.heartbeat_at is not null and s.last_run_at = r.started_at from scrape_runs r join lead_sources s on s.id = r.source_id),
  'a run that begins keeps when, and its source too');
select throws_ok($$select retry_scrape_run((select id from scrape_runs))$$, '23514',
  'Only a failed, partial or cancelled run can be retried; this one is running.', 'what still runs is not retried');
select tests.act_as('owner');
select throws_ok($$update scrape_runs set state = 'failed'$$, '23514', null, 'a failure says what failed');
update scrape_runs set state = 'failed', error_message = 'Blocked';
select tests.act_as('growth');
create temporary table again as select * from retry_scrape_run((select id from scrape_runs), 'Try once more');
select is((select a.state || ' ' || a.trigger || ' ' || (a.requested_by = auth.uid()) || ' ' || (f.finished_at is not null) from again a join scrape_runs f on f.id = a.retry_of),
  'queued retry true true', 'a failed run is retried as a run of its own');
select is((select reason from audit_log where record_id = (select id::text from again)), 'Try once more', 'with the reason in its history');
select throws_ok($$select retry_scrape_run((select retry_of from again))$$, '23514', 'A run of this source is already queued or running.', 'once');
select throws_ok($$select retry_scrape_run(tests.id('nothing'))$$, 'PT404', null, 'a run that is gone is told');
select tests.act_as('finance');
select throws_ok($$select start_scrape_run(tests.id('source'))$$, '42501', null, 'only growth starts a run');
select throws_ok($$select retry_scrape_run(tests.id('nothing'))$$, '42501', null, 'or retries one');

-- Signed by who did it
select tests.act_as('growth');
insert into outreach_suppressions (email, reason) values ('signed@rules.test', 'manual');
insert into leads (id, full_name, email) values (tests.id('sue'), 'sue', 'sue@rules.test');
insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('sequence'), tests.id('sue'));
select results_eq($$select created_by from outreach_suppressions where email = 'signed@rules.test' union all select enrolled_by from sequence_enrollments where lead_id = tests.id('sue')$$,
  $$values (tests.id('growth')), (tests.id('growth'))$$, 'nobody signs for another');
select throws_ok($$update sequence_enrollments set enrolled_at = '2000-01-01' where lead_id = tests.id('sue')$$, '42501', null, 'nor for another day');

select * from finish();
rollback;
