-- Outreach: nobody who opted out is mailed, whichever way it became known; runs and sequences keep their rules.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
-- Plays a person for the statements that follow; 'owner' is whoever runs this file, as machines and migrations do.
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then '' when 'service_role' then '{"role": "service_role"}'
    else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' when 'service_role' then name else 'authenticated' end, true);
$$;
insert into auth.users (id, email)
  select pg_temp.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select pg_temp.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select pg_temp.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

insert into lead_sources (id, slug, name, kind, url, category) values (pg_temp.id('source'), 'rules', 'Rules', 'forum', 'https://rules.test', 'r');
insert into outreach_sequences (id, name, from_name, from_email, postal_address)
  select pg_temp.id(name), name, 'R', 'r@rules.test', '1 Main Street, Town' from unnest(array['sequence', 'empty', 'archived', 'ending']) name;
update outreach_sequences set state = 'archived' where name = 'archived';
insert into sequence_emails (sequence_id, position, subject, body) values (pg_temp.id('sequence'), 1, 'S', 'B');
insert into leads (id, full_name, email) select pg_temp.id(name), name, name || '@rules.test'
  from unnest(array['ada', 'bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal', 'ida', 'jo', 'kim']) name;
insert into leads (id, full_name, phone) values (pg_temp.id('phone only'), 'phone only', '1');

create function pg_temp.enrol(lead text, sequence text default 'sequence') returns text language sql as $$
  select format('insert into sequence_enrollments (sequence_id, lead_id) values (%L, %L)', pg_temp.id(sequence), pg_temp.id(lead))
$$;
create function pg_temp.cannot_enrol(lead text, message text, sequence text default 'sequence') returns setof text language sql as $$
  select throws_ok(pg_temp.enrol(lead, sequence), '23514', message, message)
$$;
-- A lead in the middle of a sequence: enrolled, one mail sent, the next one waiting.
create function pg_temp.mailed(lead text) returns void language sql as $$
  update leads set state = 'contacted' where id = pg_temp.id(lead);
  insert into sequence_enrollments (id, sequence_id, lead_id, next_send_at)
    values (pg_temp.id(lead), pg_temp.id('sequence'), pg_temp.id(lead), now());
  insert into email_sends (lead_id, enrollment_id, to_email, subject, state) values
    (pg_temp.id(lead), pg_temp.id(lead), initcap(lead) || '@rules.test', 'S1', 'sent'),
    (pg_temp.id(lead), pg_temp.id(lead), initcap(lead) || '@rules.test', 'S2', 'queued');
$$;
create function pg_temp.standing(lead text) returns text language sql as $$
  select concat_ws(' | ',
    (select concat(state, ' ', stop_reason) from sequence_enrollments where lead_id = pg_temp.id(lead)),
    (select concat(state, ' ', reason) from email_sends where lead_id = pg_temp.id(lead) and subject = 'S2'),
    (select concat(state, ' ', consent) from leads where id = pg_temp.id(lead)),
    (select reason from outreach_suppressions where email = lead || '@rules.test'))
$$;

-- ---------------------------------------------------------------------------------------
-- Addresses

select pg_temp.act_as('growth');
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
select pg_temp.act_as('service_role');
select pg_temp.cannot_enrol('ada', 'This lead must not be mailed: the address is suppressed.');
select pg_temp.act_as('admin');
delete from outreach_suppressions where email = 'cy@rules.test';
select pg_temp.act_as('growth');
-- Lifted, but the lead still objects.
select pg_temp.cannot_enrol('cy', 'This lead must not be mailed: the address is suppressed.');
select lives_ok(pg_temp.enrol('di'), 'others are');
select throws_ok($$update sequence_enrollments set lead_id = pg_temp.id('ada')$$, '23514', 'An enrollment stays with its lead and its sequence.',
  'and an enrollment is not passed on to somebody suppressed');
update sequence_enrollments set state = 'paused';
insert into outreach_suppressions (email, reason) values ('di@rules.test', 'legal');
select is(pg_temp.standing('di'), 'stopped Suppressed: legal | new objected | legal', 'a paused one is stopped as well');
select throws_ok($$update sequence_enrollments set state = 'active'$$, '23514', null, 'and not taken up again');

-- ---------------------------------------------------------------------------------------
-- What is under way stops

select pg_temp.act_as('service_role');
select pg_temp.mailed(lead) from unnest(array['ed', 'flo', 'gus', 'hal', 'ida', 'jo', 'kim']) lead;
select pg_temp.act_as('growth');
insert into outreach_suppressions (email, reason) values ('Ed@rules.test', 'unsubscribed');
select is(pg_temp.standing('ed'), 'unsubscribed Suppressed: unsubscribed | skipped suppressed | contacted objected | unsubscribed',
  'a suppression ends the enrollment and takes back what is queued');
insert into outreach_suppressions (email, reason) values ('flo@rules.test', 'hard_bounce');
select is(pg_temp.standing('flo'), 'bounced Suppressed: hard bounce | skipped suppressed | contacted none | hard_bounce', 'a hard bounce too, which is no objection');
update leads set consent = 'objected' where full_name = 'gus';
select is(pg_temp.standing('gus'), 'stopped Suppressed: objected | skipped suppressed | contacted objected | objected', 'a lead marked as objecting too');
insert into outreach_responses (lead_id, body, intent) values (pg_temp.id('hal'), 'Stop', 'unsubscribe');
select is(pg_temp.standing('hal'), 'unsubscribed Suppressed: unsubscribed | skipped suppressed | replied objected | unsubscribed', 'an answer that unsubscribes too');
insert into outreach_responses (lead_id, body, intent) values (pg_temp.id('ida'), 'Away until Monday', 'out_of_office');
select is(pg_temp.standing('ida'), 'active  | queued  | contacted none', 'an absence note stops nothing');
update outreach_responses set intent = 'unsubscribe' where lead_id = pg_temp.id('ida');
select is(pg_temp.standing('ida'), 'unsubscribed Suppressed: unsubscribed | skipped suppressed | replied objected | unsubscribed', 'until somebody reads it and finds that it unsubscribes');
insert into outreach_responses (lead_id, body, intent) values (pg_temp.id('jo'), 'Tell me more', 'interested');
select is(pg_temp.standing('jo'), 'replied The lead answered | skipped replied | replied none', 'any other answer ends the sequence');
update sequence_enrollments set state = 'stopped' where lead_id = pg_temp.id('kim');
select is(pg_temp.standing('kim'), 'stopped  | skipped stopped | contacted none', 'who is taken out by hand gets nothing more');
select is((select count(*) from email_sends where subject = 'S1' and state = 'sent'), 7::bigint, 'what was sent stays sent');

select pg_temp.act_as('service_role');
insert into email_sends (lead_id, to_email, subject) values (pg_temp.id('ada'), 'ADA@rules.test', 'New');
select is((select concat(state, ' ', reason) from email_sends where subject = 'New'), 'skipped suppressed', 'a mail to a suppressed address is never queued');
insert into email_sends (lead_id, to_email, subject, state, reason) values (pg_temp.id('ada'), 'ada@rules.test', 'Failed', 'failed', 'Timeout');
update email_sends set state = 'queued' where subject = 'Failed';
select is((select concat(state, ' ', reason) from email_sends where subject = 'Failed'), 'skipped suppressed', 'nor tried again');

select pg_temp.act_as('growth');
delete from outreach_suppressions where email = 'ada@rules.test';
update outreach_suppressions set email = 'nobody@rules.test' where email = 'ada@rules.test';
select isnt_empty($$select * from outreach_suppressions where email = 'ada@rules.test'$$, 'growth cannot lift a suppression');

-- ---------------------------------------------------------------------------------------
-- What the mail server says, and what an objection is worth

select pg_temp.act_as('owner');
insert into leads (id, full_name, email) select pg_temp.id(name), name, name || '@rules.test' from unnest(array['lea', 'moe', 'nan', 'oli', 'pia', 'quin', 'rob']) name;
select pg_temp.act_as('service_role');
select pg_temp.mailed(lead) from unnest(array['lea', 'moe', 'nan', 'oli', 'pia', 'rob']) lead;
insert into sequence_enrollments (sequence_id, lead_id) values (pg_temp.id('ending'), pg_temp.id('quin'));
create function pg_temp.feedback(lead text, new_state text, why text) returns text language sql as $$
  update email_sends set state = new_state, reason = why where lead_id = pg_temp.id(lead) and subject = 'S1';
  select pg_temp.standing(lead);
$$;
select is(pg_temp.feedback('lea', 'complained', 'Spam button'), 'stopped Suppressed: complained | skipped suppressed | contacted objected | complained', 'a complaint suppresses');
select is(pg_temp.feedback('moe', 'bounced', '550 5.1.1 No such user'), 'bounced Suppressed: hard bounce | skipped suppressed | contacted none | hard_bounce', 'so does a bounce');
select is(pg_temp.feedback('nan', 'bounced', '452 4.2.2 Mailbox full'), 'active  | queued  | contacted none', 'but for one that will pass');
select pg_temp.act_as('growth');
select throws_ok($$update leads set email = ' MOE@Rules.test' || chr(160) where full_name = 'oli'$$, '23505', null, 'signs that nobody sees do not make another address');
insert into outreach_suppressions (email, reason) values ('elsewhere@rules.test', 'manual');
update leads set email = chr(8203) || 'Elsewhere@rules.test ' where full_name = 'oli';
select is(pg_temp.standing('oli'), 'stopped The new address is suppressed | skipped stopped | contacted none', 'an enrollment ends where the lead moves to a suppressed address');
update leads set state = 'rejected', rejected_reason = 'R' where full_name = 'pia';
select is(pg_temp.standing('pia'), 'stopped The lead is rejected | skipped stopped | rejected none', 'or is rejected');
update outreach_sequences set state = 'archived' where name = 'ending';
select is(pg_temp.standing('quin'), 'stopped The sequence was archived | new none', 'or the sequence is archived');

insert into outreach_suppressions (email, reason) values ('rob@rules.test', 'manual');
insert into outreach_responses (lead_id, body, intent) values (pg_temp.id('rob'), 'Stop', 'unsubscribe'), (pg_temp.id('phone only'), 'Never again', 'unsubscribe');
select is((select string_agg(consent, ' ') from leads where full_name in ('rob', 'phone only')), 'objected objected', 'an objection is kept with the person, whatever address is known');
select is((select reason from outreach_suppressions where email = 'rob@rules.test'), 'unsubscribed', 'and outweighs what an address was suppressed for before');
select throws_ok($$update leads set consent = 'consented', email = 'new@rules.test' where full_name = 'rob'$$, '23514',
  'This person has objected to being written to. Only an admin takes that back.', 'growth does not take it back');
update leads set email = 'phone@rules.test' where full_name = 'phone only';
select pg_temp.cannot_enrol('phone only', 'This lead must not be mailed: the address is suppressed.');
select pg_temp.act_as('admin');
select lives_ok($$update leads set consent = 'consented' where full_name = 'rob'$$, 'an admin does');
select pg_temp.act_as('service_role');
insert into email_sends (lead_id, to_email, subject) values (pg_temp.id('ada'), E' Lea@rules.test\n', 'Odd');
select is((select concat(to_email, ' ', state) from email_sends where subject = 'Odd'), 'lea@rules.test skipped', 'a mail to a suppressed address is known by any spelling');
insert into email_sends (lead_id, to_email, subject) values (pg_temp.id('ada'), 'free@rules.test', 'Moved');
update email_sends set to_email = 'lea@rules.test' where subject = 'Moved';
select is((select state from email_sends where subject = 'Moved'), 'skipped', 'also when it is turned to one');
select pg_temp.act_as('growth');

-- ---------------------------------------------------------------------------------------
-- Sequences and runs

select throws_ok($$update outreach_sequences set state = 'active' where name = 'empty'$$, '23514',
  'Write at least one email before activating this sequence.', 'a sequence without an email is not activated');
update outreach_sequences set state = 'active' where name = 'sequence';
select is((select state || (activated_at is not null) from outreach_sequences where name = 'sequence'), 'activetrue', 'one with an email is, and keeps when');

select is((select state || ' ' || trigger || ' ' || (requested_by = auth.uid()) from start_scrape_run(pg_temp.id('source'))), 'queued manual true',
  'a person starts a run');
select throws_ok($$select start_scrape_run(pg_temp.id('source'))$$, '23514', 'A run of this source is already queued or running.', 'one at a time for a source');
update scrape_runs set state = 'running';
select ok((select r.started_at is not null and r.heartbeat_at is not null and s.last_run_at = r.started_at from scrape_runs r join lead_sources s on s.id = r.source_id),
  'a run that begins keeps when, and its source too');
select throws_ok($$select retry_scrape_run((select id from scrape_runs))$$, '23514',
  'Only a failed, partial or cancelled run can be retried; this one is running.', 'what still runs is not retried');
select throws_ok($$update scrape_runs set state = 'failed'$$, '23514', null, 'a failure says what failed');
update scrape_runs set state = 'failed', error_message = 'Blocked';
create temporary table again as select * from retry_scrape_run((select id from scrape_runs), 'Try once more');
select is((select a.state || ' ' || a.trigger || ' ' || (a.requested_by = auth.uid()) || ' ' || (f.finished_at is not null) from again a join scrape_runs f on f.id = a.retry_of),
  'queued retry true true', 'a failed run is retried as a run of its own');
select is((select reason from audit_log where record_id = (select id::text from again)), 'Try once more', 'with the reason in its history');
select throws_ok($$select retry_scrape_run((select retry_of from again))$$, '23514', 'A run of this source is already queued or running.', 'once');
select throws_ok($$select retry_scrape_run(pg_temp.id('nothing'))$$, 'P0002', null, 'a run that is gone is told');
select pg_temp.act_as('finance');
select throws_ok($$select start_scrape_run(pg_temp.id('source'))$$, '42501', null, 'only growth starts a run');
select throws_ok($$select retry_scrape_run(pg_temp.id('nothing'))$$, '42501', null, 'or retries one');

-- Signed by who did it
select pg_temp.act_as('growth');
insert into outreach_suppressions (email, reason, created_by) values ('signed@rules.test', 'manual', pg_temp.id('admin'));
update outreach_suppressions set created_by = pg_temp.id('admin') where email = 'signed@rules.test';
insert into leads (id, full_name, email) values (pg_temp.id('sue'), 'sue', 'sue@rules.test');
insert into sequence_enrollments (sequence_id, lead_id, enrolled_by) values (pg_temp.id('sequence'), pg_temp.id('sue'), pg_temp.id('admin'));
select results_eq($$select created_by from outreach_suppressions where email = 'signed@rules.test' union all select enrolled_by from sequence_enrollments where lead_id = pg_temp.id('sue')$$,
  $$values (pg_temp.id('growth')), (pg_temp.id('growth'))$$, 'nobody signs for another');
select throws_ok($$update sequence_enrollments set enrolled_at = '2000-01-01' where lead_id = pg_temp.id('sue')$$, '42501', null, 'nor for another day');

select * from finish();
rollback;
