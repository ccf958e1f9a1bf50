-- Deciding about posts and comments: what waits and why, once and never twice, taken back, claimed, and counted.

begin;
set local search_path = public, extensions;
select no_plan();
update moderation_settings set value = 0 where code = 'young_account_days';

insert into auth.users (id, email)
  select tests.id(name), name || '@queue.test' from unnest(array['author', 'other author', 'new', 'right', 'wrong', 'ana', 'priya', 'growth', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), initcap(name), name || '@queue.test' from unnest(array['author', 'other author', 'new', 'right', 'wrong']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@queue.test', array[case when name in ('ana', 'priya') then 'moderator' else name end]
  from unnest(array['ana', 'priya', 'growth', 'admin']) name;

create function pg_temp.post(name text, state text default 'published', author text default 'author', bot numeric default null) returns void language sql as $$
  insert into community_posts (id, user_id, title, body, state, published_at)
  values (tests.id(name), tests.id(author), 'About ' || name, 'A text about ' || name, state, case state when 'pending' then null else now() end);
  update content_signals set bot_score = bot, bot_category = case when bot >= 0.5 then 'spam' end where post_id = tests.id(name) and bot is not null
$$;
create function pg_temp.report(post text, reporter text, category text default 'spam', state text default 'open') returns void language sql as $$
  insert into content_reports (id, post_id, reporter_id, category, state, decided_at, item_version)
  values (tests.id('report ' || post || reporter || category), tests.id(post), tests.id(reporter), category, state, case state when 'open' then null else now() end,
    (select version from community_posts where id = tests.id(post)))
$$;
-- One decision as the page sends it, with what is there now as what was seen.
create function pg_temp.decision(name text, decision text, reason text default null, key text default null, note text default null, kind text default 'post') returns jsonb language sql as $$
  select jsonb_build_object('item_type', kind, 'item_id', tests.id(name), 'decision', decision, 'reason_code', reason, 'note', note,
    'client_key', tests.id(coalesce(key, gen_random_uuid()::text)),
    'version', case kind when 'post' then (select coalesce(pending_version, version) from community_posts where id = tests.id(name)) else (select coalesce(pending_version, version) from post_comments where id = tests.id(name)) end,
    'decision_seen', (select max(id) from moderation_decisions where post_id = tests.id(name) or comment_id = tests.id(name)))
$$;
create function pg_temp.decide(name text, decision text, reason text default null, key text default null, note text default null, kind text default 'post') returns jsonb language sql as $$
  select moderate(jsonb_build_array(pg_temp.decision(name, decision, reason, key, note, kind))) -> 0
$$;
create function pg_temp.why(name text) returns text[] language sql as $$ select why from moderation_queue where item_id = tests.id(name) $$;
create function pg_temp.priority(name text) returns numeric language sql as $$ select priority from moderation_queue where item_id = tests.id(name) $$;
create function pg_temp.state(name text) returns text language sql as $$ select state from community_posts where id = tests.id(name) $$;
create temporary table answer (label text primary key, body jsonb);
grant all on answer to authenticated;

-- ---------------------------------------------------------------------------------------
-- What waits

select pg_temp.post('quiet');
select pg_temp.post('pending', 'pending');
select pg_temp.post('reported');
select pg_temp.report('reported', 'new');
select pg_temp.post('flagged', 'published', 'author', 0.82);
select pg_temp.post('unsure', 'published', 'author', 0.69);
select pg_temp.post('hidden', 'hidden', 'other author');
insert into post_comments (id, post_id, user_id, body, state) values (tests.id('remark'), tests.id('quiet'), tests.id('author'), 'A remark', 'pending');

select tests.act_as('ana');
select results_eq($$select item_type, title, why from moderation_queue order by title, item_type$$,
  $$values ('post', 'About flagged', '{bot}'::text[]), ('post', 'About pending', '{pending}'), ('comment', 'About quiet', '{pending}'), ('post', 'About reported', '{reported}')$$,
  'what is pending, reported, or flagged by the bot waits, and nothing else');
select results_eq($$select author_name, state, version, decision_seen, open_reports, top_category, severity::integer, escalated, claimed_by from moderation_queue where item_id = tests.id('reported')$$,
  $$values ('Author', 'published', 1, null::bigint, 1, 'spam', 2, false, null::uuid)$$, 'with what a moderator needs to see');
select tests.act_as('growth');
select is_empty($$select * from moderation_queue$$, 'other staff have no queue');
select tests.act_as('author');
select is_empty($$select * from moderation_queue$$, 'and members none');
select is_empty($$select user_id from author_moderation_record union all select reporter_id from reporter_accuracy$$, 'nor anybody''s record');
select throws_ok($$select moderate('[{}]')$$, '42501', null, 'nor may they decide');
select throws_ok($$select moderation_context('post', tests.id('pending'))$$, '42501', null, 'or look at it all');

-- Reporters who were right before count for more.
select tests.act_as('owner');
do $$
begin
  for n in 1..8 loop
    perform pg_temp.post('old' || n, 'published', 'other author');
    perform pg_temp.report('old' || n, 'right', 'spam', 'upheld');
    perform pg_temp.report('old' || n, 'wrong', 'hate', 'dismissed');
  end loop;
end
$$;
select pg_temp.post('by right', 'published', 'other author');
select pg_temp.report('by right', 'right');
select pg_temp.post('by wrong', 'published', 'other author');
select pg_temp.report('by wrong', 'wrong');
select pg_temp.post('by new', 'published', 'other author');
select pg_temp.report('by new', 'new');
select tests.act_as('ana');
select results_eq($$select reports, upheld, dismissed, open, accuracy, weight from reporter_accuracy where reporter_id in (tests.id('right'), tests.id('wrong'), tests.id('new')) order by accuracy$$,
  $$values (9::bigint, 0::bigint, 8::bigint, 1::bigint, 0.167, 0.333), (2, 0, 0, 2, 0.500, 1.000), (9, 8, 0, 1, 0.833, 1.667)$$, 'how often reporters were right, a newcomer counting as even');
select ok(pg_temp.priority('by right') > pg_temp.priority('by new') and pg_temp.priority('by new') > pg_temp.priority('by wrong'), 'the queue goes by it');
select results_eq($$select item_id from moderation_queue where item_id in (tests.id('by right'), tests.id('by wrong'), tests.id('by new')) and priority = (
  select least(100, sum((f ->> 'points')::numeric)) from jsonb_array_elements(explanation) f) order by 1$$,
  $$select tests.id(n) from unnest(array['by right', 'by wrong', 'by new']) n order by 1$$, 'the points of the explanation add up to the priority');
select is_empty($$select * from moderation_queue where priority is distinct from (select least(100, sum((f ->> 'points')::numeric)) from jsonb_array_elements(explanation) f)
  or explanation @? '$[*].points ? (@ <= 0)' or explanation @? '$[*].label ? (@ == null || @ == "")'$$, 'for every item, each factor with points and words');
select is_empty($$select item_id, waiting_since from moderation_queue where waiting_since is distinct from private.waiting_since(case item_type when 'post' then item_id end, case item_type when 'comment' then item_id end)$$,
  'the queue and what a decision goes by agree since when an item waits');
select is_empty($$select p.id from community_posts p where private.waiting_since(p.id, null) is not null except select item_id from moderation_queue$$, 'and that nothing else does');

-- Each factor moves the item up.
create function pg_temp.factors(name text) returns text language sql as $$
  select string_agg(f ->> 'factor', ' ' order by f ->> 'factor') from moderation_queue, jsonb_array_elements(explanation) f where item_id = tests.id(name)
$$;
select is(pg_temp.factors('reported'), 'category reports', 'reports and what they complain of');
select is(pg_temp.factors('flagged'), 'bot category', 'the bot and what it suspects');
select tests.act_as('owner');
update community_posts set view_count = 5000, created_at = now() - interval '9 hours', published_at = now() - interval '9 hours' where id = tests.id('flagged');
insert into community_posts (user_id, title, body, state) values (tests.id('author'), 'Removed', 'Removed', 'removed');
select tests.act_as('ana');
select is(pg_temp.factors('flagged'), 'age author bot category reach', 'how many saw it, for how long it waits, what else its author wrote');
select results_eq($$select severity::integer, top_category from moderation_queue where item_id = tests.id('by right')$$, $$values (2, 'spam')$$, 'the category of the only report');
select tests.act_as('owner');
select pg_temp.report('by right', 'new', 'underage');
select tests.act_as('ana');
select results_eq($$select severity::integer, top_category from moderation_queue where item_id = tests.id('by right')$$, $$values (5, 'underage')$$, 'the gravest of several');

-- ---------------------------------------------------------------------------------------
-- Deciding

insert into answer select 'approve', pg_temp.decide('pending', 'approve', null, 'key');
select is((select body ->> 'result' from answer where label = 'approve'), 'applied', 'a decision is applied');
select results_eq($$select body ->> 'state_before', body ->> 'state_after', body ->> 'by_name', (body ->> 'repeated')::boolean from answer where label = 'approve'$$,
  $$values ('pending', 'published', 'Ana', false)$$, 'and says what it did');
select results_eq($$select state, published_at is not null from community_posts where id = tests.id('pending')$$, $$values ('published', true)$$, 'the post is published');
select results_eq($$select decision, moderator_id, version_seen, state_before, state_after, waiting_since is not null, id = (select (body ->> 'decision_id')::bigint from answer where label = 'approve')
  from moderation_decisions where post_id = tests.id('pending')$$, $$values ('approve', tests.id('ana'), 1, 'pending', 'published', true, true)$$, 'there is one decision');
select is((select count(*) from audit_log where table_name = 'community_posts' and record_id = tests.id('pending')::text), 1::bigint, 'and one line in its history');
select is_empty($$select * from moderation_queue where item_id = tests.id('pending')$$, 'it waits no more');

-- The answer was lost on its way: the same is sent again.
insert into answer select 'again', moderate(jsonb_build_array(pg_temp.decision('pending', 'approve', null, 'key') || '{"decision_seen": null}')) -> 0;
select is((select body - 'repeated' from answer where label = 'again'), (select body - 'repeated' from answer where label = 'approve'), 'sent again, it gets the same answer');
select is((select body ->> 'repeated' from answer where label = 'again'), 'true', 'marked as a repetition');
select is((select count(*) from moderation_decisions where post_id = tests.id('pending')), 1::bigint, 'and is not made twice');
select is(pg_temp.decide('reported', 'approve', null, 'key') ->> 'result', 'refused', 'a key is for one decision');

-- A colleague was faster.
select tests.act_as('priya');
insert into answer select 'stale', moderate(jsonb_build_array(pg_temp.decision('pending', 'hide', 'spam') || '{"decision_seen": null}')) -> 0;
select results_eq($$select body ->> 'result', body ->> 'kind', body ->> 'by_name', body ->> 'decision', body ->> 'state', (body ->> 'at')::timestamptz = d.created_at, (body ->> 'decision_seen')::bigint = d.id, body ->> 'why'
  from answer, moderation_decisions d where label = 'stale' and d.post_id = tests.id('pending')$$,
  $$values ('conflict', 'decided', 'Ana', 'approve', 'published', true, true, 'Ana was faster: approve.')$$, 'who decided on an older sight gets the conflict: by whom, what, when');
select is(pg_temp.state('pending'), 'published', 'and changes nothing');
select is(pg_temp.decide('pending', 'hide', 'spam') ->> 'result', 'applied', 'having seen the decision, they may decide otherwise');

-- The author was.
select tests.act_as('author');
update community_posts set body = 'Another text' where id = tests.id('reported');
select tests.act_as('ana');
insert into answer select 'edited', moderate(jsonb_build_array(pg_temp.decision('reported', 'approve') || '{"version": 1}')) -> 0;
select results_eq($$select body ->> 'result', body ->> 'kind', body ->> 'version', body ->> 'why' from answer where label = 'edited'$$,
  $$values ('conflict', 'edited', '2', 'Its author has changed it since you opened it.')$$, 'what was edited meanwhile is looked at again');

-- What cannot be decided is refused, the others of the list are not.
insert into answer select 'many', moderate(jsonb_build_array(pg_temp.decision('quiet', 'restore'), pg_temp.decision('reported', 'hide'), pg_temp.decision('flagged', 'approve'), pg_temp.decision('quiet', 'hide', 'within_rules'),
  pg_temp.decision('quiet', 'hide', 'other'), pg_temp.decision('hidden', 'hide', 'spam'), pg_temp.decision('hidden', 'approve'), pg_temp.decision('quiet', 'dismiss_reports'), pg_temp.decision('quiet', 'hide', 'nonsense'),
  pg_temp.decision('remark', 'approve', null, null, null, 'comment'), pg_temp.decision('quiet', 'approve') || jsonb_build_object('item_id', tests.id('nothing'))));
select results_eq($$select r ->> 'result', r ->> 'field', r ->> 'why' from answer, jsonb_array_elements(body) with ordinality r (r, n) where label = 'many' order by n$$,
  $$values ('refused', 'decision', 'Only what is hidden or removed can be restored.'), ('refused', 'reason_code', 'Choose a reason.'), ('applied', null, null),
    ('refused', 'reason_code', '“Within the rules” is not a reason to hide something.'), ('refused', 'note', 'Say in the note what the other reason is.'),
    ('refused', 'decision', 'It is hidden already.'), ('refused', 'decision', 'What is hidden can be restored, not approved.'), ('refused', 'decision', 'No report about it is open.'),
    ('refused', 'reason_code', '“nonsense” is not a reason to hide something.'), ('applied', null, null), ('refused', null, 'It is gone: its author has deleted it.')$$,
  'each of a list has its own answer, in its order');
select is((select count(*) from moderation_decisions where post_id in (tests.id('quiet'), tests.id('hidden'), tests.id('reported'))), 0::bigint, 'what was refused left nothing behind');
select is_empty($$select * from moderation_queue where item_id = tests.id('flagged')$$, 'what a person approved is not flagged any more');
select throws_ok($$select moderate('{}')$$, '22023', null, 'it takes a list');
select throws_ok($$select moderate('[{"item_type": "post"}]')$$, '22023', null, 'of whole decisions');
select throws_ok($$select moderate(jsonb_build_array(pg_temp.decision('quiet', 'undo')))$$, '22023', null, 'an undo goes another way');

-- The reports go with the decision.
select pg_temp.decide('by right', 'remove', 'underage');
select results_eq($$select state, decided_by, decided_at is not null from content_reports where post_id = tests.id('by right')$$,
  $$values ('upheld', tests.id('ana'), true), ('upheld', tests.id('ana'), true)$$, 'removing upholds what was reported');
select is((select jsonb_array_length(reports_changed) from moderation_decisions where post_id = tests.id('by right')), 2, 'and the decision remembers which');
select pg_temp.decide('by wrong', 'dismiss_reports', 'within_rules');
select results_eq($$select r.state, p.state from content_reports r join community_posts p on p.id = r.post_id where p.id = tests.id('by wrong')$$, $$values ('dismissed', 'published')$$,
  'dismissing the reports leaves the post');
select pg_temp.decide('by right', 'restore');
select is((select string_agg(state, ' ') from content_reports where post_id = tests.id('by right')), 'dismissed dismissed', 'restoring the same text says that the reports were wrong');

-- Escalated until somebody decides.
select is(pg_temp.decide('by new', 'escalate', 'unsure', null, 'What do you think?') ->> 'state_after', 'published', 'escalating leaves the state');
select results_eq($$select why, escalated, escalated_name, escalated_note, escalated_reason, open_reports from moderation_queue where item_id = tests.id('by new')$$,
  $$values ('{escalated,reported}'::text[], true, 'Ana', 'What do you think?', 'unsure', 1)$$, 'and shows who did and why');
select is(pg_temp.decide('by new', 'escalate', 'unsure') ->> 'why', 'It is escalated already.', 'once is enough');
select tests.act_as('admin');
select is(pg_temp.decide('by new', 'approve') ->> 'result', 'applied', 'somebody else keeps it');
select is_empty($$select * from moderation_queue where item_id = tests.id('by new')$$, 'and it is settled');

-- ---------------------------------------------------------------------------------------
-- What was judged harmless

select tests.act_as('new');
insert into content_reports (post_id, reporter_id, category, item_version) values (tests.id('by wrong'), auth.uid(), 'spam', 900);
select is((select item_version from my_reports() where post_id = tests.id('by wrong')), 1, 'a report is about the text that stands there');
select tests.act_as('ana');
select is_empty($$select * from moderation_queue where item_id = tests.id('by wrong')$$, 'the same complaint about the same text does not raise it again');
select tests.act_as('right');
insert into content_reports (post_id, reporter_id, category) values (tests.id('by wrong'), auth.uid(), 'hate');
select tests.act_as('ana');
select results_eq($$select why, open_reports, set_aside_reports from moderation_queue where item_id = tests.id('by wrong')$$, $$values ('{reported}'::text[], 1, 1)$$, 'another complaint does');
select pg_temp.decide('by wrong', 'dismiss_reports');
select is_empty($$select * from moderation_queue where item_id = tests.id('by wrong')$$, 'until it is judged, too');
select tests.act_as('other author');
update community_posts set body = 'Something worse' where id = tests.id('by wrong');
select tests.act_as('ana');
select results_eq($$select why, version from moderation_queue where item_id = tests.id('by wrong')$$, $$values ('{edited}'::text[], 2)$$, 'a new text of what was reported does');
select pg_temp.decide('by wrong', 'approve');
select tests.act_as('new');
insert into content_reports (post_id, reporter_id, category) values (tests.id('by wrong'), auth.uid(), 'spam');
select tests.act_as('ana');
select is(pg_temp.why('by wrong'), '{reported}', 'and the old complaint counts about the new text');
select tests.act_as('other author');
update community_posts set title = 'About quiet things' where id = tests.id('old1');
select tests.act_as('ana');
select pg_temp.decide('old2', 'hide', 'off_topic');
select tests.act_as('other author');
update community_posts set body = 'On topic' where id = tests.id('old2');
select tests.act_as('ana');
select is(pg_temp.why('old2'), '{edited}', 'what was hidden and mended by its author comes back to be restored');
select is(pg_temp.decide('old2', 'hide', 'off_topic') ->> 'result', 'applied', 'or to stay hidden');
select is_empty($$select * from moderation_queue where item_id = tests.id('old2')$$, 'which settles it');

-- ---------------------------------------------------------------------------------------
-- Undo

select tests.act_as('owner');
select pg_temp.post('slip', 'pending');
select pg_temp.report('slip', 'new', 'hate');
select tests.act_as('ana');
insert into answer select 'slip', pg_temp.decide('slip', 'approve');
select tests.act_as('priya');
insert into answer select 'undo', undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'slip'), tests.id('undo key'), 'Wrong key');
select results_eq($$select body ->> 'result', body ->> 'decision', body ->> 'state_before', body ->> 'state_after', body ->> 'by_name' from answer where label = 'undo'$$,
  $$values ('applied', 'undo', 'published', 'pending', 'Priya')$$, 'a colleague''s decision is taken back');
select results_eq($$select p.state, p.published_at is null, r.state, r.decided_by is null and r.decided_at is null from community_posts p join content_reports r on r.post_id = p.id where p.id = tests.id('slip')$$,
  $$values ('pending', true, 'open', true)$$, 'the post and its report are as before');
select is(pg_temp.why('slip'), '{reported,pending}', 'and it waits again');
select is((select count(*) from moderation_decisions where post_id = tests.id('slip')), 2::bigint, 'by a second decision');
select results_eq($$select undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'slip'), tests.id('undo key'), 'Wrong key') - 'repeated'$$,
  $$select body - 'repeated' from answer where label = 'undo'$$, 'sent again, it gets the same answer');
select tests.act_as('ana');
select results_eq($$select r ->> 'result', r ->> 'kind', r ->> 'by_name' from undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'slip'), gen_random_uuid()) r$$,
  $$values ('conflict', 'undone', 'Priya')$$, 'only once');
select is(undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'undo'), gen_random_uuid()) ->> 'why', 'An undo is not taken back: decide anew.', 'an undo stays');
select results_eq($$select overturned, overturned_by, undone_by_name, may_undo, reports_closed, item_state from moderation_history where post_id = tests.id('slip') and decision = 'approve'$$,
  $$values (true, tests.id('priya'), 'Priya', false, 1, 'pending')$$, 'the history tells what became of it');
insert into answer select 'slip 2', pg_temp.decide('slip', 'hide', 'spam');
select results_eq($$select may_undo, is_last, overturned from moderation_history where id = (select (body ->> 'decision_id')::bigint from answer where label = 'slip 2')$$, $$values (true, true, false)$$, 'the last may be taken back');
select tests.act_as('priya');
select pg_temp.decide('slip', 'remove', 'spam');
select tests.act_as('ana');
select results_eq($$select r ->> 'result', r ->> 'kind', r ->> 'by_name', r ->> 'decision', pg_temp.state('slip') from undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'slip 2'), gen_random_uuid()) r$$,
  $$values ('conflict', 'decided', 'Priya', 'remove', 'removed')$$, 'what was decided since stands in the way');
insert into answer select 'slip 3', pg_temp.decide('quiet', 'hide', 'spam');
select tests.act_as('author');
update community_posts set body = 'New' where id = tests.id('quiet');
select tests.act_as('ana');
select is(undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'slip 3'), gen_random_uuid()) ->> 'kind', 'edited', 'so does a new text');
select tests.act_as('owner');
update community_posts set state = 'removed' where id = tests.id('quiet');
update community_posts set version = 1 where id = tests.id('quiet');
select tests.act_as('ana');
select is(undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'slip 3'), gen_random_uuid()) ->> 'kind', 'changed', 'or what a machine did');
select throws_ok($$select undo_decision(-1, gen_random_uuid())$$, 'PT404', null, 'there is nothing else to take back');
insert into answer select 'restore', pg_temp.decide('slip', 'restore');
select undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'restore'), gen_random_uuid());
select results_eq($$select p.state, r.state from community_posts p join content_reports r on r.post_id = p.id where p.id = tests.id('slip')$$, $$values ('removed', 'upheld')$$,
  'a restore taken back makes the reports right again');
select pg_temp.decide('slip', 'escalate', 'unsure');
insert into answer select 'settled', pg_temp.decide('slip', 'restore');
select undo_decision((select (body ->> 'decision_id')::bigint from answer where label = 'settled'), gen_random_uuid());
select is(pg_temp.why('slip'), '{escalated}', 'taking back what settled an escalation leaves it escalated');

-- ---------------------------------------------------------------------------------------
-- A state has no other door


select tests.act_as('owner');
select pg_temp.post('plain');
select pg_temp.report('plain', 'new');
select tests.denied(person, format('%s where id = tests.id(%L)', change, 'plain'))
from unnest(array['author', 'ana', 'admin', 'service_role']) person, unnest(array[
  $$update community_posts set state = 'hidden'$$, $$update community_posts set version = 9$$, $$update community_posts set pending_version = null$$,
  $$update community_posts set published_at = now()$$]) change;
select tests.denied(person, statement)
from unnest(array['author', 'ana', 'admin', 'service_role']) person, unnest(array[
  $$update post_comments set state = 'published'$$, $$update content_signals set report_count = 0$$, $$delete from content_signals$$, $$update content_reports set state = 'dismissed'$$, $$update content_reports set note = 'Z'$$, $$delete from content_reports$$,
  $$insert into moderation_decisions (post_id, decision, reason_code, moderator_id, version_seen, state_before, state_after) values (tests.id('plain'), 'hide', 'spam', tests.id('ana'), 1, 'x', 'y')$$,
  $$update moderation_decisions set note = 'Z'$$, $$insert into moderation_claims (post_id, moderator_id) values (tests.id('plain'), tests.id('ana'))$$,
  $$update moderation_claims set moderator_id = tests.id('ana')$$, $$delete from moderation_claims$$,
  $$update content_versions set body = 'Z'$$, $$delete from content_versions$$, $$insert into content_versions (post_id, author_id, version, body, state) values (tests.id('plain'), tests.id('author'), 9, 'Z', 'shown')$$,
  $$update moderation_waiting set waiting_since = null$$, $$delete from moderation_waiting$$]) statement;
select tests.act_as('service_role');
select throws_ok($$insert into community_posts (user_id, title, body, state) values (tests.id('author'), 'T', 'B', 'published')$$, '42501', null, 'the service publishes nothing');
select tests.act_as('ana');
select throws_ok($$select bulk_change('community_posts', jsonb_build_array(jsonb_build_object('field', 'id', 'operator', 'eq', 'value', tests.id('plain'))), '{"state": "removed"}', 1)$$, null, null, 'nor do many at once')
  where (select bulk_change('community_posts', jsonb_build_array(jsonb_build_object('field', 'id', 'operator', 'eq', 'value', tests.id('plain'))), '{"state": "removed"}', 1) ->> 'changed') <> '0';
select results_eq($$select state, report_count(p) from community_posts p where id = tests.id('plain')$$, $$values ('published', 1)$$, 'it is as it was');
select throws_ok($$update community_posts set body = 'Z' where id = tests.id('plain')$$, '42501', null, 'a colleague rewrites nothing');

-- A reason that is not used any more.
select tests.act_as('admin');
update moderation_reasons set active = false where code = 'spam';
select tests.act_as('ana');
select is(pg_temp.decide('old8', 'hide', 'spam') ->> 'field', 'reason_code', 'is refused');
select tests.act_as('admin');
update moderation_reasons set active = true where code = 'spam';

-- ---------------------------------------------------------------------------------------
-- Claims

select tests.act_as('owner');
delete from content_reports where state = 'open';
do $$
begin
  for n in 1..6 loop
    perform pg_temp.post('turn' || n, 'pending', 'other author');
  end loop;
end
$$;
select tests.act_as('ana');
create temporary table turn as select item_id from claim_next(3, '{"why": "pending"}');
select is((select count(*) from turn), 3::bigint, 'the next three');
select results_eq($$select count(*), min(claimed_name), bool_and(claim_expires_at > now() + interval '4 minutes') from moderation_queue where claimed_by = auth.uid()$$, $$values (3::bigint, 'Ana', true)$$, 'are marked with one''s name, for five minutes');
select tests.act_as('priya');
select results_eq($$select count(*), count(*) filter (where item_id in (select item_id from turn)) from claim_next(100, '{"why": "pending"}')$$, $$values (3::bigint, 0::bigint)$$, 'a colleague gets others');
select results_eq($$select r ->> 'result', r ->> 'claimed_name' from claim_items(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', (select min(item_id::text) from turn)))) a, jsonb_array_elements(a) r$$,
  $$values ('held', 'Ana')$$, 'what somebody has is not just taken');
select results_eq($$select r ->> 'result', r ->> 'taken_from_name' from claim_items(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', (select min(item_id::text) from turn))), true) a, jsonb_array_elements(a) r$$,
  $$values ('claimed', 'Ana')$$, 'it can be taken over');
select results_eq($$select before ->> 'moderator_id', after ->> 'moderator_id', actor_name from audit_log where table_name = 'moderation_claims'$$, $$values (tests.id('ana')::text, tests.id('priya')::text, 'Priya')$$,
  'which is recorded, and nothing else about claims');
select tests.act_as('ana');
select is((select count(*) from renew_claims()), 2::bigint, 'renewing says what one still has');
select is(release_claims(jsonb_build_array(jsonb_build_object('item_id', (select max(item_id::text) from turn)))), 1, 'one is given back');
select is((select count(*) from moderation_queue where claimed_by = auth.uid()), 1::bigint, 'the other is kept');
select tests.act_as('owner');
update moderation_claims set expires_at = now() - interval '1 second' where moderator_id = tests.id('ana');
select tests.act_as('ana');
select is((select count(*) from moderation_queue where claimed_by = auth.uid()), 0::bigint, 'after five minutes without a sign it is nobody''s');
select is((select count(*) from renew_claims()), 0::bigint, 'and cannot be renewed');
select tests.act_as('priya');
select is((select count(*) from claim_next(100, '{"why": "pending"}')), 2::bigint, 'others get it, and what was given back');
select is((select count(*) from audit_log where table_name = 'moderation_claims'), 1::bigint, 'which is no takeover');
select tests.act_as('ana');
select results_eq($$select r ->> 'result', r ->> 'kind', r ->> 'by_name', r ->> 'why' from pg_temp.decide('turn1', 'approve') r$$, $$values ('conflict', 'claimed', 'Priya', 'Priya is at it right now.')$$,
  'nobody decides over a colleague''s claim');
select moderate(jsonb_build_array(pg_temp.decision('turn1', 'approve') || '{"over_claim": true}'));
select is_empty($$select * from moderation_claims where post_id = tests.id('turn1')$$, 'deciding ends a claim');
select tests.act_as('priya');
select is(release_claims(), 5, 'all are given back');
select results_eq($$select count(*) from claim_next(100, '{"min_priority": 99}') union all select count(*) from claim_next(100, '{"top_category": "hate"}') union all select count(*) from claim_next(2, '{"item_type": "post"}', true)$$,
  $$values (0::bigint), (0), (2)$$, 'one may claim from a part of the queue');
select release_claims();
select results_eq($$select count(*) from claim_next(2, '{"waiting_after": "2999-01-01"}') union all select count(*) from claim_next(2, '{"waiting_until": "2000-01-01"}') union all select count(*) from claim_next(2, '{"severity": 77}')$$,
  $$values (0::bigint), (0), (0)$$, 'by age and severity, too');
select throws_ok($$select claim_next(0)$$, '22023', null, 'at least one');
select throws_ok($$insert into moderation_claims (post_id, moderator_id) values (tests.id('old8'), tests.id('ana'))$$, '42501', null, 'not in a colleague''s name');
select tests.act_as('growth');
select throws_ok($$select claim_next()$$, '42501', null, 'and only by moderators');

-- ---------------------------------------------------------------------------------------
-- Beside an item

select tests.act_as('owner');
insert into community_posts (id, user_id, title, body, state) values
  (tests.id('ad 1'), tests.id('author'), 'Cheap followers, today only', 'Write to 07700 900 118 and get a thousand followers for nearly nothing, today only!', 'published'),
  (tests.id('ad 2'), tests.id('author'), 'Cheap followers, today only!!', 'Write to 07700 900 119 and get a thousand followers for nearly nothing. Today only!', 'pending'),
  (tests.id('ad 3'), tests.id('other author'), 'Cheap followers, today only', 'Write to 07700 900 118 and get a thousand followers for nearly nothing, today only!', 'published'),
  (tests.id('ad 4'), tests.id('author'), 'Cheap followers, today only', 'Write to 07700 900 118 and get a thousand followers for nearly nothing, today only!', 'removed');
insert into post_comments (id, post_id, parent_id, user_id, body, state, created_at)
  select tests.id('comment ' || n), tests.id('ad 3'), case n when 40 then tests.id('comment 1') end, tests.id('other author'), 'Comment ' || n, 'published', now() + n * interval '1 minute' from generate_series(1, 60) n;
insert into post_comments (id, post_id, user_id, body, state) values (tests.id('ad 5'), tests.id('ad 3'), tests.id('author'), 'Write to 07700 900 117 and get a thousand followers for nearly nothing, today only!', 'published');
select tests.act_as('ana');
select results_eq($$select item_type, item_id, state, waits from similar_items('post', tests.id('ad 1')) order by item_id::text$$,
  $$select * from (values ('post', tests.id('ad 2'), 'pending', true), ('post', tests.id('ad 3'), 'published', false), ('comment', tests.id('ad 5'), 'published', false)) v (a, b, c, d) order by b::text$$,
  'nearly the same by the same author, also as a comment, the very same by others, and what is not removed yet');
select results_eq($$select bool_and(similarity >= 0.6), count(distinct version), count(*) from similar_items('comment', tests.id('ad 5'))$$, $$values (true, 1::bigint, 3::bigint)$$, 'from either side');
select tests.act_as('owner');
savepoint many;
insert into community_posts (user_id, title, body, state) select tests.id('new'), 'Noise', 'Something else that is long enough to be looked for, number ' || n, 'published' from generate_series(1, 1500) n;
analyze community_posts;
create temporary table been_read as select pg_stat_get_xact_tuples_returned('community_posts'::regclass) as before;
select tests.act_as('ana');
select is((select count(*) from similar_items('post', tests.id('ad 1'))), 3::bigint, 'among many others, too');
select tests.act_as('owner');
select cmp_ok(pg_stat_get_xact_tuples_returned('community_posts'::regclass), '<', (select before + 300 from been_read), 'which are not read one by one');
rollback to many;
select tests.act_as('ana');
select is((select count(*) from moderate((select jsonb_agg(pg_temp.decision('', 'remove', 'spam') || jsonb_build_object('item_type', s.item_type, 'item_id', s.item_id, 'version', s.version, 'decision_seen', s.decision_seen))
  from similar_items('post', tests.id('ad 1')) s)) a, jsonb_array_elements(a) r where r ->> 'result' = 'applied'), 3::bigint, 'and can be decided together');
select is_empty($$select * from similar_items('post', tests.id('ad 1'))$$, 'then there is none any more');
insert into answer select 'context', moderation_context('comment', tests.id('comment 40'));
select results_eq($$select body #>> '{item,body}', body #>> '{item,why}', body #>> '{thread,post,title}', jsonb_array_length(body #> '{thread,comments}'), body #>> '{thread,comments_total}', body #>> '{author,display_name}',
    (select count(*) from jsonb_array_elements(body #> '{thread,comments}') c where (c ->> 'is_item')::boolean or c ->> 'id' = tests.id('comment 1')::text)
  from answer where label = 'context'$$,
  $$values ('Comment 40', '[]', 'Cheap followers, today only', 22, '61', 'Other Author', 2::bigint)$$, 'a comment stands between those around it and under what it answers');
select results_eq($$select c #>> '{item,why}', c #>> '{decisions,0,decision}', (c #>> '{reports,0,reporter_accuracy}')::numeric, (c #>> '{reports,0,counts}')::boolean, (c #>> '{author,removed}')::bigint, c ->> 'similar_count'
  from moderation_context('post', tests.id('slip')) c$$, $$select '["escalated"]', 'undo', a.accuracy, false, r.removed, '0' from reporter_accuracy a, author_moderation_record r
  where a.reporter_id = tests.id('new') and r.user_id = tests.id('author')$$, 'with decisions, reports and its author''s record');
select is((select array_agg(k order by k) from jsonb_object_keys(moderation_context('post', tests.id('slip')) -> 'item') k), (select array_agg(k order by k) from jsonb_object_keys(moderation_context('post', tests.id('old8')) -> 'item') k),
  'what does not wait is described by the same columns');
select is(moderation_context('post', tests.id('nothing')), null, 'what is gone has nothing around it');

-- ---------------------------------------------------------------------------------------
-- Numbers, each with its rows

select is((select sum(items) from moderation_backlog())::bigint, (select count(*) from moderation_queue), 'the backlog counts the queue');
select is_empty($$select * from moderation_backlog() b where b.items <> (select count(*) from moderation_queue q where q.severity = b.severity
  and (b.from_waiting is null or q.waiting_since > b.from_waiting) and (b.to_waiting is null or q.waiting_since <= b.to_waiting))$$, 'each of its numbers has its rows');
select results_eq($$select own, team, own_overturned, team_overturned, median_seconds is not null from moderation_pace(current_date, current_date, 'UTC')$$,
  $$select count(*) filter (where moderator_id = auth.uid()), count(*), count(*) filter (where overturned and moderator_id = auth.uid()), count(*) filter (where overturned), true
    from moderation_history where decision <> 'undo' and created_at >= current_date::timestamp at time zone 'UTC' and created_at < (current_date + 1)::timestamp at time zone 'UTC'$$, 'so has the pace');
select is((select count(*) from moderation_pace('2026-01-01', '2026-01-31', 'Europe/Berlin')), 31::bigint, 'a day without decisions is a day');
select is((select decisions from moderation_team(current_date, current_date) where is_me), (select own from moderation_pace(current_date, current_date)), 'and what each did');
select ok((select overturn_rate between 0.01 and 0.99 from moderation_team(current_date, current_date) where is_me), 'with how much of it was overturned');
select is((select sum(decisions) from moderation_reason_counts(current_date, current_date, 'UTC', 'day'))::bigint,
  (select count(*) from moderation_decisions where decision in ('hide', 'remove', 'escalate') and reason_code is not null), 'and the reasons');
select results_eq($$select period_start, period_end, reason_code, decisions from moderation_reason_counts('2020-02-28', '2020-03-01', 'Pacific/Apia', 'month')$$,
  $$values ('2020-02-01'::date, '2020-02-29'::date, null::text, 0::bigint), ('2020-03-01', '2020-03-31', null, 0)$$, 'a month without any has a row of nothing');
select throws_ok($$select moderation_reason_counts(current_date, current_date, 'UTC', 'year')$$, '22023', null, 'by day, week or month');

-- ---------------------------------------------------------------------------------------
-- What a moderator does not do

select tests.act_as('owner');
select pg_temp.post('fixed', 'published', 'new'), pg_temp.post('unseen', 'hidden', 'new');
select pg_temp.report('fixed', 'wrong');
select tests.act_as('priya');
select throws_ok(format('update %s', change), '42501', null, change) from unnest(array[
  $$community_posts set user_id = tests.id('right') where id = tests.id('fixed')$$, $$community_posts set version = 9 where id = tests.id('fixed')$$,
  $$community_posts set view_count = 9 where id = tests.id('fixed')$$, $$content_signals set bot_score = 0 where comment_id = tests.id('remark')$$,
  $$content_reports set reporter_id = tests.id('right') where post_id = tests.id('fixed')$$, $$content_reports set category = 'hate' where post_id = tests.id('fixed')$$,
  $$profiles set email = 'z@queue.test' where id = tests.id('new')$$]) change;
select tests.act_as('right');
select throws_ok($$insert into post_comments (post_id, user_id, body) values (tests.id('unseen'), auth.uid(), 'B')$$, '42501', null, 'a member does not answer what they do not see');
select throws_ok($$insert into content_reports (post_id, reporter_id, category) values (tests.id('unseen'), auth.uid(), 'spam')$$, '42501', null, 'nor report it');
select lives_ok($$insert into content_reports (post_id, reporter_id, category) values (tests.id('fixed'), auth.uid(), 'spam')$$, 'what they see they may report');

-- What stands under a post is read where the post is.
select tests.act_as('owner');
insert into post_comments (id, post_id, user_id, body, state) select tests.id('under ' || name), tests.id(name), tests.id('author'), 'Under it', 'published' from unnest(array['fixed', 'unseen']) name;
create function pg_temp.reads(person text) returns text language plpgsql as $$
begin
  perform tests.act_as(person);
  return (select string_agg(case id when tests.id('under fixed') then 'published' else 'hidden' end, ' ' order by id = tests.id('under unseen')) from post_comments where id in (tests.id('under fixed'), tests.id('under unseen')));
end
$$;
select is(pg_temp.reads(who), may, who || ': comments under a post that is published, and under one that is not') from (values ('right', 'published'), ('new', 'published'), ('growth', 'published'),
  ('author', 'published hidden'), ('priya', 'published hidden')) v (who, may);
select tests.act_as('right');
select throws_ok($$insert into content_reports (comment_id, reporter_id, category) values (tests.id('under unseen'), auth.uid(), 'spam')$$, '42501', null, 'nor does anybody report what they do not see');
select tests.act_as('owner');
update community_posts set state = 'removed' where id = tests.id('fixed');
select is(pg_temp.reads('right'), null, 'once the post is removed, they go with it');

-- Nobody judges what they reported themselves.
select tests.act_as('owner');
insert into profiles (id, display_name, email) values (tests.id('priya'), 'Priya', 'priya@queue.test');
select pg_temp.post('seen', 'published', 'other author');
select tests.act_as('priya');
insert into content_reports (post_id, reporter_id, category) values (tests.id('seen'), auth.uid(), 'spam');
select results_eq($$select d, pg_temp.decide('seen', d, case d when 'remove' then 'spam' when 'hide' then 'spam' end) ->> 'result' from unnest(array['remove', 'hide', 'approve', 'dismiss_reports']) d$$,
  $$values ('remove', 'refused'), ('hide', 'refused'), ('approve', 'refused'), ('dismiss_reports', 'refused')$$, 'whoever reported it decides nothing about it');
select is(pg_temp.decide('seen', 'escalate', 'unsure') ->> 'result', 'applied', 'but may escalate it');
select tests.act_as('ana');
select is(pg_temp.decide('seen', 'remove', 'spam') ->> 'result', 'applied', 'to a colleague, who decides');

-- Once something is taken down, nobody but its author and moderators finds a word of it or about it, wherever they look.
select tests.act_as('owner');
insert into auth.users (id, email) values (tests.id('finance'), 'finance@queue.test');
insert into staff_members (user_id, full_name, email, roles) values (tests.id('finance'), 'Finance', 'finance@queue.test', '{finance}');
insert into community_posts (id, user_id, title, body, state, published_at) values (tests.id('marked'), tests.id('other author'), 'Zqxmark', 'Zqxmark in it', 'published', now());
insert into post_comments (id, post_id, user_id, body, state) values (tests.id('marked remark'), tests.id('marked'), tests.id('author'), 'Zqxmark too', 'published');
insert into post_reactions (id, post_id, user_id) values (tests.id('marked reaction'), tests.id('marked'), tests.id('new')), (tests.id('another reaction'), tests.id('marked'), tests.id('right'));
insert into content_reports (post_id, reporter_id, category, note, item_version) values (tests.id('marked'), tests.id('wrong'), 'spam', 'Zqxmark, I say', 1);
insert into post_extractions (post_id, user_id, kind, value, confidence, model) values (tests.id('marked'), tests.id('other author'), 'value', 'Zqxmark', 1, 'n');
insert into ai_bot_health (id, name, label) values (tests.id('guard'), 'guard_here', 'Guard');
insert into bot_actions_log (bot_id, action, outcome, target_table, target_id, input, confidence, cost_micros)
  values (tests.id('guard'), 'screen_post', 'succeeded', 'community_posts', tests.id('marked'), '{"title": "Zqxmark"}', 0.4, 7);
select tests.act_as('priya');
select review_bot_action((select max(id) from bot_actions_log), 'needs_attention', 'Zqxmark again');
select is(pg_temp.decide('marked', 'remove', 'scam', note => 'Zqxmark is a threat') ->> 'result', 'applied', 'what is marked is taken down');
select tests.act_as('owner');
update post_reactions set kind = 'heart' where id = tests.id('another reaction');
-- Every table and view, with every column that is granted, as this person.
create function pg_temp.finds(person text) returns text[] language plpgsql as $$
declare
  place record;
  is_there boolean;
  places text[] := '{}';
begin
  perform tests.act_as(person);
  for place in
    select c.relname, string_agg(format('%I', a.attname), ', ') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm') and has_column_privilege('authenticated', c.oid, a.attnum, 'select') group by 1 order by 1
  loop
    execute format('select exists (select from (select %s from public.%I) t where row_to_json(t)::text ~* $1)', place.columns, place.relname) into is_there
      using concat_ws('|', 'zqxmark', tests.id('marked'), tests.id('marked remark'), tests.id('marked reaction'), tests.id('another reaction'));
    if is_there then
      places := places || place.relname::text;
    end if;
  end loop;
  return places;
end
$$;
select is(pg_temp.finds(who), places, who || ' finds what was taken down nowhere but in what is their own') from (values
  ('growth', '{}'::text[]), ('finance', '{}'), ('new', '{post_reactions}'), ('author', '{post_comments}')) v (who, places);
select cmp_ok(pg_temp.finds('priya'), '@>', '{audit_log,bot_actions_log,community_posts,content_reports,moderation_decisions,post_comments,post_extractions,post_reactions}'::text[], 'a moderator does');
select tests.act_as('growth');
select is_empty($$select * from search_records('zqxmark')$$, 'nor does a search');
select is(list_groups('post_reactions', format('[{"field": "post_id", "operator": "eq", "value": "%s"}]', tests.id('marked'))::jsonb, 'kind')::jsonb ->> 'count', '0', 'nor a count of reactions');
select is((select sum(cost_micros) from bot_costs(current_date, current_date) where bot_id = tests.id('guard')), 7::numeric, 'what bots cost is told whole');
select is((select actions from bot_board where id = tests.id('guard')), 1::bigint, 'and what they did');

select * from finish();
rollback;
