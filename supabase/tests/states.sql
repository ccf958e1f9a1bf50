-- Which state may follow which, whose texts are whose, and what follows a state by itself.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@rules.test' from unnest(array['member', 'other', 'mara', 'noel', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select tests.id(name), name, name || '@rules.test' from unnest(array['member', 'other', 'mara', 'noel']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

-- ---------------------------------------------------------------------------------------
-- Every pair of states, tried by somebody who may edit the row: those declared go, all others are refused

create function pg_temp.wrong_transitions(tbl text, new_row text, person text default 'admin') returns text language plpgsql as $$
declare
  pair record;
  declared boolean;
  went boolean;
  found text[] := '{}';
begin
  for pair in
    with state as (
      select (regexp_matches(pg_get_constraintdef(oid), '''(\w+)''::text', 'g'))[1] as s
      from pg_constraint where conrelid = format('public.%I', tbl)::regclass and conname = tbl || '_state_check'
    )
    select f.s as earlier, t.s as later from state f cross join state t where f.s <> t.s
  loop
    declared := exists (select from state_transitions where table_name = tbl and from_state = pair.earlier and to_state = pair.later);
    begin
      perform tests.act_as('owner');
      execute format(new_row, pair.earlier);
      perform tests.act_as(person);
      execute format('update public.%I set state = %L where id = %L', tbl, pair.later, tests.id('row'));
      perform tests.act_as('owner');
      execute format('select state = %L from public.%I where id = %L', pair.later, tbl, tests.id('row')) into went;
      raise exception using errcode = 'UNDO1', message = went::text;
    exception
      when sqlstate 'UNDO1' then went := sqlerrm::boolean;
      when check_violation then
        went := false;
        if sqlerrm <> format('What is %s cannot become %s.', replace(pair.earlier, '_', ' '), replace(pair.later, '_', ' ')) then
          found := found || format('%s to %s: %s', pair.earlier, pair.later, sqlerrm);
        end if;
    end;
    if went is distinct from declared then
      found := found || format('%s to %s: declared %s, went %s', pair.earlier, pair.later, declared, went);
    end if;
  end loop;
  return array_to_string(found, E'\n');
end
$$;

select is(pg_temp.wrong_transitions('leads',
  $$insert into leads (id, full_name, email, rejected_reason, state) values (tests.id('row'), 'R', 'r@rules.test', 'Too far', %L)$$),
  '', 'leads');
select is(pg_temp.wrong_transitions('community_posts',
  $$insert into community_posts (id, user_id, title, body, state) values (tests.id('row'), tests.id('member'), 'T', 'B', %L)$$, 'owner'),
  '', 'posts');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('plan'), 'rules', 'R', 'month', 'EUR', 1);
select is(pg_temp.wrong_transitions('user_subscriptions',
  $$insert into user_subscriptions (id, user_id, plan_id, current_period_end, canceled_at, state)
    values (tests.id('row'), tests.id('member'), tests.id('plan'), now() + interval '1 month', now(), %L)$$, 'owner'),
  '', 'subscriptions');

-- So that the declaration itself cannot quietly change.
select results_eq(
  $$select to_state from state_transitions where table_name = 'leads' and from_state = 'new' order by 1$$,
  array['contacted', 'qualified', 'rejected'], 'a new lead is qualified, contacted or rejected');
select is_empty($$select * from state_transitions where table_name = 'leads' and from_state = 'converted'$$, 'a converted lead stays one');
select is_empty($$select * from state_transitions where table_name = 'user_subscriptions' and from_state = 'canceled'$$, 'a canceled subscription stays one');
select is_empty($$select * from state_transitions where table_name = 'invoices' and from_state in ('paid', 'void')$$, 'so do paid and void invoices');

select tests.act_as('growth');
select throws_ok($$insert into leads (full_name, email, state) values ('N', 'n@rules.test', 'converted')$$, '23514',
  'A new row here cannot start as converted.', 'a person cannot make a row in any state');
select tests.act_as('owner');
select lives_ok($$insert into leads (full_name, email, state) values ('N', 'n@rules.test', 'converted')$$, 'a machine brings rows as they are');

-- ---------------------------------------------------------------------------------------
-- What members write

select tests.act_as('member');
insert into community_posts (id, user_id, title, body) values (tests.id('post'), auth.uid(), 'Title', 'Text');
insert into post_comments (id, post_id, user_id, body) values (tests.id('comment'), tests.id('post'), auth.uid(), 'Text');
insert into user_images (id, user_id, storage_path) values (tests.id('image'), auth.uid(), 'profiles/' || auth.uid() || '/a.jpg');
create temporary table mine as select to_jsonb(p) as post, (select to_jsonb(c) from post_comments c) as comment from community_posts p where id = tests.id('post');
create function pg_temp.not_mine(statement text, what text) returns setof text language sql as $$
  select throws_ok(statement, '42501', null, what)
$$;
select pg_temp.not_mine($$insert into community_posts (user_id, title, body, state) values (auth.uid(), 'T', 'B', 'published')$$, 'a member''s post starts pending');
select pg_temp.not_mine($$insert into community_posts (user_id, title, body, reaction_count) values (auth.uid(), 'T', 'B', 900)$$, 'without reactions');
select pg_temp.not_mine($$insert into community_posts (user_id, title, body, pinned_until) values (auth.uid(), 'T', 'B', 'infinity')$$, 'unpinned');
select pg_temp.not_mine($$update content_signals set bot_score = 0$$, 'nobody puts an opinion into the bot''s mouth');
select pg_temp.not_mine($$insert into content_signals (post_id, bot_score) values (tests.id('post'), 0)$$, 'nor adds one');
select pg_temp.not_mine($$insert into user_images (user_id, storage_path, position, state) values (auth.uid(), 'profiles/' || auth.uid() || '/b.jpg', 2, 'approved')$$, 'a photo comes unapproved');
select pg_temp.not_mine($$update community_posts set state = 'published' where id = tests.id('post')$$, 'a member does not publish');
select pg_temp.not_mine($$update community_posts set view_count = 900 where id = tests.id('post')$$, 'nor count');
select pg_temp.not_mine($$update community_posts set pinned_until = 'infinity' where id = tests.id('post')$$, 'nor pin');
select pg_temp.not_mine($$update community_posts set user_id = tests.id('other') where id = tests.id('post')$$, 'nor write in another''s name');
select pg_temp.not_mine($$update post_comments set state = 'published' where id = tests.id('comment')$$, 'nor publish a comment');
select pg_temp.not_mine($$update user_images set state = 'approved' where id = tests.id('image')$$, 'nor approve a photo');
select pg_temp.not_mine($$update profiles set verified_at = now() where id = auth.uid()$$, 'nor verify themselves');
select results_eq(
  $$select to_jsonb(p), (select to_jsonb(c) from post_comments c) from community_posts p$$,
  $$select jsonb_set(post, '{comment_count}', '1'), comment from mine$$, 'post and comment are as they were');

update community_posts set body = 'Better text' where id = tests.id('post');
select results_eq($$select version, edited_at is not null, state from community_posts where id = tests.id('post')$$, $$values (2, true, 'pending')$$,
  'an edit makes the next version');
select tests.act_as('other');
select is_empty($$select * from community_posts where id = tests.id('post')$$, 'others do not see what is pending');
select tests.act_as('moderator');
select pg_temp.not_mine($$update community_posts set state = 'published' where id = tests.id('post')$$, 'nor does a moderator, except by deciding');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('post'), 'version', 2, 'decision', 'approve', 'client_key', gen_random_uuid())));
select results_eq($$select version, published_at is not null from community_posts where id = tests.id('post')$$, $$values (2, true)$$,
  'a decision makes no version; publishing has its time');
select tests.act_as('other');
select isnt_empty($$select * from community_posts where id = tests.id('post')$$, 'others see what is published');
insert into post_reactions (post_id, user_id) values (tests.id('post'), auth.uid());
insert into content_reports (post_id, reporter_id, category) values (tests.id('post'), auth.uid(), 'spam');
select results_eq($$select comment_count, reaction_count, version, report_count(p), bot_score(p), bot_category(p) from community_posts p where id = tests.id('post')$$,
  $$values (1, 1, 2, null::integer, null::numeric, null::text)$$, 'comments and reactions are counted; what is reported and suspected is not told to members');
select is_empty($$select * from content_signals$$, 'by no other way either');
select tests.act_as('finance');
select results_eq($$select report_count(p) from community_posts p where id = tests.id('post')$$, array[1], 'staff are told of what is published');
select tests.act_as('owner');
select results_eq($$select report_count, bot_score from content_signals where post_id = tests.id('post')$$, $$values (1, null::numeric)$$, 'reports are counted apart');
select tests.act_as('other');
delete from post_reactions;
select is((select reaction_count from community_posts where id = tests.id('post')), 0, 'also when one is taken back');

select tests.act_as('moderator');
select sanction_member(tests.id('member'), 'suspend', 3, 'spam');
select tests.act_as('member');
select pg_temp.not_mine($$update profiles set state = 'active' where id = auth.uid()$$, 'who is suspended does not lift it');
select is((select state from profiles), 'suspended', 'and stays suspended');
select tests.act_as('owner');
update subscription_plans set active = false where id = tests.id('plan');
select tests.act_as('member');
select is_empty($$select * from subscription_plans where code = 'rules'$$, 'members see the plans on offer only');

-- ---------------------------------------------------------------------------------------
-- Versions

select tests.act_as('owner');
insert into leads (id, full_name, email) values (tests.id('lead'), 'L', 'l@rules.test');
create temporary table seen as select updated_at as at from leads where id = tests.id('lead');
update leads set score = 1 where id = tests.id('lead');
insert into seen select updated_at from leads where id = tests.id('lead');
select tests.act_as('owner');
update leads set score = 2, updated_at = (select min(at) from seen) where id = tests.id('lead');
insert into seen select updated_at from leads where id = tests.id('lead');
select is((select count(distinct at) from seen), 3::bigint, 'each change is a version of its own, also within a transaction, and cannot be set back');

-- ---------------------------------------------------------------------------------------
-- Bots

select tests.act_as('service_role');
insert into ai_bot_health (id, name, label) values (tests.id('bot'), 'rules', 'Rules');
insert into bot_actions_log (bot_id, action, outcome, output) values (tests.id('bot'), 'reply', 'succeeded', '{"a": 1}');
update ai_bot_health set state = 'degraded', message = 'Slow' where id = tests.id('bot');
update ai_bot_health set state = 'down' where id = tests.id('bot');
select results_eq($$select severity, summary, resolved_at is null from bot_incidents where bot_id = tests.id('bot')$$,
  $$values ('down', 'Slow', true)$$, 'a bot that gets worse has one incident');
update ai_bot_health set state = 'healthy' where id = tests.id('bot');
select is((select count(*) from bot_incidents where bot_id = tests.id('bot') and resolved_at is null), 0::bigint, 'one that is well again has none open');
select throws_ok($$update bot_incidents set resolved_at = null where bot_id = tests.id('bot')$$, '42501', null, 'nor is it opened again by hand');
select throws_ok(format($$update bot_incidents set %s where bot_id = tests.id('bot')$$, change), '42501', null, 'when it began and what people noted stays: ' || change) from unnest(array['opened_at = now()', $$note = 'Z'$$]) change;
select throws_ok($$update bot_actions_log set output = '{}' where bot_id = tests.id('bot')$$, '42501', null, 'what a bot did stays what it did, for the service too');
select tests.act_as('growth');
select review_bot_action((select id from bot_actions_log where bot_id = tests.id('bot')), 'overturned', 'Wrong');
select results_eq($$select review, reviewed_by, reviewed_at is not null, output from bot_actions_log where bot_id = tests.id('bot')$$,
  $$values ('overturned', tests.id('growth'), true, '{"a": 1}'::jsonb)$$, 'a review says who and when');

select tests.act_as('service_role');
insert into match_generation_runs (id, algorithm, state, started_at) values (tests.id('run'), 'v1', 'running', now());
update match_generation_runs set state = 'failed', error_message = 'Out of memory', finished_at = now() where id = tests.id('run');
select throws_ok($$update match_generation_runs set state = 'succeeded' where id = tests.id('run')$$, '23514', 'What is failed cannot become succeeded.', 'a run that failed stays so');
select tests.act_as('mara');
update profiles set last_active_at = '2099-01-01' where id = auth.uid();
select is((select last_active_at from profiles where id = tests.id('mara')), now(), 'a member says that they are there, not when');

-- ---------------------------------------------------------------------------------------
-- Documents

select tests.act_as('service_role');
select throws_ok($$insert into introduction_reports (match_id, headline, summary, model, strengths) values (gen_random_uuid(), 'H', 'S', 'm', '["Fine", {"a": 1}]')$$, '23514', null, 'a list of sentences holds nothing else');
select throws_ok($$update profiles set personality = '{"openness": "much"}' where id = tests.id('member')$$, '23514', null, 'a figure is a number');

select tests.act_as('owner');
select throws_ok(change, '23514', null, 'no page is given what it does not know: ' || change) from unnest(array[
  $$insert into conversation_flows (slug, name, goal, steps) values ('n', 'N', 'N', '[null]')$$, $$insert into conversation_flows (slug, name, goal, steps) values ('n', 'N', 'N', '[{"id": "a", "next": {"to": "b"}}]')$$,
  $$insert into conversation_questions (slug, prompt, dimension, options) values ('n', 'N', 'n', '[{"label": {"a": 1}}]')$$, $$update game_questions set options = '[null]'$$,
  $$update moderation_reasons set member_texts = '{"de": 1}'$$, $$update moderation_reasons set member_texts = '"text"'$$, $$update subscription_plans set limits = '{"introductions": {"a": 1}}'$$]) change;

-- ---------------------------------------------------------------------------------------
-- Matches and their introductions, as the service writes them

select tests.act_as('owner');
create temporary table two as select least(tests.id('mara'), tests.id('noel')) as a, greatest(tests.id('mara'), tests.id('noel')) as b;
grant select on two to service_role;
select tests.act_as('service_role');
select throws_ok(format($$insert into matches (user_a, user_b, score, state, response_a) select a, b, 50, %L, %L from two$$, state, answer), '23514', null, 'no match begins as ' || state || coalesce(', ' || answer, ''))
from (values ('introduced', null), ('accepted', null), ('closed', null), ('presented', 'accepted')) m (state, answer);
insert into matches (id, user_a, user_b, score, state) select tests.id('match'), a, b, 50, 'presented' from two;
select throws_ok($$update matches set state = 'accepted' where id = tests.id('match')$$, '23514', 'Its people have not answered so.', 'nor is one accepted by nobody');
update matches set response_a = 'accepted' where id = tests.id('match');
select throws_ok($$update matches set state = 'declined' where id = tests.id('match')$$, '23514', 'Its people have not answered so.', 'nor declined by who accepted');
select throws_ok(format($$update matches set response_a = %L where id = tests.id('match')$$, answer), '42501', null, 'an answer stays as it was given: ' || coalesce(answer, 'none')) from unnest(array['declined', null]) answer;
update matches set response_b = 'accepted', state = 'accepted' where id = tests.id('match');
update matches set state = 'introduced' where id = tests.id('match');
select throws_ok($$update matches set introduced_at = now() + interval '1 day' where id = tests.id('match')$$, '42501', null, 'and so does the time');
select tests.act_as('owner');
update matches set state = 'closed', closed_reason = 'Over', response_b = null where id = tests.id('match');
select tests.act_as('service_role');
select throws_ok($$update matches set response_b = 'declined' where id = tests.id('match')$$, '23514', null, 'nobody answers what is closed');

insert into introduction_reports (id, match_id, headline, summary, model, state) values (tests.id('intro'), tests.id('match'), 'Read by a person', 'S', 'm', 'ready');
select throws_ok($$update introduction_reports set headline = 'Another', state = 'delivered' where id = tests.id('intro')$$, '23514', 'Another text than the one that is ready is not delivered.', 'what was ready is what is delivered');
update introduction_reports set headline = 'Another' where id = tests.id('intro');
select is((select state from introduction_reports where id = tests.id('intro')), 'draft', 'what is rewritten is a draft again');
update introduction_reports set state = 'ready' where id = tests.id('intro');
update introduction_reports set state = 'delivered' where id = tests.id('intro');
select throws_ok(format($$update introduction_reports set %s where id = tests.id('intro')$$, change), '23514', null, 'what was read stays: ' || change)
from unnest(array[$$summary = 'Z'$$, $$starters = '["Z"]'$$, $$delivered_at = now() + interval '1 day'$$, $$model = 'z'$$]) change;

-- ---------------------------------------------------------------------------------------
-- Reactions

select tests.act_as('owner');
update community_posts set state = 'removed' where id = tests.id('post');
select tests.act_as('member');
select throws_ok($$insert into post_reactions (post_id, user_id) values (tests.id('post'), auth.uid())$$, '42501', null, 'nobody reacts to what is removed, its author neither');

select * from finish();
rollback;
