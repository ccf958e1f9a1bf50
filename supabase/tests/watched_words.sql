-- Watched words, and what the words of an item tell.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then '' when 'service_role' then '{"role": "service_role"}'
    else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' when 'service_role' then name else 'authenticated' end, true);
$$;
insert into auth.users (id, email) select pg_temp.id(name), name || '@words.test' from unnest(array['old', 'new', 'copier', 'ana', 'growth']) name;
insert into profiles (id, display_name, email, created_at) select pg_temp.id(name), initcap(name), name || '@words.test', now() - case name when 'old' then interval '900 days' else interval '3 days' end
  from unnest(array['old', 'new', 'copier']) name;
insert into staff_members (user_id, full_name, email, roles) select pg_temp.id(name), initcap(name), name || '@words.test', array[case name when 'ana' then 'moderator' else name end] from unnest(array['ana', 'growth']) name;
update moderation_settings set value = 7 where code = 'young_account_days';
create function pg_temp.signals(item text) returns text language sql as $$
  select string_agg(s ->> 'factor', ' ' order by s ->> 'factor') from moderation_queue q, jsonb_array_elements(q.explanation) s
  where q.item_id = pg_temp.id(item) and s ->> 'factor' in ('money', 'messenger', 'payment_link', 'watched', 'same_text', 'young_account')
$$;

-- Found in any disguise, and nowhere else.
select is((select string_agg(t, ' | ') from unnest(array[
    'Send me a GIFT-CARD', 'gift' || chr(8203) || ' c' || chr(8205) || 'ard', U&'\FF27\FF29\FF26\FF34 \FF23\FF21\FF32\FF24', U&'g\0456ft \0441\0430rd', U&'G\00CDFT C\00C2RDS', 'gift ... card',
    U&'\+01D4F0\+01D4F2\+01D4EF\+01D4FD card', 'A gift, of cards', 'regift card', 'gift' || chr(10) || 'card']) with ordinality u (t, n)
  where not exists (select from private.words_in(t) w where w.pattern = 'gift card*')), 'A gift, of cards | regift card', 'zero-width signs, full width, look-alikes, accents and punctuation hide no word');
select is((select private.plain_text(U&'call \0660\0661\0662 or \0967\0968')), ' call 012 or 12 ', 'digits of other scripts are digits');
select results_eq($$select w.pattern from private.words_in('pay: https://рауpal.me/joe') w$$, $$values ('paypal.me')$$, 'a look-alike host is the host it looks like');
select throws_ok(format('insert into watched_words (pattern) values (%L)', p), '23514', null, 'no pattern: ' || p) from unnest(array['***', 'a*', '.. ..', 'a*b*c*d*e', repeat('x', 81)]) p;
select is(private.word_pattern('(a+)+$ x*'), ' a x[^ ]* ', 'what would be a pattern of its own is words');

-- Part of an item's place.
select pg_temp.act_as('new');
insert into community_posts (id, user_id, title, body) values (pg_temp.id('bait'), auth.uid(), 'Hello', 'Add me on WhatsApp, I can help you with western union, or paypal.me/joe');
insert into community_posts (id, user_id, title, body) values (pg_temp.id('first'), auth.uid(), 'Hello', 'I am a widowed engineer on an oil rig, looking for a serious partner.');
select pg_temp.act_as('old');
insert into community_posts (id, user_id, title, body) values (pg_temp.id('plain'), auth.uid(), 'Hello', 'A walk in the park.');
select pg_temp.act_as('ana');
select is(pg_temp.signals('bait'), 'messenger money payment_link young_account', 'money, a messenger, a payment link and a young account');
select is(pg_temp.signals('plain'), null, 'nothing of a plain text by a member of long standing');
select is_empty($$select item_id from moderation_queue where priority <> least(100, (select sum((e ->> 'points')::numeric) from jsonb_array_elements(explanation) e))$$, 'the points add up to the priority');
select is(pg_temp.signals('first'), 'young_account', 'a text of one author');
select pg_temp.act_as('copier');
insert into community_posts (id, user_id, title, body) values (pg_temp.id('copy'), auth.uid(), 'Hi', 'I am a WIDOWED engineer on an oil rig - looking for a serious partner!');
select pg_temp.act_as('ana');
select is(pg_temp.signals('copy') || ', ' || pg_temp.signals('first'), 'same_text young_account, same_text young_account', 'is a sign on both as soon as another writes it');
select is((select count(*) from similar_items('post', pg_temp.id('first'))), (moderation_context('post', pg_temp.id('first')) ->> 'similar_count')::bigint, 'and both are decided together, with the exact count');

-- Tried before it is switched on.
select pg_temp.act_as('owner');
insert into community_posts (user_id, title, body, state, created_at)
  select pg_temp.id('old'), 'T', 'Meet me at the lighthouse', case when n <= 3 then 'removed' else 'published' end, now() - n * interval '5 days' from generate_series(1, 8) n;
select pg_temp.act_as('ana');
insert into watched_words (id, pattern, effect) values (pg_temp.id('word'), 'light*house', 'hold');
select is((select active from watched_words where id = pg_temp.id('word')), false, 'a new word is off');
select throws_ok($$select switch_watched_word(pg_temp.id('word'), true)$$, '23514', 'Try it on the last 30 days first.', 'and is not switched on untried');
select throws_ok($$update watched_words set active = true$$, '42501', null, 'nor by hand');
select results_eq($$select tried_held, tried_removed from try_watched_word(pg_temp.id('word'))$$, $$values (5, 3)$$, 'it would have held five, of which three were removed anyway');
insert into community_posts (id, user_id, title, body) select pg_temp.id('old'), pg_temp.id('old'), 'T', 'T' where false;
select is((select active from switch_watched_word(pg_temp.id('word'), true)), true, 'then it is switched on');
update watched_words set pattern = 'harbour' where id = pg_temp.id('word');
select results_eq($$select active, tried_at from watched_words where id = pg_temp.id('word')$$, $$values (false, null::timestamptz)$$, 'another pattern is untried, and off');
update watched_words set pattern = 'lighthouse' where id = pg_temp.id('word');
select try_watched_word(pg_temp.id('word'));
select switch_watched_word(pg_temp.id('word'), true);
select pg_temp.act_as('old');
insert into community_posts (id, user_id, title, body) values (pg_temp.id('held'), auth.uid(), 'T', 'To the LIGHTHOUSE');
select is(private.trusting_rule(pg_temp.id('held'), null, auth.uid(), 'To the house', 'To the lighthouse'), null, 'no edit with it passes unseen');
select pg_temp.act_as('ana');
select is((select why from moderation_queue where item_id = pg_temp.id('held')), '{watched,pending}', 'it says why it is held');
select is(pg_temp.signals('held'), 'watched', 'with its points');
select switch_watched_word(pg_temp.id('word'), false);
select is(pg_temp.signals('held'), null, 'switched off, what waits is looked through again');
select pg_temp.act_as('growth');
select throws_ok($$select try_watched_word(pg_temp.id('word'))$$, '42501', null, 'moderators only');
select throws_ok($$select switch_watched_word(pg_temp.id('word'), true)$$, '42501', null, 'in both');
select pg_temp.act_as('old');
select is_empty($$select * from watched_words$$, 'members do not know the words');

select * from finish();
rollback;
