-- The gate: workers claim what is due and nothing else, by the same function that says why a mail was not sent; caps,
-- windows and senders hold; results, runs and replies come by functions only; sequences start with what can be sent.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@gate.test' from unnest(array['growth', 'finance', 'admin']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@gate.test', array[name] from unnest(array['growth', 'finance', 'admin']) name;
insert into lead_sources (id, slug, name, kind, url, category) values
  (tests.id('source'), 'gate', 'Gate', 'forum', 'https://gate.test', 'g'), (tests.id('strict'), 'strict', 'Strict', 'forum', 'https://strict.test', 'g');
update lead_sources set lawful_basis = 'consent' where slug = 'strict';

-- ---------------------------------------------------------------------------------------
-- Activation

select tests.act_as('growth');
insert into outreach_sequences (id, name, from_name, from_email, postal_address, send_from, send_until)
  values (tests.id('walkers'), 'Walkers', 'Ines', 'Ines <INES@gate.test>', '1 Main Street, Town', '00:00', '23:59:59.999999');
select is((select from_email from outreach_sequences where name = 'Walkers'), 'ines@gate.test', 'a sequence is from a bare address');
select throws_ok($$update outreach_sequences set time_zone = 'Mars/Phobos' where name = 'Walkers'$$, '23514', null, 'in a zone that exists');
select throws_ok($$update outreach_sequences set time_zone = 'Europe/Berln' where name = 'Walkers'$$, '23514', 'There is no time zone "Europe/Berln". Write it as Europe/Berlin.', 'and is spelled right');
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body) values
  (tests.id('one'), tests.id('walkers'), 1, 0, 'Hi {{frist_name}}', 'Hello {{first_name}} from {{city}');
select is((select string_agg(p ->> 'code', ' ' order by p ->> 'code') from jsonb_array_elements(check_sequence(tests.id('walkers'))) p),
  'braces no_fallback no_unsubscribe unknown_field', 'what keeps it from starting is listed');
select throws_ok($$update outreach_sequences set state = 'active' where name = 'Walkers'$$, '23514', null, 'and keeps it');
update sequence_emails set subject = ' ' where position = 1;
select ok(check_sequence(tests.id('walkers')) @> '[{"code": "empty"}]', 'an empty subject too');
update sequence_emails set subject = 'Hi {{first_name|there}}', body = 'Hello {{ first_name | you }}, from {{city|afar}}. Stop: {{unsubscribe_url}}' where position = 1;
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body) values
  (tests.id('two'), tests.id('walkers'), 2, 3, 'Again', 'Once more. {{unsubscribe_url}} {{postal_address}}');
select is(check_sequence(tests.id('walkers')), '[]', 'until nothing does');
update outreach_sequences set state = 'active' where name = 'Walkers';
select is((select version from sequence_emails where position = 1), 3, 'a step counts the changes of its text');
select throws_ok($$update sequence_emails set body = 'No link' where position = 2$$, '23514', null, 'a live sequence is checked again');
select throws_ok($$update sequence_emails set active = false$$, '23514', 'Write at least one email before activating this sequence.', 'and keeps a step');
select throws_ok($$update outreach_sequences set postal_address = '           ' where name = 'Walkers'$$, '23514', null, 'and its postal address');

-- ---------------------------------------------------------------------------------------
-- Who is enrolled

insert into leads (id, full_name, email, source_id, country) select tests.id(n), initcap(n) || ' Lee', n || '@gate.test', tests.id('source'), 'DE'
  from unnest(array['ana', 'ben', 'cal', 'dee', 'eve', 'fay']) n;
insert into leads (id, full_name, email, source_id) values (tests.id('strict lead'), 'Strict', 'strict@gate.test', tests.id('strict'));
insert into leads (id, full_name, phone, source_id) values (tests.id('phone'), 'Phone', '+49 30 999999', tests.id('source'));
update leads set state = 'rejected', rejected_reason = 'R' where full_name = 'Dee Lee';
insert into outreach_suppressions (email, reason) values ('eve@gate.test', 'manual');
select tests.act_as('service_role');
insert into leads (id, full_name, email) values (tests.id('stray'), 'Stray', 'stray@gate.test');
select tests.act_as('growth');
create function pg_temp.counts(answer jsonb) returns text language sql as $$
  select string_agg(key || ' ' || (value ->> 'count'), ', ' order by key) from jsonb_each(answer) where jsonb_typeof(value) = 'object' and value ->> 'count' <> '0'
$$;
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), '[]')), 'enrolled 4, no_address 1, no_provenance 2, suppressed 1, wrong_state 1', 'a trial run says who would be left out');
select is_empty($$select from sequence_enrollments$$, 'and enrols nobody');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), lead_ids => array(select id from leads), dry_run => false)), 'enrolled 4, no_address 1, no_provenance 2, suppressed 1, wrong_state 1', 'the run does as it said');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), '[]', dry_run => false)), 'already_in 4, no_address 1, no_provenance 2, suppressed 1, wrong_state 1', 'again, it changes nothing');
select is(enrol_leads(tests.id('walkers'), '[{"field": "full_name", "operator": "eq", "value": "Stray"}]') -> 'no_provenance' -> 'ids', to_jsonb(array[tests.id('stray')]), 'each group names its leads');
select throws_ok($$insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('walkers'), tests.id('stray'))$$, '23514', 'Nobody knows where this lead is from, so it cannot be enrolled.', 'one by one it is the same');
select throws_ok($$insert into sequence_enrollments (sequence_id, lead_id, next_send_at) values (tests.id('walkers'), tests.id('stray'), now())$$, '42501', null, 'nobody types when');
insert into outreach_sequences (id, name, from_name, from_email, postal_address) values (tests.id('draft'), 'Draft', 'I', 'ines@gate.test', '1 Main Street, Town');
select throws_ok($$select enrol_leads(tests.id('draft'), '[]')$$, '23514', 'This sequence is a draft, so nobody can be enrolled in it.', 'a draft takes nobody');
insert into sequence_emails (sequence_id, position, subject, body) values (tests.id('draft'), 1, 'S', '{{unsubscribe_url}}');
update outreach_sequences set state = 'active' where name = 'Draft';
select is(pg_temp.counts(enrol_leads(tests.id('draft'), '[]')), 'in_another_sequence 4, no_address 1, no_provenance 2, suppressed 1, wrong_state 1', 'a lead is in one sequence');
select tests.act_as('finance');
select throws_ok($$select enrol_leads(tests.id('walkers'), '[]')$$, '42501', null, 'enrolling is for growth');

-- ---------------------------------------------------------------------------------------
-- Claims

create function pg_temp.enrollment(lead text) returns uuid language sql as $$
  select id from sequence_enrollments where lead_id = tests.id(lead) and sequence_id = tests.id('walkers')
$$;
create temporary table claim (n serial, body jsonb);
grant all on claim, claim_n_seq to authenticated, service_role;
select tests.act_as('service_role');
select throws_ok(format('insert into %s (id) values (default)', t), '42501', null, t || ': the service inserts none')
  from unnest(array['email_sends', 'scrape_runs', 'outreach_responses', 'sequence_enrollments']) t;
select throws_ok($$update email_sends set state = 'sent'$$, '42501', null, 'nor changes one');
select throws_ok($$update sequence_enrollments set current_step = 0$$, '42501', null, 'nor an enrollment');
select is(why_not_sent(pg_temp.enrollment('ana')) ->> 'verdict', 'due', 'who is enrolled is due');
insert into claim (body) select claim_due_sends(2, 'worker 1');
select is((select jsonb_array_length(body) from claim), 2, 'a claim takes as many as it says');
select is((select string_agg(c ->> 'subject', ', ' order by c ->> 'subject') || ' ' || bool_and(c ->> 'body' like 'Hello % from afar. Stop: https://%/' || '%' and c ->> 'body' like '%1 Main Street, Town') || bool_and(c ->> 'to_email' like '%@gate.test' and c ->> 'step_version' = '3')
  from claim, jsonb_array_elements(body) c), (select string_agg('Hi ' || initcap(split_part(c ->> 'to_email', '@', 1)), ', ' order by 'Hi ' || initcap(split_part(c ->> 'to_email', '@', 1))) || ' truetrue' from claim, jsonb_array_elements(body) c),
  'whole, to the lead''s own address, with the postal address');
select is(jsonb_array_length(claim_due_sends(1000, 'worker 2')), 2, 'the next takes the rest');
select is(claim_due_sends(1000, 'worker 1'), '[]', 'and no step is taken twice');
select is(why_not_sent(pg_temp.enrollment('ana')) ->> 'verdict', 'reserved', 'what is claimed waits for its report');
select tests.act_as('growth');
select throws_ok($$select claim_due_sends(1, 'me')$$, '42501', null, 'people claim nothing');
select throws_ok($$update email_sends set body = 'x'$$, '42501', null, 'what was sent is not edited');
select throws_ok($$update sequence_enrollments set current_step = 5$$, '42501', null, 'nor is a step');

-- ---------------------------------------------------------------------------------------
-- Reports

create function pg_temp.send(lead text) returns bigint language sql as $$ select max(id) from email_sends where lead_id = tests.id(lead) $$;
create function pg_temp.told(lead text, event text, detail text default null) returns text language sql volatile as $$
  select concat(r ->> 'state', ' ', r ->> 'accepted') from report_send(pg_temp.send(lead), event, now(), 'p-' || lead, detail) r
$$;
select tests.act_as('service_role');
select is(pg_temp.told('ana', 'sent') || ', ' || pg_temp.told('ana', 'sent') || ', ' || pg_temp.told('ana', 'opened') || ', ' || pg_temp.told('ana', 'delivered'), 'sent true, sent true, opened true, opened true', 'reports count once, in any order');
select is((select concat(e.current_step, ' ', e.state, ' ', e.next_send_at > now() + interval '2 days', ' ', l.state, ' ', l.contacted_at is not null) from sequence_enrollments e join leads l on l.id = e.lead_id where e.id = pg_temp.enrollment('ana')),
  '1 active t contacted t', 'what was sent moves the enrollment and the lead on');
select is(why_not_sent(pg_temp.enrollment('ana')) ->> 'code', 'not_yet', 'the next step waits for its day');
select is(pg_temp.told('ben', 'bounced', '550 5.1.1 No such user'), 'bounced true', 'a bounce');
select is((select e.state from sequence_enrollments e where id = pg_temp.enrollment('ben')) || ' ' || (select reason from outreach_suppressions where email = 'ben@gate.test'), 'bounced hard_bounce', 'ends it and suppresses');
select is(pg_temp.told('cal', 'failed', 'Connection lost'), 'failed true', 'a failure');
select ok((select next_send_at between now() and now() + interval '2 hours' from sequence_enrollments where id = pg_temp.enrollment('cal')), 'is tried again in an hour');
select tests.act_as('growth');
select record_response(tests.id('cal'), body => 'Away', intent => 'out_of_office', back_on => (now() + interval '9 days')::date);
select ok((select next_send_at > now() + interval '9 days' from sequence_enrollments where id = pg_temp.enrollment('cal')), 'an absence delays to the day it names');
select suppress_lead(tests.id('fay'), 'unsubscribed');
select tests.act_as('service_role');
select is((report_send(pg_temp.send('fay'), 'sending') ->> 'go') || ' ' || pg_temp.told('fay', 'sent'), 'false skipped false', 'who says no after the claim is not mailed');
select is(pg_temp.told('fay', 'complained'), 'skipped true', 'but a complaint counts');
select throws_ok($$select report_send(0, 'sent')$$, 'PT404', null, 'a mail that is not there is told');
select throws_ok($$select report_send(1, 'read')$$, '22023', null, 'as is an event that is none');
select is(unsubscribe((select unsubscribe_token from email_sends where id = pg_temp.send('ana')))::text || unsubscribe(gen_random_uuid())::text, 'truefalse', 'the link in a mail unsubscribes');
select is((select state from sequence_enrollments where id = pg_temp.enrollment('ana')), 'unsubscribed', 'at once');

-- ---------------------------------------------------------------------------------------
-- Caps, windows, senders; "due" exactly when a claim takes it

select tests.act_as('owner');
insert into leads (id, full_name, email, source_id, country)
  select tests.id('many' || n), 'Many ' || n, 'many' || n || '@many.test', tests.id('source'), (array['DE', 'US', 'JP', null])[1 + n % 4] from generate_series(1, 40) n;
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address, daily_cap, send_from, send_until)
  select tests.id('cap' || n), 'Cap ' || n, 'active', 'I', 'cap' || n % 2 || '@gate.test', '1 Main Street, Town', 1 + n * 2, (array['00:00', '06:00', '12:00', '18:00'])[n]::time, (array['23:59', '12:00', '18:00', '23:59'])[n]::time from generate_series(1, 4) n;
insert into sequence_emails (sequence_id, position, delay_days, subject, body) select tests.id('cap' || n), 1, 0, 'S', '{{unsubscribe_url}}' from generate_series(1, 4) n;
insert into sequence_enrollments (sequence_id, lead_id, next_send_at) select tests.id('cap' || (1 + n % 4)), tests.id('many' || n), now() - n * interval '1 minute' from generate_series(1, 40) n;
update sequence_enrollments set state = 'paused' where lead_id in (tests.id('many3'), tests.id('many4'));
update outreach_senders set daily_cap = 4 where email = 'cap1@gate.test';
create function pg_temp.verdict(e uuid) returns text language sql volatile as $$
  select private.send_gate(s, clock_timestamp()) ->> 'verdict' from sequence_enrollments s where s.id = e
$$;
-- One by one: whatever is said to be due is what the next claim takes, and when nothing is due a claim takes nothing.
create function pg_temp.property() returns text language plpgsql as $$
declare
  due uuid[];
  taken uuid;
  rounds integer := 0;
begin
  loop
    due := array(select id from sequence_enrollments e where pg_temp.verdict(e.id) = 'due');
    taken := (private.claim_due_sends(1, 'w') -> 0 ->> 'enrollment_id')::uuid;
    rounds := rounds + 1;
    if taken is null then
      return case when due = '{}' then 'held ' || (rounds > 3) else 'due but not taken: ' || due::text end;
    elsif taken <> all (due) then
      return 'taken but not due: ' || taken;
    end if;
  end loop;
end
$$;
select tests.act_as('growth');
create temporary table told as select e.id, e.why from sequence_enrollments e;
select is((select string_agg(distinct t.why, ' ' order by t.why) from told t), (select string_agg(distinct case when e.state in ('active', 'paused') then coalesce(w ->> 'code', w ->> 'verdict') else 'ended' end, ' ' order by case when e.state in ('active', 'paused') then coalesce(w ->> 'code', w ->> 'verdict') else 'ended' end)
  from sequence_enrollments e, why_not_sent(e.id) w), 'the column says of each in one word what the gate says');
select results_eq($$select (bulk_preview('sequence_enrollments', '[{"field": "why", "operator": "in", "value": ["due"]}]') ->> 'count')::bigint, (bulk_preview('sequence_enrollments', '[{"field": "why", "operator": "nin", "value": ["due"]}]') ->> 'count')::bigint$$,
  $$select count(*) filter (where t.why = 'due'), count(*) filter (where t.why <> 'due') from told t$$, 'and all that match it are found');
select ok((select count(*) from told where why = 'due') > 2 and (select count(*) from told where why = 'paused') = 2, 'some are due, some are paused');
select tests.act_as('finance');
select is(why(null::sequence_enrollments), null, 'growth''s alone');
select tests.act_as('owner');
select is(pg_temp.property(), 'held true', 'what is due is taken, and nothing else');
select tests.act_as('growth');
select is_empty($$select from sequence_enrollments e where e.why = 'due'$$, 'after which none is said to be due');
select tests.act_as('owner');
select ok((select bool_and(n <= s.daily_cap) from outreach_sequences s, lateral (select count(*) as n from email_sends e where e.sequence_id = s.id and e.queued_at >= current_date) c where s.name like 'Cap%'), 'no sequence passes its cap');
select ok((select count(*) <= 4 from email_sends e join outreach_senders s on s.id = e.sender_id where s.email = 'cap1@gate.test'), 'nor a sender');
select is(private.next_opening((select s from outreach_sequences s where name = 'Cap 3'), 'Europe/Berlin', '2026-03-28 20:00+00'), '2026-03-29 10:00+00', 'a window opens by the clock of the lead, also when it is put forward');

-- Days that begin twice, windows that are over before they begin or open once more, and a worker that asks for its answers in another zone.
insert into outreach_sequences (id, name, from_name, from_email, postal_address, daily_cap, time_zone) values (tests.id('azores'), 'Azores', 'I', 'cap1@gate.test', '1 Main Street, Town', 2, 'Atlantic/Azores');
insert into email_sends (lead_id, to_email, subject, sequence_id, queued_at) select tests.id('many1'), 'many1@many.test', 'S', tests.id('azores'), t::timestamptz from unnest(array['2026-10-25 00:20+00', '2026-10-25 00:30+00']) t;
select is((select string_agg(private.sequence_room(s, t::timestamptz)::text, ' ' order by t) from outreach_sequences s, unnest(array['2026-10-24 23:50+00', '2026-10-25 00:40+00', '2026-10-25 05:00+00', '2026-10-26 02:00+00']) t where s.id = tests.id('azores')),
  '0 0 0 2', 'where midnight comes twice, both hours are one day');
create function pg_temp.opening(zone text, opens time, closes time, days smallint[], at timestamptz) returns timestamptz language sql as $$
  select private.next_opening((select jsonb_populate_record(s, jsonb_build_object('send_from', opens, 'send_until', closes, 'send_days', days)) from outreach_sequences s where s.name = 'Cap 3'), zone, at)
$$;
select is((select string_agg(to_char(pg_temp.opening(zone, opens::time, closes::time, '{1,2,3,4,5,6,7}', at::timestamptz) at time zone 'UTC', 'DD HH24:MI'), ', ' order by n) from (values
    (1, 'America/Havana', '00:00', '00:30', '2026-03-07 12:00+00'), (2, 'Europe/Berlin', '02:00', '03:00', '2026-10-24 20:00+00'), (3, 'Africa/Cairo', '23:30', '23:59', '2026-10-29 21:10+00'),
    (4, 'Pacific/Chatham', '01:30', '03:00', '2026-04-04 13:20+00'), (5, 'Pacific/Kiritimati', '09:00', '17:00', '2026-11-30 04:00+00'), (6, 'Pacific/Pago_Pago', '09:00', '17:00', '2026-11-30 04:00+00'), (7, 'Asia/Kathmandu', '09:00', '17:00', '2026-11-30 12:00+00')) x (n, zone, opens, closes, at)),
  '09 04:00, 25 00:00, 29 21:30, 04 14:00, 30 19:00, 30 20:00, 01 03:15', 'a window opens where its clock is, whatever became of an hour');
update outreach_senders set ramp_start = 1, ramp_step = 1, daily_cap = 50, first_used_at = '2026-05-01 23:00+00' where email = 'cap1@gate.test';
set local timezone = 'Pacific/Kiritimati';
select is((select t.cap from outreach_senders s, private.sender_today(s, '2026-05-02 08:00+00') t where s.email = 'cap1@gate.test'), 2, 'the days of a ramp are UTC''s, whatever zone is asked in');
set local timezone = 'UTC';

-- Whoever only waits, or whose mail cannot be written, keeps nobody else's.
insert into leads (id, full_name, email, source_id, country)
  select tests.id('queue' || n), 'Queue ' || n, 'queue' || n || '@many.test', tests.id('source'), case when n < 60 then 'DE' else 'JP' end from generate_series(1, 61) n;
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address, send_from, send_until, time_zone)
  select tests.id('behind'), 'Behind', 'active', 'I', 'behind@gate.test', '1 Main Street, Town', opens, opens + interval '2 hours', 'UTC'
  from (select make_time(least(21, extract(hour from now() at time zone 'Asia/Tokyo')::integer), 0, 0) as opens) x;
update outreach_sequences set send_until = '23:59:59.999999' where id = tests.id('behind') and send_from >= '21:00';
insert into sequence_emails (sequence_id, position, delay_days, subject, body) values (tests.id('behind'), 1, 0, 'S', '{{unsubscribe_url}}');
insert into sequence_enrollments (sequence_id, lead_id, next_send_at) select tests.id('behind'), tests.id('queue' || n), now() - interval '2 hours' + n * interval '1 minute' from generate_series(1, 61) n;
update sequence_enrollments set next_send_at = now() - interval '3 hours' where lead_id = tests.id('queue60');
update sequence_enrollments set next_send_at = now() - interval '1 minute' where lead_id = tests.id('queue61');
set local session_replication_role = replica;
update leads set email = 'queue60%many.test@relay.test' where id = tests.id('queue60');
set local session_replication_role = origin;
select is((select string_agg(c ->> 'to_email', ' ') from jsonb_array_elements(private.claim_due_sends(1, 'behind')) c), 'queue61@many.test', 'a claim passes sixty that wait and one whose address is none');

-- Bounces and complaints stop a sender and its sequence by themselves.
insert into email_sends (lead_id, to_email, subject, sequence_id, sender_id, state, sent_at, reason)
  select tests.id('many' || n), 'many' || n || '@many.test', 'S', tests.id('draft'), (select id from outreach_senders where email = 'ines@gate.test'), 'sent', now(), null from generate_series(1, 30) n;
select tests.act_as('service_role');
select report_send((select max(id) from email_sends where subject = 'S' and sequence_id = tests.id('draft')), 'complained', now(), null, 'Spam button');
select is((select state || ' ' || (pause_reason like 'Paused by itself: 1 of the last % emails were complained about%') from outreach_senders where email = 'ines@gate.test')
  || ' ' || (select state || ' ' || (pause_reason is not null) from outreach_sequences where name = 'Draft'), 'paused true paused true', 'a complaint too many pauses both, with the figures');

-- ---------------------------------------------------------------------------------------
-- Sources, runs, replies, consent

select throws_ok($$select start_run(tests.id('source'), 'w')$$, '23514', 'Nobody has reviewed the terms of this source yet, so it is not run.', 'a source that nobody cleared is not run');
select tests.act_as('growth');
select throws_ok($$select start_scrape_run(tests.id('source'))$$, '23514', null, 'by a person neither');
select throws_ok($$update lead_sources set terms_state = 'allowed'$$, '42501', null, 'nor cleared by an edit');
select is((select terms_state || (terms_reviewed_by = auth.uid()) from review_source(tests.id('source'), true, 'Robots allow it')), 'allowedtrue', 'but by somebody who read its terms');
select start_scrape_run(tests.id('source'));
select tests.act_as('service_role');
create temporary table run as select * from start_run(tests.id('source'), 'scraper 1');
grant select on run to authenticated;
select is((select state || ' ' || trigger || ' ' || worker from run), 'running manual scraper 1', 'a worker takes the queued run');
select throws_ok($$select start_run(tests.id('source'), 'scraper 2')$$, '23514', null, 'once');
select is((select pages || ' ' || jsonb_array_length(log) from beat_run((select id from run), '{"pages": 3, "found": 9}', 'Page 3')), '3 1', 'and tells how it goes');
select is((select state || ' ' || cost_minor || currency || ' ' || (error_fingerprint is not null) from finish_run((select id from run), 'partial', '{"found": 12, "new_leads": 4}', 'http_429', 'Slow down', 120, 'EUR')), 'partial 120EUR true', 'and how it ended');
select throws_ok($$select beat_run((select id from run))$$, 'PT409', null, 'what has ended takes nothing more');
select is(private.error_fingerprint('timeout', 'No answer of https://a.test/1 in 30 s') = private.error_fingerprint('timeout', 'No answer of https://b.test/22 in 31 s'), true, 'failures that differ in numbers only are one');
create temporary table silent as select * from start_run(tests.id('source'), 'scraper 1');
grant select on silent to authenticated;
select tests.act_as('owner');
update scrape_runs set started_at = now() - interval '2 hours', heartbeat_at = now() - interval '1 hour' where state = 'running';
update email_sends set queued_at = now() - interval '2 hours' where state = 'queued' and worker = 'w';
select tests.act_as('service_role');
select ok((select m @> '{"silent_runs": 1, "unstarted_runs": 0}' and (m ->> 'unreported_mails')::integer > 0 from mark_missed() m), 'a run that fell silent and mails that nobody told of are marked');
select tests.act_as('growth');
select is((select state || ' ' || error_kind from scrape_runs where id = (select id from silent)), 'failed silent', 'which frees the source');
select throws_ok($$update scrape_runs set found = 999$$, '42501', null, 'figures of runs are not edited');
select throws_ok($$update outreach_responses set body = 'x'$$, '42501', null, 'nor replies');
select throws_ok($$update outreach_responses set handled_at = now()$$, '42501', null, 'nor who handled them when');
select is((select (handled_by = auth.uid())::text || handling_note from handle_response((select id from outreach_responses limit 1), 'Called')), 'trueCalled', 'handling one signs it');
select throws_ok($$select handle_response((select id from outreach_responses limit 1))$$, 'PT409', 'This reply was handled already, by Growth.', 'once');
select throws_ok($$update leads set consent = 'consented' where full_name = 'Strict'$$, '23514', null, 'consent is not an edit');
select throws_ok($$select record_consent(tests.id('strict lead'), now(), '', '')$$, '23514', null, 'it has its evidence');
select is((select consent from record_consent(tests.id('strict lead'), now() - interval '1 day', 'Form on the fair', 'Yes, write to me')), 'consented', 'with that it counts');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), lead_ids => array[tests.id('strict lead')])), 'enrolled 1', 'and the lead can be enrolled');
select throws_ok($$update leads set contacted_at = now()$$, '42501', null, 'times are not typed');
select throws_ok($$delete from sequence_emails where id = tests.id('one')$$, '23514', 'This email was sent already, so it stays. Switch it off instead.', 'a step that was sent is not deleted');
delete from leads where full_name = 'Cal Lee';
select ok(exists (select from email_sends where lead_id is null and to_email = 'cal@gate.test') and exists (select from outreach_responses where lead_id is null), 'a lead that is deleted leaves its mails and replies');

-- A member who is suspended is sent nothing, as a lead neither.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(n), n || '@gate.test' from unnest(array['gus', 'moderator']) n;
insert into staff_members (user_id, full_name, email, roles) values (tests.id('moderator'), 'Moderator', 'moderator@gate.test', '{moderator}');
insert into profiles (id, display_name, email) values (tests.id('gus'), 'Gus', 'Gus@Gate.test');
insert into leads (id, full_name, email, source_id, country) values (tests.id('gus lead'), 'Gus Lee', 'gus@gate.test', tests.id('source'), 'DE');
create function pg_temp.why_gus() returns text language sql as $$
  select why_not_sent((select id from sequence_enrollments where lead_id = tests.id('gus lead'))) ->> 'words'
$$;
select tests.act_as('growth');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), lead_ids => array[tests.id('gus lead')])), 'enrolled 1', 'a member in good standing may be a lead');
select tests.act_as('moderator');
create temp table sanction as select sanction_member(tests.id('gus'), 'suspend', 7, 'spam') as body;
select tests.act_as('growth');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), lead_ids => array[tests.id('gus lead')])), 'suppressed 1', 'suspended, they are not enrolled');
select throws_like($$insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('walkers'), tests.id('gus lead'))$$, '%sent nothing now%', 'one by one neither');
select tests.act_as('owner');
update profiles set email = 'gus.new@gate.test' where id = tests.id('gus');
select tests.act_as('growth');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), lead_ids => array[tests.id('gus lead')])), 'suppressed 1', 'nor under the address that their account still has');
select tests.act_as('moderator');
select lift_sanction((body #>> '{sanction,id}')::uuid, 'Misread') from sanction;
select tests.act_as('growth');
select is(pg_temp.counts(enrol_leads(tests.id('walkers'), lead_ids => array[tests.id('gus lead')], dry_run => false)), 'enrolled 1', 'until it is lifted');
select tests.act_as('owner');
update sequence_enrollments set next_send_at = now() where lead_id = tests.id('gus lead');
insert into email_sends (enrollment_id, lead_id, sequence_email_id, to_email, subject, body, state, queued_at)
  select e.id, e.lead_id, tests.id('one'), 'gus@gate.test', 'S', 'B', 'queued', now() from sequence_enrollments e where e.lead_id = tests.id('gus lead');
select tests.act_as('moderator');
select sanction_member(tests.id('gus'), 'suspend', 7, 'spam');
select tests.act_as('owner');
select is((select state || ' ' || reason from email_sends where lead_id = tests.id('gus lead')), 'skipped suppressed', 'what is queued for somebody who is suspended is taken back');
select tests.act_as('growth');
select is(pg_temp.why_gus(), 'This lead must not be mailed: it is a member’s address that is sent nothing now.', 'and why says so');

select * from finish();
rollback;
