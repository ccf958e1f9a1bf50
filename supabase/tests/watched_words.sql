-- Watched words, and what the words of an item tell.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@words.test' from unnest(array['old', 'new', 'copier', 'ana', 'growth']) name;
insert into profiles (id, display_name, email, created_at) select tests.id(name), initcap(name), name || '@words.test', now() - case name when 'old' then interval '900 days' else interval '3 days' end
  from unnest(array['old', 'new', 'copier']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), initcap(name), name || '@words.test', array[case name when 'ana' then 'moderator' else name end] from unnest(array['ana', 'growth']) name;
update moderation_settings set value = 7 where code = 'young_account_days';
create function pg_temp.signals(item text) returns text language sql as $$
  select string_agg(s ->> 'factor', ' ' order by s ->> 'factor') from moderation_queue q, jsonb_array_elements(q.explanation) s
  where q.item_id = tests.id(item) and s ->> 'factor' in ('money', 'messenger', 'payment_link', 'watched', 'same_text', 'young_account')
$$;

-- Found in any disguise, and nowhere else.
select is((select string_agg(t, ' | ') from unnest(array[
    'Send me a GIFT-CARD', 'gift' || chr(8203) || ' c' || chr(8205) || 'ard', U&'\FF27\FF29\FF26\FF34 \FF23\FF21\FF32\FF24', U&'g\0456ft \0441\0430rd', U&'G\00CDFT C\00C2RDS', 'gift ... card',
    U&'\+01D4F0\+01D4F2\+01D4EF\+01D4FD card', 'A gift, of cards', 'regift card', 'gift' || chr(10) || 'card',
    'ɢɪꜰᴛ ᴄᴀʀᴅ', 'ɠɨƒƭ card', 'ꓖꓲꓝꓔ ꓚꓮꓣꓓ', 'ᎶᎥft card', 'g⃝i⃝f⃝t⃝ card', 'gift🎁card', 'gift★card', 'gift‧card', 'gi﻿ft⠀card']) with ordinality u (t, n)
  where not exists (select from private.words_in(t) w where w.pattern = 'gift card*')), 'A gift, of cards | regift card', 'zero-width signs, full width, look-alikes, accents and punctuation hide no word');
select is((select private.plain_text(U&'call \0660\0661\0662 or \0967\0968, ૩௪౫೬൭໘၉០')), ' call 012 or 12 34567890 ', 'digits of other scripts are digits');
select results_eq($$select t, (select count(*) from private.words_in(t) w where w.pattern in ('whatsapp', 'telegram', 'paypal.me')) from unnest(array[
    'w h a t s a p p', 'Add me: w.h.a.t.s.a.p.p!', 'wh4tsapp', 'te1egram', 'teIegram', 'T3LEGRAM', 'paypaI.me/joe', 'I am at home with a b c', 'what sapp, 4 of 5']) with ordinality u (t, n) order by n$$,
  $$select t, case when n < 8 then 1::bigint else 0 end from unnest(array[
    'w h a t s a p p', 'Add me: w.h.a.t.s.a.p.p!', 'wh4tsapp', 'te1egram', 'teIegram', 'T3LEGRAM', 'paypaI.me/joe', 'I am at home with a b c', 'what sapp, 4 of 5']) with ordinality u (t, n) order by n$$,
  'nor do letters that are set apart, a capital I for an l, or digits for letters');
select is((select string_agg(t, ' | ') from unnest(array[
    '🅦🅗🅐🅣🅢🅐🅟🅟', '🆆🅷🅰🆃🆂🅰🅿🅿', '🇼🇭🇦🇹🇸🇦🇵🇵', '⒲⒣⒜⒯⒮⒜⒫⒫', 'ᏔᎻᎪᎢᏚᎪᏢᏢ', 'ꮤꮋꭺꭲꮪꭺꮲꮲ', 'ⲰⲎⲀⲦSⲀⲢⲢ', 'WΗΑΤЅΑΡΡ', 'wħⱥŧsⱥᵽᵽ', '𑜊ha𑢼𑣁app', 'W𐋏𐊠𐊗𐊖𐊠𐊕𐊕', 'wha𖼊𖼺app', '𜳬𜳝𜳖𜳩𜳨𜳖𜳥𜳥', 'whatჽapp',
    'wh@ts@pp', 'wh@+$@pp', 'what$app!', 'wha7$4pp', 'vvhatsapp', 'whaaatsaaapp', 'whattsap', 'w h 4 t s a p p', 'ddɐsʇɐɥʍ', U&'\202Eppastahw\202C', 'w़h़a़t़s़a़p़p', 'wัhัaัtัsัaัpัp',
    'w༵h༵a༵t༵s༵a༵p༵p', U&'w\+013430h\+013430a\+013430t\+013430s\+013430a\+013430p\+013430p', U&'w\FFF9hatsapp', U&'what\+0E0041sapp', U&'what\200F\200Esapp', 'w・h・a・t・s・a・p・p', 'ωhatsapp', 'WHΑTЅAPP',
    'what is an app', 'I swat apps', 'wat, sap?']) with ordinality u (t, n)
  where not exists (select from private.words_in('please ' || t || ' me') w where w.pattern = 'whatsapp')), 'what is an app | I swat apps | wat, sap?', 'in circles, boxes, flags, letters of other scripts, signs for letters, turned over, from right to left, stretched');
select is((select string_agg(t, ' | ') from unnest(array[
    'wh at sa pp', 'wha ts app', 'what''s app', '\/\/hatsapp', '\/\/|-|/\tsapp', '&#119;hatsapp', '&#x77;&#x68;atsapp', 'w&shy;hatsapp', '&amp;#119;hatsapp', '%77hatsapp', '%2577hatsapp', '%D1%88h%D0%B0tsapp', '\u0077hatsapp', '\u{77}hatsapp', '\x77hatsapp',
    'what**s**app', 'what<b>s</b>app', 'wh<!-- x -->atsapp', 'what-sapp', 'wh/at/sapp', 'qqɒƨƚɒʜw', 'ʍɥɐʇsapp', 'ሠhልፕsልpp', 'watsap', 'whatzapp', 'ouatsap',
    'what is an app', 'I like what''s apparent, I swat apps', '100%77 of &c; C:\users\/x', 'What a gram of sap, so what: app or no app', 'Some face time, a snap of my chat', 'He said "what?" Sap, plenty.']) with ordinality u (t, n)
  where not exists (select from private.words_in('please ' || t || ' me') w where w.signal = 'messenger')),
  'what is an app | I like what''s apparent, I swat apps | 100%77 of &c; C:\users\/x | What a gram of sap, so what: app or no app | Some face time, a snap of my chat | He said "what?" Sap, plenty.', 'in pieces, strokes, codes, tags, mirrored, turned and misspelt');
select lives_ok(format('select private.spellings(%L)', t), 'read without a fault: ' || left(t, 20)) from unnest(array['&#0; &#xd800; &#x1fffff; &#9999999; %ff%fe %00 \u0000 \x00', repeat('&amp;', 2000) || '#119;', repeat('%41', 2000), '%', '&#', '\u']) t;
select is((select string_agg(t, ' | ') from unnest(array['g i f t c a r d', 'g.i.f.t c.a.r.d', 'giftcard', 'Giftcards', 'g!ft c@rd', '91f7 c4rd', 'ᏀᎥft ᏟᎪᎡᎠ', 'gift c a r d', 'regiftcard']) t
  where not exists (select from private.words_in('please ' || t || ' me') w where w.pattern = 'gift card*')), 'regiftcard', 'several words written as one, or set apart letter by letter');
select is((select count(*) from private.words_in('te|egram') w where w.pattern = 'telegram') + (select count(*) from private.words_in('teΙegrarn') w where w.pattern = 'telegram'), 2::bigint, 'one disguise over the other');
select results_eq($$select w.pattern from private.words_in('pay: https://рауpal.me/joe') w$$, $$values ('paypal.me')$$, 'a look-alike host is the host it looks like');
select throws_ok(format('insert into watched_words (pattern) values (%L)', p), '23514', null, 'no pattern: ' || p) from unnest(array['***', 'a*', '.. ..', 'a*b*c*d*e', repeat('x', 81)]) p;
select is(private.word_pattern('(a+)+$ x*'), ' a x[^ ]* ', 'what would be a pattern of its own is words');

-- Part of an item's place.
select tests.act_as('new');
insert into community_posts (id, user_id, title, body) values (tests.id('bait'), auth.uid(), 'Hello', 'Add me on WhatsApp, I can help you with western union, or paypal.me/joe');
insert into community_posts (id, user_id, title, body) values (tests.id('first'), auth.uid(), 'Hello', 'I am a widowed engineer on an oil rig, looking for a serious partner.');
select tests.act_as('old');
insert into community_posts (id, user_id, title, body) values (tests.id('plain'), auth.uid(), 'Hello', 'A walk in the park.');
select tests.act_as('ana');
select is(pg_temp.signals('bait'), 'messenger money payment_link young_account', 'money, a messenger, a payment link and a young account');
select is(pg_temp.signals('plain'), null, 'nothing of a plain text by a member of long standing');
select is_empty($$select item_id from moderation_queue where priority <> least(100, (select sum((e ->> 'points')::numeric) from jsonb_array_elements(explanation) e))$$, 'the points add up to the priority');
select is(pg_temp.signals('first'), 'young_account', 'a text of one author');
select tests.act_as('copier');
insert into community_posts (id, user_id, title, body) values (tests.id('copy'), auth.uid(), 'Hi', 'I am a WIDOWED engineer on an oil rig - looking for a serious partner!');
select tests.act_as('ana');
select is(pg_temp.signals('copy') || ', ' || pg_temp.signals('first'), 'same_text young_account, same_text young_account', 'is a sign on both as soon as another writes it');
select is((select count(*) from similar_items('post', tests.id('first'))), (moderation_context('post', tests.id('first')) ->> 'similar_count')::bigint, 'and both are decided together, with the exact count');
-- A campaign that comes by edits of what was approved.
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('plain'), 'version', 1, 'decision', 'approve', 'client_key', gen_random_uuid())));
select tests.act_as('old');
update community_posts set body = 'I am a widowed engineer on an oil rig... looking for a serious partner' where id = tests.id('plain');
select tests.act_as('ana');
select is(pg_temp.signals('plain'), 'same_text', 'an edit that waits is looked for, too');
select set_eq($$select item_id, excerpt from similar_items('post', tests.id('copy')) where item_id <> tests.id('first')$$,
  $$values (tests.id('plain'), 'I am a widowed engineer on an oil rig... looking for a serious partner')$$, 'and found from the others, with the words that wait');
select set_eq($$select item_id from similar_items('post', tests.id('plain'))$$, $$values (tests.id('copy')), (tests.id('first'))$$, 'as they are from it');

-- Tried before it is switched on.
select tests.act_as('owner');
insert into community_posts (user_id, title, body, state, created_at)
  select tests.id('old'), 'T', 'Meet me at the lighthouse', case when n <= 3 then 'removed' else 'published' end, now() - n * interval '5 days' from generate_series(1, 8) n;
select tests.act_as('ana');
insert into watched_words (id, pattern, effect) values (tests.id('word'), 'light*house', 'hold');
select is((select active from watched_words where id = tests.id('word')), false, 'a new word is off');
select throws_ok($$select switch_watched_word(tests.id('word'), true)$$, '23514', 'Try it on the last 30 days first.', 'and is not switched on untried');
select throws_ok($$update watched_words set active = true$$, '42501', null, 'nor by hand');
select results_eq($$select tried_held, tried_removed from try_watched_word(tests.id('word'))$$, $$values (5, 3)$$, 'it would have held five, of which three were removed anyway');
insert into community_posts (id, user_id, title, body) select tests.id('old'), tests.id('old'), 'T', 'T' where false;
select is((select active from switch_watched_word(tests.id('word'), true)), true, 'then it is switched on');
update watched_words set pattern = 'harbour' where id = tests.id('word');
select results_eq($$select active, tried_at from watched_words where id = tests.id('word')$$, $$values (false, null::timestamptz)$$, 'another pattern is untried, and off');
update watched_words set pattern = 'lighthouse' where id = tests.id('word');
select try_watched_word(tests.id('word'));
select switch_watched_word(tests.id('word'), true);
select tests.act_as('old');
insert into community_posts (id, user_id, title, body) values (tests.id('held'), auth.uid(), 'T', 'To the LIGHTHOUSE');
select is(private.trusting_rule(tests.id('held'), null, auth.uid(), 'To the house', 'To the lighthouse'), null, 'no edit with it passes unseen');
select tests.act_as('ana');
select is((select why from moderation_queue where item_id = tests.id('held')), '{watched,pending}', 'it says why it is held');
select is(pg_temp.signals('held'), 'watched', 'with its points');
select switch_watched_word(tests.id('word'), false);
select is(pg_temp.signals('held'), null, 'switched off, what waits is looked through again');
select tests.act_as('growth');
select throws_ok($$select try_watched_word(tests.id('word'))$$, '42501', null, 'moderators only');
select throws_ok($$select switch_watched_word(tests.id('word'), true)$$, '42501', null, 'in both');
select tests.act_as('old');
select is_empty($$select * from watched_words$$, 'members do not know the words');

select * from finish();
rollback;
