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
  where q.item_id = tests.id(item) and s ->> 'factor' in ('money', 'messenger', 'payment_link', 'contact', 'watched', 'same_text', 'young_account')
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
  $$select t, case when n <> 8 then 1::bigint else 0 end from unnest(array[
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
-- In pieces, misspelt, and by other ways; and none of it in what people write otherwise.
select is_empty($q$select t from unnest(array[
    'what sapp', 'wh atsapp', 'what-sapp', 'tele gram', 'teleg ram', 'insta gram', 'snap chat', 'money gram', 'ca sh app', 'cas h app', 'c a s h a p p', 'a p a y p a l', 'pa yp al', 'gi ft card',
    'west ern uni on', 'wes ternunion', 'whtsapp', 'whastapp', 'telgeram', 'telegarm', 'instgram', 'snpachat', 'TEIEGRAM', 'sendmoney', 's e n d m o n e y', 'n.ame at gmail dot com', 'name (at) hotmail (dot) com',
    'nombre arroba yahoo punto com', 'name @ gmail . com', 'bit . ly/abc', 'bit[.]ly', 'bit dot ly slash abc', 'hxxps://evil.top', 'paypal dot me slash joe']) t
  where not exists (select from private.words_in('please ' || t || ' today'))$q$, 'in two pieces, short ones in three, a letter left out or two changed places, addresses in words');
select is_empty($q$select t, w.pattern from unnest(array['what sap is', 'a tele lens of ten grams', 'we chat daily', 'the cash, a phone', 'a gift, a card trick', 'west of the union', 'the dot on the i']) t, private.words_in(t) w$q$, 'words of their own are left as they are');
select is_empty($q$select t from unnest(array[
    'call 0151 555 0187', '+44 7700 900118', '0️⃣1️⃣5️⃣1️⃣5️⃣5️⃣5️⃣0️⃣1️⃣8️⃣7️⃣', 'zero one five one five five five zero one eight seven', 'null eins fünf eins fünf fünf fünf null eins',
    'cero seis uno dos tres cuatro cinco seis siete', '(555) 123-4567', '٠١٥١٥٥٥٠١٨٧', '０１５１５５５０１８７', 'zero 1 five 1 five 5 five 0 one', '0 1 5 1 5 5 5 0 1 8 7', '06.12.34.56.78', 'double five five one two three four',
    'name@foo.org', 'name[at]foo[dot]org', 'name ät foo punkt de']) t
  where private.contacts_in('or ' || t || ', please') = '{}'$q$, 'telephone numbers and addresses, also in words and in signs for digits');
create temporary table ordinary as select t from unnest(array[
    'I am looking for somebody who likes long walks and bad puns.', 'We chat every evening about our days, and I love it.', 'The whole family came, and we had cake in the garden.',
    'Two of us met at the market; he bought pears and I bought cheese.', 'I was born in 1987 and grew up in a small town near the sea.', 'My sister lives at 12 Park Road, two streets from the station.',
    'On 14.05.2024 we moved in together, and on 2024-11-30 we moved out.', 'The concert is on Friday at 19:30, the doors open at 18:45.', 'I have read 100 books this year and 250 in the last three.',
    'We paid 1,250,000 for the house, which was 250.000 too much.', 'From 2015 to 2019 I lived in Porto, 2019-2023 in Ghent.', 'One two three four five six seven, and then we danced.',
    'My lucky numbers are 3, 7, 12, 19, 23 and 41.', 'I work at a bank and account for every cent of my own.', 'She inherited her grandmother''s sense of humour.', 'He sent money orders for a living before he became a baker.',
    'I like to face time alone with a good book.', 'Some face time with the people I love would be nice.', 'What sap runs in these maple trees in March?', 'What''s apparent to me is not always apparent to you.',
    'I read the signal as a yes, and it was one.', 'We met in a telegraph museum of all places.', 'The viper in the zoo slept through our whole visit.', 'A gram of cinnamon, two of ginger, and patience.',
    'My bit of land has a coin press from the last century.', 'He has a bit of a temper, but he is kind.', 'The cash register at the app store in town is broken.',
    'I have no appetite for small talk, but a large one for dumplings.', 'Let us swap recipes: mine is a wrap with peas.', 'The cat sat on my lap and the app crashed again.',
    'We went west, and then the union of two rivers was before us.', 'He is a member of the western branch of the choir union.', 'I am in her it is said a steady mood.', 'Gifted as she is, her card tricks rarely work.',
    'The steam from the kettle, a card from my aunt: a good morning.', 'The customs there are different; the fee was small.', 'I wired the lamp myself, the transfer of heat is excellent.',
    'Please tell me what you are reading at the moment.', 'I would rather hear a hard truth than guess one.', 'My two dogs are called Dot and Point.', 'At this point me and my brother were not talking.',
    'Meet me at the door, not at home; dot your i''s.', 'My daughter is six, my son is nine, and I am forty-one.', 'It took us three tries, four tools and five hours.', 'Call me old-fashioned, but I write letters.',
    'We ran 42.195 km in 4:12:33, and I cried.', 'The recipe needs 200 g flour, 100 g butter, 3 eggs.', 'Temperature was 38.5 at 22:10 and 37.9 at 06:30.', 'My flat has 64 square metres and 3 rooms on the 2nd floor.',
    'The ISBN is 978-3-16-148410-0, if you want to read it.', 'Bus 171, then tram 4, then 300 m on foot.', 'I scored 1200 points in a game of 10 rounds.', 'I am saving for a van: 5000 down, 20000 to go.',
    'He left me in 2020; 2021 was hard; 2022 was better.', 'Yes, no, maybe: pick one and I will plan the rest.', 'An insta-kill in a board game ended our first date.', 'I love kayaking, so when the lake is calm I am there by 7.',
    'We rev our old tractor, and the whole lut of us laughs.', 'I will be at the café between 10 and 12 on the 3rd.', 'My pal pays for nothing, and I pay for everything.', 'A zeal for gardening is all I have left.',
    'Venom of spiders is what I study at work.', 'Discord among friends is sad; we made up.', 'I kick a ball with my nephews on Sundays.', 'He is line manager, I do the wiring.', 'The link between us is our love of choir.',
    'Is good food not the best reason to stay in?', 'My email habits are poor; write me a letter.', 'Crypts and old churches are my thing, I know, strange.', 'I like cryptic crosswords.',
    'So me and one of the dogs went for a walk.', 'Tea, leg room and a gram of courage: that is travel.', 'Snap peas, chatty neighbours, a long table.', 'What a trip: 12 countries, 9 trains, 1 lost suitcase.',
    'I''m 5''11", 170 lb and terrible at darts.', 'Half past 8 on 12/05, table for 2, name of Lee.', 'It cost 19.99, then 24.99, and now 29.99!', 'At 60 I learned to swim; at 61 I swam the lake.',
    'I have 3 siblings, 7 cousins, 11 nephews and 1 cat.', 'Ich suche jemanden, der gern kocht und noch lieber isst.', 'Wir haben uns am 03.10.2021 in Leipzig kennengelernt.', 'Um 18 Uhr 30 fährt der Zug, Gleis 7, Wagen 21.',
    'Meine Tochter ist sechs, mein Sohn ist neun.', 'Was Sappho schrieb, lese ich gern im Original.', 'Was app-basierte Kurse angeht, bin ich skeptisch.', 'Ich habe von 2012 bis 2018 in Wien gewohnt.',
    'Der Signalton war laut, die Nummer falsch.', 'Ein Gutachten kostet 1.200 Euro, das war es mir wert.', 'Geld ist mir nicht wichtig, überweisen kann ich es trotzdem.', 'Null Bock auf Regen, aber der Hund muss raus.',
    'Eins, zwei, drei, vier, fünf, sechs, sieben: alles Walzer!', 'Tele oder Weitwinkel, ein Gramm Mut gehört dazu.', 'Ich bin im Web der Spinnen zu Hause, beruflich.', 'Das ist der Punkt, an dem ich lachen musste.',
    'Im Garten wachsen Bohnen, Erbsen und viel Unkraut.', 'Wir waren zu acht, am Ende nur noch zu zweit.', 'Meine Oma ist 93 und schlägt mich im Schach.', 'Bitte kein Smalltalk vor dem ersten Kaffee.',
    'Am 24. und 25. bin ich bei meinen Eltern.', 'Die Wohnung hat 3 Zimmer, 78 qm, 4. Stock ohne Aufzug.', 'Ein Coin aus der Sammlung meines Vaters liegt hier.', 'Ich rufe lieber an, als zu schreiben.',
    'Er ist ein Ver, nein, ein Viertel Schwede.', 'Der Weg war 17 km lang, wir brauchten 5 h 40.', 'Mein Kontrabass ist älter als ich.', 'Wir spielen Karten um Nüsse, nie um Geld.', 'Die Bank am Kanal ist mein Lieblingsplatz.',
    'Ein Konto bei der Bücherei reicht mir.', 'Von 100 Rezepten gelingen mir 3.', 'Busco a alguien que sepa escuchar y reírse de sí mismo.', 'La página web de mi hermana vende cerámica.',
    'Nací en 1990 y vivo en Sevilla desde 2014.', 'Uno, dos, tres, cuatro, cinco, seis, siete: a bailar.', 'El 12 de mayo a las 20:30 en la plaza.', 'Mi tarjeta de la biblioteca es un regalo de mi abuela.',
    'Me gusta el café con leche y el silencio.', 'A este punto me quedé sin palabras.', 'Vivo con dos gatos, tres plantas y un piano.', 'La herencia de mi padre es su risa.', 'Ver la luna desde el tejado es gratis.',
    'Somos cinco hermanos y nueve primos.', 'No tengo prisa, pero tampoco toda la vida.', 'El tren de las 7:15 siempre llega tarde.', 'Corrí 10 km en 52 minutos y 30 segundos.', 'Mi número favorito es el 7, y el tuyo?',
    'Cocino para ocho aunque vengan dos.', 'Je cherche quelqu''un qui aime rire et marcher.', 'Le site web de la mairie est en panne.', 'Je suis née en 1985, à Lyon, et j''y suis restée.',
    'Un, deux, trois, quatre, cinq, six, sept, huit: on danse!', 'Ma carte de fidélité est un cadeau de ma tante.', 'Au point que je me suis endormie dans le train.', 'Rendez-vous le 03/06/2023 à 19h30 devant le théâtre.',
    'J''ai deux chats, un jardin et trop de livres.', 'Le café coûte 2,50 et le croissant 1,20.', 'Nous étions sept à table, puis quatre, puis deux.', 'Mon numéro de rue est le 118, au 2e étage.',
    'Il m''a dit oui, puis non, puis peut-être.', 'Je vais à la piscine le lundi et le jeudi.', 'La mer, le vent, et un bon roman.', 'Cerco una persona curiosa e gentile.', 'Sono nato nel 1979 e vivo a Torino.',
    'Uno, due, tre, quattro, cinque, sei, sette, otto.', 'Il punto è che mi piace ridere.', 'Ci vediamo il 12.06.2024 alle 18:00 in piazza.', 'Ho due figli, sei nipoti e un orto.', 'Il sito web del museo è molto bello.',
    'Ik zoek iemand die van fietsen en van soep houdt.', 'Ik ben in 1992 geboren en woon in Gent.', 'Een, twee, drie, vier, vijf, zes, zeven: klaar.', 'Het punt is dat ik graag kook.',
    'Wij zijn met zijn achten, soms met zijn negenen.', 'Procuro alguém que goste de mar e de silêncio.', 'Um, dois, três, quatro, cinco, seis, sete.', 'Nasci em 1988 e moro no Porto desde 2016.', 'O ponto é que eu gosto de ti.',
    'Szukam kogoś, kto lubi góry i herbatę.', 'Jeden, dwa, trzy, cztery, pięć, sześć, siedem.', 'Urodziłam się w 1991 i mieszkam w Krakowie.', 'Jag söker någon som gillar skog och kaffe.',
    'Ett, två, tre, fyra, fem, sex, sju, åtta.', 'Kitap okumayı ve uzun yürüyüşleri severim.', 'Ищу человека, который любит лес и тишину.', 'Мы познакомились 12.05.2019 на вокзале.', 'Я родилась в 1986 году и живу в Риге.',
    'Ψάχνω κάποιον που αγαπά τη θάλασσα.', 'Γεννήθηκα το 1984 και μένω στον Βόλο.', 'Шукаю людину, яка любить гори та каву.', 'אני מחפש מישהי שאוהבת ים וספרים.', 'أبحث عن شخص يحب القراءة والمشي الطويل.', '散歩と本が好きな人を探しています。',
    '我在找一个喜欢散步和读书的人。', '저는 산책과 책을 좋아해요.', 'मुझे पहाड़ और चाय पसंद है।', 'ฉันชอบเดินเล่นและอ่านหนังสือ', 'Tôi thích đi bộ và đọc sách.', 'My blood pressure is 120/80 and my pulse is 58.',
    'We have 12-14 guests, 3-4 of them vegan.', 'The password of my life: patience, patience, patience.', 'Add flour, then milk; whats left goes to the cat.', 'App, apple, apply: my daughter learns to read.',
    'I am what is called a late bloomer.', 'We sat in ten gram steps to the scale: a game.', 'He can sing, I can clap; together we can annoy.', 'The ven diagram of us is a circle, mostly.',
    'A wee chat with the postman is my social life.', 'Her eye is on the coin, mine on the sky.', 'I pal around with my neighbours on Sundays.', 'A line of trees, a lake, a line of hills.',
    'In stages we told each other everything.', 'Tell a gran what she wants to hear and get a biscuit.', 'Tele: 3 hours a week; gramophone: every day.', 'It is a good day when the ink is dry.']) t;
select cmp_ok((select count(*) from ordinary), '>', 180::bigint, 'a heap of honest sentences in many languages');
select is_empty($$select t, w.pattern from ordinary, private.words_in(t) w$$, 'none of them is taken for a watched word');
select is_empty($$select t, private.contacts_in(t) from ordinary where private.contacts_in(t) <> '{}'$$, 'nor its dates, sums, years and countings for a telephone number');

select is((select count(*) from private.words_in('te|egram') w where w.pattern = 'telegram') + (select count(*) from private.words_in('teΙegrarn') w where w.pattern = 'telegram'), 2::bigint, 'one disguise over the other');
select set_eq($$select w.pattern from private.words_in('pay: https://рауpal.me/joe') w$$, $$values ('paypal'), ('pay pal'), ('paypal.me')$$, 'a look-alike host is the host it looks like');
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

select tests.act_as('old');
insert into community_posts (id, user_id, title, body) values (tests.id('reach'), auth.uid(), 'Hello', 'Ring me: oh no, seven seven zero zero nine zero zero one, or what sapp.');
select tests.act_as('ana');
select is(pg_temp.signals('reach'), 'contact messenger', 'a way to be reached elsewhere is told');
select results_eq($$select s ->> 'label', s ->> 'value' from moderation_queue q, jsonb_array_elements(q.explanation) s where q.item_id = tests.id('reach') and s ->> 'factor' = 'messenger'$$,
  $$values ('Leads to another messenger: whatsapp', '1')$$, 'a word that the list has in two ways counts once');
select tests.act_as('owner');
create temporary table holding as select count(*)::integer as items from (select concat_ws(' ', title, body) as words, created_at from community_posts union all select body, created_at from post_comments) i
  where created_at > now() - interval '30 days' and exists (select from private.words_in(words) w where w.pattern = 'whatsapp');
grant select on holding to public;
select tests.act_as('ana');
select results_eq($$select t.tried_held, t.tried_held > 1 from watched_words w, try_watched_word(w.id) t where w.pattern = 'whatsapp'$$, $$select items, true from holding$$, 'a word is tried as it is looked for');

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
