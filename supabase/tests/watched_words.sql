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

-- Disguises of one afternoon, and honest sentences that come near to words and numbers: nearly all of the former are found, none of the latter.
create temp table worn as select t from unnest(array[
    'Please use p@yp@| today', 'Send it by p@yp@l, dear', 'I have paaaypal and you', 'use p a y p a l for it', 'pay-pal works for me', 'p.a.y.p.a.l is fine', 'P*A*Y*P*A*L only',
    'p_a_y_p_a_l please', 'рауpal is my way', 'раураl please', 'рαγραl is fine', 'ｐａｙｐａｌ please', '𝓹𝓪𝔂𝓹𝓪𝓵 please', '𝕡𝕒𝕪𝕡𝕒𝕝 please', 'ⓟⓐⓨⓟⓐⓛ please', '🅿️🅰️🆈🅿️🅰️🅻 please', '🅟🅐🅨🅟🅐🅛 please',
    '🄿🄰🅈🄿🄰🄻 please', '🇵🇦🇾🇵🇦🇱 please', '🇵 🇦 🇾 🇵 🇦 🇱 please', '⠏⠁⠽⠏⠁⠇ please', 'ｐ ａ ｙ ｐ ａ ｌ please', 'p​a​y​p​a​l please', 'p‍ayp‌al please', 'p⁠a⁠y⁠p⁠a⁠l please', 'pa­ypal please',
    '‮lapyap‬ please', 'p̶a̶y̶p̶a̶l̶ please', 'p̷̡̛a̴y̵p̸a̷l please', 'páÿpàł please', 'pаyраl (with Cyrillic a)', 'PΑYPΑL in Greek letters', 'ρ a y ρ a l like so',
    'payp4l is my account', 'p4yp4l is my account', 'p4yp41 is my account', 'p@yp4l is my account', 'P4Y P4L account', 'pay
pal is how', 'pay pаl please', 'payypall please',
    'pppaypal please', 'paypa1 please', 'paypaI please', 'paypa| please', 'pay(pal) please', 'p(a)ypal please', '{pay}{pal} please', '[p][a][y][p][a][l] please', 'pay/pal please',
    'pay.pal please', 'pay~pal please', 'p-a-y-p-a-l please', '"p" "a" "y" "p" "a" "l" please', 'p, a, y, p, a, l please', 'Pee Pal? No: P.a.Y.p.A.l.', 'ᵖᵃʸᵖᵃˡ please', 'ₚₐyₚₐₗ please',
    'ρ𝚊yρ𝚊l please', 'թaypal please', 'ꓑАYPAL please', 'vib er me', 'v i b e r me', 'v1ber me', 'vіber me', 'vibеr me', 'v!ber me', 'v¡ber me', 'viiiiber me', 'ν𝗂𝖻𝖾𝗋 me', 'ⓥⓘⓑⓔⓡ me',
    '🆅🅸🅱️🅴🆁 me', '🆅 🅸 🅱 🅴 🆁 me', '🅥🅘🅑🅔🅡 me', 'ⅴⅰber me', 'vi.ber me', 'v|ber me', '\/iber me', '⠧⠊⠃⠑⠗ me', 'ＶＩＢＥＲ me', 'v-i-b-e-r me', 'w h a t s a p p me', 'wh@tsapp me', 'wh@ts@pp me',
    'wh4ts4pp me', 'whаtsapp me', 'whatѕapp me', 'ẁhátšäpp me', 'wha​tsapp me', 'whats*app me', 'what$app me', 'whatzzap me', 'whatssapp me', 'whhhatsapp me', 'WhatsΑpp me',
    'шhatsapp me', 'ᴡʜᴀᴛsᴀᴘᴘ me', '𝔴𝔥𝔞𝔱𝔰𝔞𝔭𝔭 me', '🆆🅷🅰️🆃🆂🅰️🅿️🅿️ me', '🇼🇭🇦🇹🇸🇦🇵🇵 me', '⠺⠓⠁⠞⠎⠁⠏⠏ me', 'vvhatsapp me', 'w.h.a.t.s.a.p.p me', 'W-h-a-t-s-A-p-p me', 'what''s app me',
    'whats-app me', 'ppastahw backwards? ‮ppastahw‬', 'w/h/a/t/s/a/p/p me', 'ｗｈａｔｓａｐｐ me', 'what sapp me', 'watssapp me', 't e l e g r a m me', 'te1egram me', 't3l3gr4m me',
    'τelegram me', 'тelegram me', 'ţelegram me', 'tele gram me', 'tele-gram me', 'tel€gram me', 'te|egram me', 'telegrаm me', '𝘁𝗲𝗹𝗲𝗴𝗿𝗮𝗺 me', '🆃🅴🅻🅴🅶🆁🅰🅼 me', '⠞⠑⠇⠑⠛⠗⠁⠍ me', '†elegram me',
    '7elegram me', '+elegram me', 't€l€gr@m me', 'teleeeegram me', 'telegrarn me', 'tlegram me', 'tеlеgrаm me', 'ТЕLEGRAM me', 't.e.l.e.g.r.a.m me', 'telegram dot me slash anna',
    't dot me slash anna', 't (dot) me / anna', 't[.]me/anna', 't . me / anna', 't․me/anna', 't。me/anna', 'wa dot me', 'wa[.]me/4917612345678', 'wa (.) me', 'w a . m e',
    'bit(dot)ly/xyz', 'bit[.]ly/xyz', 'bit . ly / xyz', 'hxxp://evil.example/x', 'h**p://bit.ly/x', 'hxxps[:]//evil.example', 'tinyurl dot com slash x', 'tiny url . com',
    'paypal dot me slash anna', 'paypal punkt me', 'cash dot app', 'linktr dot ee', 'ｂｉｔ．ｌｙ／ｘ', 'snap chat: anna.b', 'sn4pch4t me', 'snаpchat me', 's n a p c h a t me', '5napchat me',
    '$napchat me', '🆂🅽🅰🅿🅲🅷🅰🆃 me', 'ѕnарсhаt me', 'inst@gram me', '1nst4gram me', 'іnstagram me', 'i n s t a g r a m me', 'instagrаm me', 'ınstagram me', '🅸🅽🆂🆃🅰🅶🆁🅰🅼 me', '⠊⠝⠎⠞⠁⠛⠗⠁⠍ me',
    'v3nmo me', 'ven mo me', 'vеnmo me', 'v e n m o me', 'Buy a g1ft c@rd for me', 'buy a gift-card for me', 'buy a g i f t c a r d for me', 'a gìft cärd please', 'a gіft саrd please',
    'a giftcard please', 'a gift
card please', 'w3stern un1on please', 'wеstern uniоn please', 'b1tc0in please', 'bitсоin please', 'b i t c o i n please', '₿itcoin please',
    'bit-coin please', 'cryp70 please', 'сryрto please', 'anna at gmail dot com', 'anna (at) gmail (dot) com', 'anna[at]web[dot]de', 'anna @ web . de', 'anna ät web punkt de',
    'anna arroba gmail punto com', 'anna arobase orange point fr', 'a n n a @ g m a i l . c o m', 'anna AT posteo DOT de', 'anna＠posteo．de', 'anna{at}posteo{dot}de', 'annaⓐposteo.de',
    'call 0176/123-456-78', 'call 0 1 7 6 1 2 3 4 5 6 7 8', 'call 0176.1234.5678', 'call 0176~1234~5678', 'call +49 (0) 176 – 1234 5678',
    'call zero one seven six one two three four five', 'null eins sieben sechs eins zwei drei vier fünf', 'cero uno siete seis uno dos tres cuatro cinco',
    'zéro un sept six un deux trois quatre cinq', '0️⃣1️⃣7️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣', '⓪①⑦⑥①②③④⑤⑥⑦', '０１７６１２３４５６７８', '٠١٧٦١٢٣٤٥٦٧٨', 'o176 l234 5678', '0l76 I234 5678',
    'call 0-1-7-6-1-2-3-4-5-6-7-8', 'call 0|1|7|6|1|2|3|4|5|6|7|8', 'call (0176) (1234) (5678)', 'call 0176 zwölf 34 fünf 678', 'call 017six 12three 45678']) t;
create temp table near as select t from unnest(array[
    'We met at the café on 12.10.2026 at 19:30.', 'My phone has 128 GB and cost 349,99 EUR.', 'I paid at the bar and my pal laughed.', 'The fiber cable vibrates at night.',
    'Her viberations of voice, as she jokes, are good vibes.', 'He came in first at the 10,000 m race in 27:45.3.', 'Our team won 3-2, 4-1 and 6-0 last month.',
    'I read chapters 1, 2, 3, 4, 5, 6, 7 and 8 in a night.', 'Room 401, floor 4, house 17, tram 12 to the end.', 'Dates that work: 1.5., 8.5., 15.5., 22.5. and 29.5.',
    'ISBN 978-3-16-148410-0 is my favourite.', 'The population is 1 234 567 people.', 'My dog weighs 12.5 kg; my cat 4.2 kg.', 'Meet at the dot on the map, then turn left.',
    'At me she looked, at you she smiled.', 'I like telegraphs, telegraph poles and old telephones.', 'A gram of saffron and a tele lens, that is my hobby.',
    'What''s apparent is that she is kind.', 'What sap! The pine tree dripped on us.', 'What''s up with the weather?', 'He is a signal box worker; his number was on the door.',
    'Snap! Chat with me about cards.', 'I took a snap, chatted a bit and left.', 'In sta-ble weather we grill outside.', 'Instant grammar lessons are my thing.',
    'A little bit, coin by coin, I saved for the trip.', 'Bit by bit, Lyon became home.', 'My gift: cards drawn by my niece.', 'We played cards; the gift was a scarf.',
    'Zell am See is lovely in winter.', 'The zeal of my sister is famous.', 'My line manager and id card were both late.', 'I kick the ball, he kicked me.',
    'The bank accountant danced all night.', 'Encrypted files are my job, not my love.', 'Cryptic crosswords on Sundays!', 'My steam engine model needs a card box.',
    'The amazon river and a card game.', 'Google maps sent us around twice.', 'Custom fees? No, customary fees of the club: none.', 'They inherited a garden full of weeds.',
    'My aunt''s inherited table is oak.', 'We walked from gate A to B to C to D and back.', 'A B C D E F G, sang my nephew.', 'Y O U are invited, said the banner.',
    'Soooo happy to be here!!!', 'Hellooooo everybody, gooood morning', 'Yummy pancakes, mmmmm', 'I love hiking @ sunrise & swimming + sauna',
    '50% of my time I read, 100% of it I dream.', 'C++ or C#? I write in both.', 'e.g. tea, i.e. black tea, etc.', 'W. A. Mozart and J. S. Bach, please.',
    'U.S.A. or U.K.? I lived in both.', 'A.M. or P.M.? I am a night owl.', 'My flat is 78 m², 3rd floor, no lift.', 'It is -5 °C outside, +20 inside.',
    'I was born in 1988, moved in 2001, 2009 and 2017.', 'Between 2010-2014 I lived in Oslo, 2015-2019 in Bergen.',
    'Recipe: 250 g flour, 125 g butter, 3 eggs, 80 g sugar, 1 pinch of salt.', 'Bus 100, 200 and 300 go to the zoo.', 'He ran 5 km, 10 km, 21.1 km and 42.195 km.',
    'One two three four, and left, and right: dancing class!', 'Three, two, one, zero: happy new year!', 'One or two of seven friends came.',
    'Prices went from 1.299,00 to 1.199,00 EUR.', 'Our wedding was on 2019-06-21 in Rome.', 'Order of trains: ICE 571, RE 4, S 3.', 'Ik hou van fietsen en koffie.',
    'Ich trinke gern Tee und lese viel.', 'Am Wochenende gehe ich wandern, meist in den Alpen.', 'Um 10 Uhr am Bahnhof, Gleis 7?', 'Mein Hund heißt Bert und ist acht Jahre alt.',
    'Er vibriert vor Freude, wenn er mich sieht.', 'Die Fieber-Kurve ging zurück, mir geht es gut.', 'Was appetitlich aussieht, esse ich.', 'Was soll''s, appelliere ich an dein Herz.',
    'Wir waren zu zweit, dann zu dritt, dann zu acht.', 'Eins, zwei, drei, vier, Eckstein, alles muss versteckt sein.', 'Ich bin 1,78 m groß und 41 Jahre alt.',
    'Am 3. Oktober, am 24. Dezember und am 1. Januar ist frei.', 'Der Punkt ist: ich mag dich.', 'Der Punkt geht an dich, me too!', 'Sie kam an, at last, wie man sagt.',
    'Auf den Punkt gebracht: com oder org ist mir gleich.', 'Im Kino läuft ein Film von 1954 in Farbe.', 'Ich zahle bar, mein Freund zahlt nie.', 'Gutes Wetter, gute Laune, gute Nacht.',
    'Der Gutshof hat einen Schein in der Abendsonne.', 'Wir haben Geld für die Reise gespart.', 'Mein Erbe? Ein altes Fahrrad.', 'Tasse Kaffee für 3,20 EUR und Kuchen für 4,10 EUR.',
    'PLZ 10115 bis 14199, das ist Berlin.', 'Zimmer 12, Etage 3, Hausnummer 45.', 'Ich höre gern Platten aus den 80ern und 90ern.',
    'Sieben Zwerge, acht Reiter, neun Musen, zehn Finger.', 'Instandhaltung ist mein Beruf.', 'Karten spielen, Geschenke basteln, das kann ich.',
    'Die Post kam um 8, 9, 10, 11 und 12 Uhr nicht.', 'Ein bisschen Coincidence, wie meine Tochter sagt.', 'Mehr Salz, mehr Pfeffer, mehr Liebe.',
    'Je cherche quelqu''un pour marcher le dimanche.', 'J''ai quarante-deux ans et deux chats.', 'Un, deux, trois, nous irons au bois.', 'Quatre, cinq, six, cueillir des cerises.',
    'Sept, huit, neuf, dans mon panier neuf.', 'Le train de 18 h 45 est parti à 19 h 02.', 'Mon numéro préféré est le sept.', 'Le point, c''est que je t''aime bien.',
    'Au point de rencontre, me dit-elle, il pleuvait.', 'J''habite au 12 rue de la Paix, 75002 Paris.', 'Elle vit bercée par la mer.', 'Le fiancé de ma sœur est boulanger.',
    'Un cadeau, une carte, un sourire.', 'Cette carte de visite est un cadeau de mon père.', 'J''aime le chocolat à 70 %, 85 % et 99 %.', 'On se voit à 20 h chez Paul, 3e étage ?',
    'Mes parents sont mariés depuis 1979.', 'Le prix est de 1 250,50 € par mois.', 'Papa y pale, dit l''enfant.', 'Quel temps ! Il fait 35 °C à l''ombre.',
    'J''ai couru 10 km en 52 minutes 30.', 'Ça va ? Ça va, merci, et toi ?', 'À mercredi, à jeudi, à bientôt !', 'Mon oncle a hérité d''un vieux piano.',
    'Il y a, dans le pays, palais et châteaux.', 'Le signal du départ fut donné à neuf heures.', 'Je vis à Metz, me dit-il, depuis 2003.', 'Me gusta bailar los sábados con mis amigas.',
    'Tengo cuarenta y un años y dos hijos.', 'Uno, dos, tres, probando el micrófono.', 'Cuatro gatos vinieron a la fiesta.', 'Vivo en el número 24, piso 3, puerta B.',
    'El punto es que me gustas mucho.', 'Un punto me dio la victoria, dos la derrota.', 'Fui a Sevilla en 2012, 2016 y 2020.', 'La receta: 200 g de arroz, 1 l de caldo, 12 gambas.',
    'Quedamos a las 20:15 en la plaza.', 'La tarjeta de mi abuela fue mi mejor regalo.', 'Regalo libros y tarjetas hechas a mano.', 'Me llamo Ana, tengo un perro y una moto.',
    'El país palpita de alegría.', 'Qué va, ¿sapos en la cama?', 'Viví bien, viví beré lejos, decía mi abuelo gallego.', 'Mi teléfono es viejo, tiene teclas.',
    'Las telas y gramos de azafrán se venden aquí.', 'Somos cinco hermanos, seis primos y siete tíos.', 'El tren sale a las 7:05 y llega a las 9:50.', 'Nací el 03-04-1985 en Lugo.',
    'Mi sueldo es de 1.800 euros al mes.', '¡Olé, olé y olé!', 'Arroba era una medida de peso, dice mi padre.', 'La arroba y la libra son medidas de antes.',
    'Vamos al cine en metro, línea 3, luego la 10.', 'Mi piso tiene 62 m² y 2 balcones.', 'Anna at work, Ben at home, me at the beach.',
    'The score at half time was one nil, at the end two one.', 'I arrive at 7, dot. Meet me then.', 'She wrote "me" at the end, dot dot dot.',
    'Chess openings: 1. e4 e5 2. Nf3 Nc6 3. Bb5 a6.', 'Poker with 2, 3, 4, 5 and 6 of hearts!', 'Game 1: 21-15, 18-21, 15-9.', 'My favourite coordinates: 48.8584° N, 2.2945° E.',
    'Version 10.15.7 of my system is old.', 'IP addresses like 192.168.0.1 are all I dream of.', 'The flight LH 1234 leaves 06:45 from A26.',
    'My pin board is full; 0000 is no good pin.', 'I/O errors and and/or jokes are my humour.', 'He/she/they, all are welcome here.', 'And/or; either/or; win/win.',
    '***Look*** at ~this~ _nice_ sunset!', ':-) ;-) :P XD <3 <3 <3', '¯\_(ツ)_/¯ whatever', '/\_/\ is a cat, isn''t it', '(╯°□°)╯ no more Mondays', '╭── my frame ──╮',
    'I ♥ NY, I ☕ mornings', 'Привет! Я люблю гулять по парку.', 'Мой друг Вибер? Нет, Виктор.', 'Καλημέρα, πώς είσαι σήμερα;', 'Я говорю по-русски and a bit of English.',
    'Ο πατέρας μου μένει στην Αθήνα.', 'שלום, מה שלומך היום?', 'مرحبا، كيف حالك اليوم؟', 'こんにちは、元気ですか。', '今天天气很好，我们去公园吧。', 'Ł ó d ź is my home town.', 'Ça fait 3 ans, 2 mois et 1 jour.',
    'My cat''s name: Señor Bigotes III.', 'The ''I'' in ''team''? There is none.', 'III, IV, V and VI are the chapters I liked.', 'Henry VIII had 6 wives.',
    'Il Barbiere di Siviglia tonight!', 'WIFI here is slow; my TV is old.', 'ILLUSION was my favourite film, ILL as I was.', 'Alle 11 Spieler kamen, 7 blieben.', 'Room l0? No, room 10.',
    '3D prints and 4K films, that''s me.', 'The B52s and U2, A-ha and R.E.M.', 'M&M''s, H&M, C&A, B&B.', 'Q1 was hard, Q2 ok, Q3 great, Q4 we will see.',
    'Size 38, 40 or 42? I never know.', '4ever young, 2gether strong', 'gr8 2 meet u', 'B4 I go, one more question.', 'no1 knows me like u do', 'See u l8r, m8!']) t;
select cmp_ok((select count(*) from worn), '>', 220::bigint, 'two hundred disguises');
select is_empty($$select t from worn where not exists (select from private.words_in(t)) and private.contacts_in(t) = '{}'$$, 'each is found');
select cmp_ok((select count(*) from near), '>', 200::bigint, 'two hundred honest sentences');
select is_empty($$select t, w.pattern from near, private.words_in(t) w$$, 'in which no watched word is found');
select is_empty($$select t, private.contacts_in(t) from near where private.contacts_in(t) <> '{}'$$, 'nor a telephone number or an address');
select is_empty($$select t, w.pattern from unnest(array['My gift: cards drawn by my niece.', 'A little bit, coin by coin.', 'Snap! Chat with me.', 'Can you pay, pal?']) t, private.words_in(t) w
  where w.pattern in ('gift card*', 'bit coin*', 'snap chat', 'pay pal')$$, 'a phrase does not go on over the end of a sentence');

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

-- An author's own copies are not looked through, and those of others are counted up to a hundred.
select tests.act_as('owner');
create function pg_temp.copies(item text) returns text language sql as $$
  select max(s ->> 'label') filter (where s ->> 'factor' = 'same_text') from jsonb_array_elements(private.item_signals('post', tests.id(item))) s
$$;
insert into community_posts (id, user_id, title, body, state) select tests.id('own ' || n), tests.id('new'), 'Hi', 'One author sends the very same words again and again.', 'pending' from generate_series(1, 30) n;
select is(pg_temp.copies('own 1'), null, 'a text that its author repeats is no sign');
insert into community_posts (id, user_id, title, body, state) values (tests.id('echo 1'), tests.id('old'), 'Hi', 'one author sends the very same words again, and again', 'pending');
select is(pg_temp.copies('own 1') || ' | ' || pg_temp.copies('echo 1'), 'The same text by another member, in one place | The same text by another member, in 30 places', 'each author is told of the others');
select is((select count(*) from moderation_waiting w where w.signals @> '[{"factor": "same_text"}]' and w.item_id in (select tests.id('own ' || n) from generate_series(1, 30) n)), 20::bigint,
  'of what waits, twenty are told at once');
insert into community_posts (id, user_id, title, body, state) select tests.id('echo ' || n), tests.id(case when n % 2 = 0 then 'old' else 'copier' end), 'Hi', 'One author sends the very same words again and again!', 'published' from generate_series(2, 120) n;
select is(pg_temp.copies('own 1'), 'The same text by at least 2 other members, in at least 100 places', 'more than a hundred are not counted');
select is(pg_temp.copies('echo 1'), 'The same text by 2 other members, in 89 places', 'nor fewer than there are');
delete from community_posts where id in (select tests.id('own ' || n) from generate_series(1, 30) n union all select tests.id('echo ' || n) from generate_series(1, 120) n);

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
