-- Replies as a queue: ordered by what they want, claimed, decided once, told to whoever comes second, taken back.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@inbox.test' from unnest(array['gia', 'gus', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@inbox.test', array[case name when 'finance' then name else 'growth' end] from unnest(array['gia', 'gus', 'finance']) name;
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'inbox', 'Inbox', 'forum', 'https://i.test', 'i');
delete from outreach_responses;
insert into leads (id, full_name, email, source_id, state) select tests.id(n), n, n || '@inbox.test', tests.id('source'), 'contacted' from unnest(array['ann', 'ben', 'cal', 'dee', 'eve']) n;
select tests.act_as('gia');
select record_response(tests.id('ann'), body => 'Perhaps', at => now() - interval '3 days'), record_response(tests.id('ben'), body => 'Yes!', intent => 'interested', sentiment => 'positive', at => now() - interval '1 day'),
  record_response(tests.id('cal'), body => 'Stop', intent => 'question', sentiment => 'negative', at => now() - interval '2 days'), record_response(tests.id('dee'), body => 'Hm', at => now() - interval '4 days'),
  record_response(tests.id('eve'), body => 'Away', intent => 'out_of_office', at => now() - interval '9 days');
create temp table reply as select l.full_name as name, r.id from outreach_responses r join leads l on l.id = r.lead_id;
grant select on reply to public;
create function pg_temp.decide(name text, decision text, seen bigint default null, more jsonb default '{}') returns jsonb language sql as $$
  select decide_replies(jsonb_build_array(jsonb_build_object('item_type', 'reply', 'item_id', (select r.id from reply r where r.name = decide.name), 'version', 0, 'decision_seen', seen,
    'decision', decision, 'client_key', md5(name || decision || auth.uid())::uuid) || more)) -> 0
$$;

select is((select string_agg(title, ' ') from reply_inbox()), 'cal ben dee ann eve', 'who asks or wants to come first, then by age, absences last');
select is((select string_agg(title, ' ') from reply_inbox(mood => 'positive')) || (select string_agg(title, ' ') from reply_inbox(older_than => '3 days 12 hours')), 'bendee eve', 'by sentiment and age');
select is((select concat_ws(' ', c -> 'lead' ->> 'full_name', jsonb_array_length(c -> 'thread'), c -> 'thread' -> 0 ->> 'body') from reply_context((select id from reply where name = 'ben')) c), 'ben 1 Yes!', 'with its thread');

-- Claims
select is(claim_replies(jsonb_build_array(jsonb_build_object('item_id', (select id from reply where name = 'ann')))) -> 0 ->> 'result', 'claimed', 'a reply is claimed');
select tests.act_as('gus');
select is((select claimed_name from reply_inbox() where title = 'ann'), 'Gia', 'others see by whom');
select is(claim_replies(jsonb_build_array(jsonb_build_object('item_id', (select id from reply where name = 'ann')))) -> 0 ->> 'result', 'held', 'and do not get it');
select is(pg_temp.decide('ann', 'handled') ->> 'kind', 'claimed', 'nor decide by mistake');
select is(pg_temp.decide('ann', 'handled', null, '{"over_claim": true, "note": "Told them"}') ->> 'result', 'applied', 'but knowingly');
select is(pg_temp.decide('ann', 'handled', null, '{"over_claim": true}') ->> 'repeated', 'true', 'the same sent twice is decided once');
select tests.act_as('gia');
select is((select d ->> 'result' || ' ' || (d ->> 'why') from pg_temp.decide('ann', 'later') d), 'conflict Gus was here before you: it is handled.', 'who comes second is told');
select is((select concat(handled_by = tests.id('gus'), handling_note) from outreach_responses where id = (select id from reply where name = 'ann')), 'tTold them', 'and the first stands');

-- Each decision
select is(pg_temp.decide('ben', 'convert') ->> 'result', 'applied', 'somebody joined');
select is((select state || (converted_at is not null) from leads where full_name = 'ben'), 'convertedtrue', 'is converted from then on');
select is(pg_temp.decide('cal', 'unsubscribe') ->> 'result', 'applied', 'who wants out');
select is((select consent from leads where full_name = 'cal'), 'objected', 'is out');
select is(pg_temp.decide('dee', 'later', null, '{"day": "2099-05-01", "note": "In May"}') ->> 'result', 'applied', 'who wants to wait');
select is((select concat(follow_up_on, follow_up_note) from leads where full_name = 'dee'), '2099-05-01In May', 'is followed up on the day');
select is(pg_temp.decide('eve', 'assign', null, jsonb_build_object('reason_code', tests.id('gus'))) ->> 'state_after', 'open', 'an assigned one waits');
select is((select string_agg(title, ' ') from reply_inbox('mine')), null, 'no more with me');
select is(pg_temp.decide('eve', 'handled') ->> 'result', 'conflict', 'it is not the one that was seen');
select is((select d ->> 'result' || (d ->> 'why') from pg_temp.decide('eve', 'assign', (select max(decision_seen) from reply_inbox() where title = 'eve'), jsonb_build_object('reason_code', tests.id('finance'), 'client_key', gen_random_uuid())) d),
  'refusedName a colleague of growth.', 'finance answers none');
select tests.act_as('gus');
select is((select string_agg(title, ' ') from reply_inbox('mine')), 'eve', 'but with them');
select is((select count(*) from reply_inbox('done')), 4::bigint, 'what is done can be read again');

-- Taking back
create function pg_temp.undo(name text, key text default 'undo') returns jsonb language sql as $$
  select undo_reply((select max(i.decision_seen) from (select * from reply_inbox() union all select * from reply_inbox('done')) i join reply r on r.id = i.item_id where r.name = undo.name), md5(name || key)::uuid)
$$;
select is(pg_temp.undo('ben') ->> 'result', 'refused', 'others do not take it back');
select tests.act_as('gia');
select is(pg_temp.undo('ben') ->> 'result', 'applied', 'who decided does');
select is(pg_temp.undo('ben') ->> 'repeated', 'true', 'once');
select is((select concat(l.state, l.converted_at, r.handled_at) from leads l join outreach_responses r on r.lead_id = l.id where l.full_name = 'ben'), 'replied', 'all is as before');
select is(pg_temp.decide('ben', 'handled') ->> 'kind', 'undone', 'and whoever saw it before looks again');
select pg_temp.undo('dee');
select is((select follow_up_on from leads where full_name = 'dee'), null, 'the day is taken back too');
select is(pg_temp.undo('cal') ->> 'why', 'Who left stays out. An admin can lift the suppression, with a reason.', 'who left stays out');
select tests.act_as('finance');
select throws_ok($$select * from reply_inbox()$$, '42501', null, 'others do not read replies');
select throws_ok($$select decide_replies('[]')$$, '42501', null, 'or answer them');

select * from finish();
rollback;
