-- Suppressions: which spellings of an address are the same mailbox and which are not; what one of an address, a domain or a
-- person stops; that nothing brings back whoever objected; and that nobody changes or removes one.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@suppressions.test' from unnest(array['growth', 'admin']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@suppressions.test', array[name] from unnest(array['growth', 'admin']) name;

-- ---------------------------------------------------------------------------------------
-- Spellings

create temp table spelling (class text, suppressed text, written text, same boolean);
insert into spelling values
  ('case', 'ada.l@rules.test', 'ADA.L@RULES.TEST', true),
  ('case', 'ada.l@rules.test', 'Ada.L@Rules.Test', true),
  ('case', 'ada.l@rules.test', 'aDA.l@rULES.tEST', true),
  ('case', 'ada.l@rules.test', 'ada.l@RULES.TEST', true),
  ('case', 'ada.l@rules.test', 'ADA.L@rules.test', true),
  ('spaces', 'ada.l@rules.test', '  ada.l@rules.test', true),
  ('spaces', 'ada.l@rules.test', 'ada.l@rules.test   ', true),
  ('spaces', 'ada.l@rules.test', U&'\+000009ada.l@rules.test', true),
  ('spaces', 'ada.l@rules.test', U&'ada.l@rules.test\+00000A', true),
  ('spaces', 'ada.l@rules.test', U&'\+00000D\+00000Aada.l@rules.test\+00000D\+00000A', true),
  ('spaces', 'ada.l@rules.test', 'ada.l @rules.test', true),
  ('spaces', 'ada.l@rules.test', 'ada.l@ rules.test', true),
  ('spaces', 'ada.l@rules.test', 'ada.l @ rules . test', true),
  ('spaces', 'ada.l@rules.test', U&'\+0000A0ada.l@rules.test', true),
  ('spaces', 'ada.l@rules.test', U&'ada.l@rules.test\+003000', true),
  ('spaces', 'ada.l@rules.test', U&'\+002003ada.l@rules.test', true),
  ('spaces', 'ada.l@rules.test', U&'ada.l@rules.test\+002028', true),
  ('spaces', 'ada.l@rules.test', U&'\+001680ada.l@rules.test', true),
  ('spaces', 'ada.l@rules.test', U&'\+00202Fada.l@rules.test', true),
  ('spaces', 'ada.l@rules.test', U&'\+002800ada.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+0000AD.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00034F.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00061C.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00115F.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+0017B4.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00180B.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00180E.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00200B.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00200C.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00200D.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00200E.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00200F.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00202A.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00202E.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+002060.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+002064.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+002066.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00206F.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+003164.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00FE0E.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00FE0F.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00FEFF.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00FFA0.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+00FFF0.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+01BCA0.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+01D173.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+0E0001.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+0E0041.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada\+0E0100.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada.l@ru\+00200Bles.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada.l@rules.te\+0000ADst', true),
  ('invisible', 'ada.l@rules.test', U&'\+00FEFFada.l@rules.test', true),
  ('invisible', 'ada.l@rules.test', U&'ada.l\+00200B@\+00200Brules.test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l＠rules.test', true),
  ('compatibility', 'ada.l@rules.test', 'ａｄａ．ｌ@rules.test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l@ｒｕｌｅｓ.test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l@rules．test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l@rules。test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l@rules｡test', true),
  ('compatibility', 'ada.l@rules.test', 'ＡＤＡ.L@rules.test', true),
  ('compatibility', 'ada.l@rules.test', U&'\+01D41A\+01D41D\+01D41A.l@rules.test', true),
  ('compatibility', 'ada.l@rules.test', U&'\+01D4B6da.l@rules.test', true),
  ('compatibility', 'ada.l@rules.test', 'ⓐda.l@rules.test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l﹫rules.test', true),
  ('compatibility', 'ada.l@rules.test', 'ada.ˡ@rules.test', true),
  ('compatibility', 'ada.l@rules.test', U&'ada.l@rules.\+01D5CD\+01D5BE\+01D5CC\+01D5CD', true),
  ('compatibility', 'ada.l@rules.test', 'ada.l@ℝules.test', true),
  ('compatibility', 'kim@rules.test', 'Kim@rules.test', true),
  ('compatibility', 'kim@rules.test', 'Kim@rules.test', true),
  ('compatibility', 'office@rules.test', 'oﬃce@rules.test', true),
  ('compatibility', 'office@rules.test', 'oﬀice@rules.test', true),
  ('written about', 'ada.l@rules.test', 'mailto:ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', 'MAILTO:ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', 'MAILTO://ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', '<mailto:/ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', 'mailto:ada.l@rules.test?subject=Hello', true),
  ('written about', 'ada.l@rules.test', 'mailto:ada.l%40rules.test', true),
  ('written about', 'ada.l@rules.test', 'mailto:%61da.l@rules.test', true),
  ('written about', 'ada.l@rules.test', '<mailto:ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', 'mailto:<ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', 'URL:mailto:ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', '<ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', 'Ada L <ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', '"L, Ada" <ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', '"bo@rules.test" <ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', 'Ada (work) <ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', 'ada.l@rules.test (Ada)', true),
  ('written about', 'ada.l@rules.test', '(Ada) ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', 'ada.l(comment)@rules.test', true),
  ('written about', 'ada.l@rules.test', 'ada.l@(comment)rules.test', true),
  ('written about', 'ada.l@rules.test', 'ada.l@rules.test (a (nested) one)', true),
  ('written about', 'ada.l@rules.test', U&'ada.l@rules.test (a \\) sign)', true),
  ('written about', 'ada.l@rules.test', '(ada.l@rules.test)', true),
  ('written about', 'ada.l@rules.test', '[ada.l@rules.test]', true),
  ('written about', 'ada.l@rules.test', '{ada.l@rules.test}', true),
  ('written about', 'ada.l@rules.test', '''ada.l@rules.test''', true),
  ('written about', 'ada.l@rules.test', '“ada.l@rules.test”', true),
  ('written about', 'ada.l@rules.test', '«ada.l@rules.test»', true),
  ('written about', 'ada.l@rules.test', '`ada.l@rules.test`', true),
  ('written about', 'ada.l@rules.test', '[ada.l@rules.test](mailto:ada.l@rules.test)', true),
  ('written about', 'ada.l@rules.test', 'ada.l@rules.test;', true),
  ('written about', 'ada.l@rules.test', 'ada.l@rules.test,', true),
  ('written about', 'ada.l@rules.test', '<@relay.test:ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', '<ada.l@rules.test>;', true),
  ('written about', 'ada.l@rules.test', '=?utf-8?q?Ada?= <ada.l@rules.test>', true),
  ('written about', 'ada.l@rules.test', '''ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', '“ada.l@rules.test', true),
  ('written about', 'ada.l@rules.test', 'ada.l@rules.test»', true),
  ('written about', 'ada.l@rules.test', 'ada%2El@rules.test', true),
  ('written about', 'ada.l@rules.test', '%61da.l@rules.test', true),
  ('dots', 'ada.l@rules.test', '.ada.l@rules.test', true),
  ('dots', 'ada.l@rules.test', 'ada..l@rules.test', true),
  ('dots', 'ada.l@rules.test', 'ada.l.@rules.test', true),
  ('quotes', 'ada.l@rules.test', '"ada.l"@rules.test', true),
  ('quotes', 'ada.l@rules.test', '"ADA.L"@rules.test', true),
  ('quotes', 'ada.l@rules.test', U&'"ada\\.l"@rules.test', true),
  ('quotes', 'ada.l@rules.test', '"ada".l@rules.test', true),
  ('quotes', 'ada.l@rules.test', 'ada."l"@rules.test', true),
  ('quotes', 'ada.l@rules.test', '"ada.l@rules.test"', true),
  ('quotes', 'ada.l@rules.test', '<"ada.l"@rules.test>', true),
  ('quotes', 'ada.l@rules.test', U&'"ada\+00200B.l"@rules.test', true),
  ('domain', 'ada.l@rules.test', 'ada.l@rules.test.', true),
  ('domain', 'ada.l@rules.test', 'ada.l@rules.test..', true),
  ('domain', 'ada.l@rules.test', 'ada.l@RULES.test.', true),
  ('domain', 'ada.l@rules.test', 'ada.l@rules.test。', true),
  ('letters', 'jürgen@müller.test', 'JÜRGEN@MÜLLER.TEST', true),
  ('letters', 'jürgen@müller.test', U&'ju\+000308rgen@mu\+000308ller.test', true),
  ('letters', 'jürgen@müller.test', 'jürgen@xn--mller-kva.test', true),
  ('letters', 'jürgen@müller.test', 'Jürgen@XN--MLLER-KVA.TEST', true),
  ('letters', 'jürgen@müller.test', U&'jürgen@mu\+000308LLER.test', true),
  ('letters', 'jürgen@müller.test', 'jürgen@ＭÜLLER.test', true),
  ('letters', 'straße@rules.test', 'STRASSE@rules.test', true),
  ('letters', 'straße@rules.test', 'STRAẞE@rules.test', true),
  ('letters', 'straße@rules.test', 'strasse@rules.test', true),
  ('letters', 'σοφος@rules.test', 'ΣΟΦΟΣ@rules.test', true),
  ('letters', 'σοφος@rules.test', 'σοφοσ@rules.test', true),
  ('letters', 'σοφος@rules.test', 'σοφος@rules.test', true),
  ('letters', 'иван@почта.test', 'ИВАН@ПОЧТА.TEST', true),
  ('letters', 'иван@почта.test', 'иван@xn--80a1acny.test', true),
  ('letters', 'hana@例え.test', 'hana@xn--r8jz45g.test', true),
  ('letters', 'hana@例え.test', 'hana@例え。test', true),
  ('letters', 'hana@例え.test', 'HANA@例え｡TEST', true),
  ('letters', 'ada@bücher.test', 'ada@xn--bcher-kva.test', true),
  ('letters', 'ada@bücher.test', 'ada@BÜCHER.test', true),
  ('letters', 'ada@faß.test', 'ada@xn--fa-hia.test', true),
  ('letters', 'ada@faß.test', 'ada@FAẞ.test', true),
  ('gmail', 'ada.lovelace@gmail.com', 'adalovelace@gmail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'a.d.a.lovelace@gmail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'AdaLovelace@GMail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace+news@gmail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'adalovelace+a+b@gmail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace@googlemail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'AdaLovelace+x@GoogleMail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'Ada <ada.love.lace+1@gmail.com>', true),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace@gmail.com.', true),
  ('gmail', 'ada.lovelace@gmail.com', '"ada.lovelace"@gmail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace＋x@gmail.com', true),
  ('providers', 'ada@outlook.com', 'ada+shop@outlook.com', true),
  ('providers', 'ada@outlook.com', 'ADA+1@OUTLOOK.com', true),
  ('providers', 'ada@icloud.com', 'ada@me.com', true),
  ('providers', 'ada@icloud.com', 'ada+x@mac.com', true),
  ('providers', 'ada.l@proton.me', 'adal@protonmail.com', true),
  ('providers', 'ada.l@proton.me', 'ada-l@pm.me', true),
  ('providers', 'ada.l@proton.me', 'ada_l+x@proton.me', true),
  ('providers', 'ada.l@yandex.ru', 'ada-l@yandex.ru', true),
  ('providers', 'ada.l@yandex.ru', 'ada.l@ya.ru', true),
  ('providers', 'ada.l@yandex.ru', 'ada.l+x@yandex.com', true),
  ('providers', 'ada@yahoo.com', 'ada-shop@yahoo.com', true),
  ('providers', 'ada@fastmail.com', 'ada+x@fastmail.com', true),
  ('providers', 'ada@fastmail.com', 'news@ada.fastmail.com', true),
  ('providers', 'ada@fastmail.com', 'ada@news.fastmail.com', false),
  ('another mailbox', 'ada@rules.test', 'o''ada@rules.test', false),
  ('another mailbox', 'ada@rules.test', 'ada%zz@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'adal@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l+news@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l@rules.example', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l@mail.rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'bo@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l.@rules.example', false),
  ('another mailbox', 'ada.l@rules.test', 'xada.l@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l@rules.test.example', false),
  ('another mailbox', 'ada.l@rules.test', 'ada_l@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada-l@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l@rulestest.test', false),
  ('another mailbox', 'ada.l@rules.test', 'da.l@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', 'ada.l2@rules.test', false),
  ('another mailbox', 'ada.l@rules.test', '"ada.l@rules.test" <bo@rules.test>', false),
  ('another mailbox', 'ada.l@rules.test', '(ada.l@rules.test) bo@rules.test', false),
  ('look-alike', 'ada.l@rules.test', 'аda.l@rules.test', false),
  ('look-alike', 'ada.l@rules.test', 'ada.l@rulеs.test', false),
  ('look-alike', 'ada.l@rules.test', 'аdа.l@rules.test', false),
  ('look-alike', 'ada.l@rules.test', 'ada.l@ruIes.test', false),
  ('look-alike', 'ada.l@rules.test', 'ada.ӏ@rules.test', false),
  ('look-alike', 'ada.l@rules.test', 'ɑda.l@rules.test', false),
  ('accents', 'jurgen@muller.test', 'jürgen@muller.test', false),
  ('accents', 'jurgen@muller.test', 'jurgen@müller.test', false),
  ('accents', 'jurgen@muller.test', 'jürgen@müller.test', false),
  ('letters', 'ada@fass.test', 'ada@faß.test', false),
  ('letters', 'ida@rules.test', 'ıda@rules.test', false),
  ('letters', 'ida@rules.test', 'İda@rules.test', false),
  ('letters', 'ada@xn--bcher-kva.test', 'ada@bucher.test', false),
  ('letters', 'ada@xn--bcher-kva.test', 'ada@buecher.test', false),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace2@gmail.com', false),
  ('gmail', 'ada.lovelace@gmail.com', 'adalovelac@gmail.com', false),
  ('gmail', 'ada.lovelace@gmail.com', 'ada_lovelace@gmail.com', false),
  ('gmail', 'ada.lovelace@gmail.com', 'ada-lovelace@gmail.com', false),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace@gmail.example', false),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace@mail.gmail.com', false),
  ('providers', 'ada@outlook.com', 'a.da@outlook.com', false),
  ('providers', 'ada@outlook.com', 'ada-shop@outlook.com', false),
  ('providers', 'ada@outlook.com', 'ada@hotmail.com', false),
  ('providers', 'ada@outlook.com', 'ada@live.com', false),
  ('providers', 'ada@yahoo.com', 'adashop@yahoo.com', false),
  ('providers', 'ada@yahoo.com', 'ada+shop@yahoo.com', false),
  ('providers', 'ada@yahoo.com', 'a.da@yahoo.com', false),
  ('providers', 'ada.l@icloud.com', 'adal@icloud.com', false),
  ('providers', 'ada@fastmail.com', 'ada@fastmail.fm', false);
create temp table no_address (written text);
insert into no_address values
  (''),
  ('ada'),
  ('ada@'),
  ('@rules.test'),
  ('ada@rules'),
  ('ada@@rules.test'),
  ('ada@rules@test.test'),
  ('ada@rules.test, bo@rules.test'),
  ('ada@rules.test;bo@rules.test'),
  ('ada@rules.test bo@rules.test'),
  ('<ada@rules.test> <bo@rules.test>'),
  ('ada lovelace@rules.test'),
  ('"ada lovelace"@rules.test'),
  ('"ada@home"@rules.test'),
  ('ada@[127.0.0.1]'),
  ('ada@127.0.0.1'),
  ('ada@-rules.test'),
  ('ada@rules-.test'),
  ('ada@rules..test'),
  ('ada@.rules.test'),
  ('"ada@rules.test'),
  ('ada@rules.test (open'),
  ('ada&#64;rules.test'),
  ('ada%40rules.test'),
  ('Team: ada@rules.test, bo@rules.test;'),
  ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@rules.test'),
  ('ada@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test'),
  ('ada@ru les.test'),
  ('<ada@rules.test> bo'),
  ('ada@rules.te$t');

select is_empty($$select class, suppressed, written, private.mail_key(written) from spelling
    where same and private.mail_key(written) is distinct from private.mail_key(suppressed)$$, 'every spelling of a mailbox has its key');
select is_empty($$select class, suppressed, written, private.mail_key(written) from spelling
    where not same and (private.mail_key(written) is null or private.mail_key(written) = private.mail_key(suppressed))$$, 'another mailbox has another');
select is_empty($$select written, private.mail_address(written) from no_address where private.mail_address(written) is not null$$, 'what is not one address is none');
select is_empty($$select written from spelling where private.mail_address(private.mail_address(written)) is distinct from private.mail_address(written)
    or private.mail_key(private.mail_key(written)) is distinct from private.mail_key(written)$$, 'the bare form of a bare form is itself');
select is(private.look_alike(private.mail_address('İda@rules.test')) || ' ' || private.look_alike(private.mail_address('ıda@rules.test')) || ' ' || private.look_alike(private.mail_address('ida@rİles.test')),
  'ida@rules.test ida@rules.test ida@riles.test', 'the i of Turkish, with its dot and without, is told');
select is(private.look_alike(private.mail_address('аda@rules.test')) || ' ' || private.look_alike(private.mail_address('ada@rulеs.test')) || coalesce(private.look_alike('jürgen@rules.test'), ''),
  'ada@rules.test ada@rules.test', 'letters of another script that pass for Latin ones are told, accents are not');

-- Numbers, handles and profiles of one person as they are written in one place and another; and of others.
create temp table contact (kind text, one text, country text, other text, other_country text, same boolean);
insert into contact values
  ('phone', '+49 30 1234567', 'DE', '0049 30 1234567', null, true), ('phone', '+49 30 1234567', 'DE', '+49 ( 0 ) 30 / 1234567', 'AT', true), ('phone', '+49 30 1234567', 'DE', '+49 030 1234567', null, true),
  ('phone', '+49 30 1234567', 'DE', 'tel:+49-30-1234567;ext=5', null, true), ('phone', '+49 30 1234567', 'DE', 'Fax: +49 30 1234567 x12', null, true), ('phone', '+49 30 1234567', 'DE', '＋４９ ３０ １２３４５６７', null, true),
  ('phone', '+49 30 1234567', 'DE', U&'+49\00A030\200B1234567', null, true), ('phone', '+49 30 1234567', 'DE', '30 1234567', 'DE', true), ('phone', '+49 30 1234567', 'DE', '49301234567', 'DE', true),
  ('phone', '+1 555 123 4567', 'US', '(555) 123-4567', 'US', true), ('phone', '(555) 123-4567', 'US', '+1 555 1234567', null, true), ('phone', '+39 06 12345678', 'IT', '06 12345678', 'IT', true),
  ('phone', '06 12345678', 'IT', '+39 6 12345678', null, true), ('phone', '+966 50 1234567', 'SA', '٠٠٩٦٦٥٠١٢٣٤٥٦٧', null, true), ('phone', '+49 30 1234567', 'DE', '030 1234567', 'AT', false),
  ('phone', '+49 30 1234567', 'DE', '+49 30 1234568', 'DE', false), ('phone', '+49 30 1234567', 'DE', '1234567', 'DE', false), ('phone', '112', 'DE', '112', 'DE', false),
  ('handle', 'pat_w', null, '@Pat_W', null, true), ('handle', 'pat_w', null, '/u/pat_w', null, true), ('handle', 'pat_w', null, U&'＠p\200Bat_w', null, true), ('handle', 'pat_w', null, 'pat-w', null, false), ('handle', 'u', null, '/u/u', null, true),
  ('profile', 'https://www.linkedin.com/in/pat/', null, 'http://de.linkedin.com/in/Pat?trk=x', null, true), ('profile', 'https://twitter.com/pat', null, 'https://x.com/pat#a', null, true),
  ('profile', 'https://old.reddit.com/user/pat', null, 'https://reddit.com/user/pat/', null, true), ('profile', 'https://a.test/p%61t', null, 'HTTPS://A.test/pat', null, true), ('profile', 'https://a.test/pat', null, 'https://a.test/pat2', null, false);
create function pg_temp.keys(kind text, written text, country text) returns text[] language sql as $$
  select private.contact_keys(null, case kind when 'phone' then written end, case kind when 'handle' then written end, case kind when 'profile' then written end, country)
$$;
select is_empty($$select * from contact where (pg_temp.keys(kind, one, country) && pg_temp.keys(kind, other, other_country)) <> same$$, 'a number, a handle and a profile are known in every spelling, and no other is');

-- Each of them where it counts: suppressed as it is written there, a lead that is written otherwise is not enrolled.
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'suppressions', 'S', 'forum', 'https://s.test', 's');
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address)
  values (tests.id('sequence'), 'Suppressions', 'active', 'S', 's@suppressions.test', '1 Main Street, Town');
create function pg_temp.mailable(written text) returns boolean language plpgsql as $$
declare
  lead uuid;
  result boolean;
begin
  insert into leads (full_name, email, source_id) values ('Spelled', written, tests.id('source')) returning id into lead;
  begin
    insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('sequence'), lead);
    result := true;
    raise exception using errcode = 'UNDO1';
  exception
    when sqlstate 'UNDO1' then null;
    when check_violation then result := false;
  end;
  delete from leads where id = lead;
  return result;
end
$$;
create function pg_temp.wrong(same boolean) returns setof text language plpgsql as $$
declare
  s record;
begin
  for s in select suppressed, array_agg(written) as variants from spelling where spelling.same = wrong.same group by 1 loop
    begin
      insert into outreach_suppressions (email, reason) values (s.suppressed, 'manual');
      return query select v from unnest(s.variants) v where pg_temp.mailable(v) = same;
      raise exception using errcode = 'UNDO1';
    exception when sqlstate 'UNDO1' then null;
    end;
  end loop;
end
$$;
select is_empty($$select pg_temp.wrong(true)$$, 'no spelling of a suppressed address is enrolled');
select is_empty($$select pg_temp.wrong(false)$$, 'others are');

-- ---------------------------------------------------------------------------------------
-- Domains and persons

select tests.act_as('growth');
insert into outreach_suppressions (kind, email, reason) values ('domain', '@Company.Test', 'manual');
insert into outreach_suppressions (kind, email, subdomains, reason) values ('domain', 'https://münch.test/', true, 'legal');
select tests.act_as('owner');
select is((select string_agg(a || ' ' || pg_temp.mailable(a), ', ') from unnest(array['a@company.test', 'a@mail.company.test', 'a@mycompany.test',
    'a@münch.test', 'a@mail.xn--mnch-0ra.test', 'a@xmünch.test']) a),
  'a@company.test false, a@mail.company.test true, a@mycompany.test true, a@münch.test false, a@mail.xn--mnch-0ra.test false, a@xmünch.test true',
  'a domain is suppressed, with what is under it where that was said');
select tests.act_as('growth');
select lives_ok($$insert into outreach_suppressions (id, kind, email, reason) values (gen_random_uuid(), 'domain', 'keyed.test', 'manual')$$, 'a form gives the key of what it adds');
select throws_ok($$insert into outreach_suppressions (kind, email, reason) values ('domain', 'nothing', 'manual')$$, '23514', null, 'what is no domain is refused');
select throws_ok($$insert into outreach_suppressions (kind, email, reason) values ('hash', 'x', 'manual')$$, '42501', null, 'the erased come by their function only');

insert into leads (id, full_name, email, phone, handle, country, profile_url)
  values (tests.id('pat'), 'Pat', 'pat@people.test', '030 1234567', '@Pat_Writes', 'DE', 'https://www.people.test/pat/');
select is((select kind || ' ' || reason from suppress_lead(tests.id('pat'), 'objected', 'By phone')), 'person objected', 'a lead is suppressed as a person');
select is((select consent from leads where full_name = 'Pat'), 'objected', 'who objected is marked so');
create function pg_temp.known(columns text, given text) returns text language plpgsql as $$
declare
  result text;
begin
  execute format('insert into leads (full_name, %s) values (''Again'', %s) returning consent', columns, given) into result;
  delete from leads where full_name = 'Again';
  return result;
end
$$;
select is(pg_temp.known('phone', '''+49 (0)30 123-4567''') || pg_temp.known('phone, country', '''030/1234567'', ''DE''')
  || pg_temp.known('handle', '''pat_writes''') || pg_temp.known('profile_url', '''http://people.test/Pat?x=1'''),
  'objectedobjectedobjectedobjected', 'whoever comes with something of theirs objects still');
select is(pg_temp.known('phone, country', '''030/1234567'', ''AT''') || pg_temp.known('handle', '''pat_writes2'''), 'nonenone', 'others do not');

-- Whatever is made anew: what is learned of the person later counts too, and so does each of it after the lead is gone.
update leads set email = 'pat.new@people.test', phone = '+49 170 7654321' where full_name = 'Pat';
delete from leads where full_name = 'Pat';
select is(pg_temp.known('email', '''Pat <PAT@people.test>''') || pg_temp.known('email', '''pat.new@people.test''') || pg_temp.known('phone', '''00491707654321'''),
  'objectedobjectedobjected', 'an objection outlives its lead, with all addresses it had');
select is((select consent from recreate_record('leads', (select max(id) from audit_log where action = 'delete' and record_id = tests.id('pat')::text)) r,
  jsonb_populate_record(null::leads, r)), 'objected', 'and a lead brought back has objected');
select tests.act_as('service_role');
insert into leads (full_name, handle) values ('Scraped', '＠PAT_WRITES');
select is((select consent from leads where full_name = 'Scraped'), 'objected', 'as has one that is read again');
update leads set handle = 'somebody_else' where full_name = 'Scraped';
select is(pg_temp.known('handle', '''somebody_else'''), 'objected', 'a handle that such a lead is given counts from then on');

-- ---------------------------------------------------------------------------------------
-- Reasons, lifting

select tests.act_as('growth');
insert into leads (id, full_name, email) values (tests.id('rae'), 'Rae', 'rae@people.test');
insert into outreach_suppressions (email, reason) values ('rae@people.test', 'hard_bounce'), ('RAE@people.test', 'complained');
select is((select string_agg(reason, ' ' order by reason) from outreach_suppressions where email = 'rae@people.test'), 'complained hard_bounce', 'every reason is kept');
select throws_ok($$insert into outreach_suppressions (email, reason) values ('rae@people.test', 'complained')$$, '23505', null, 'once');
select throws_ok($$select lift_suppression((select id from outreach_suppressions where email = 'rae@people.test' limit 1), 'Please')$$, '42501', 'Only admins may lift a suppression.', 'growth lifts none');
select tests.act_as('service_role');
select throws_ok($$update outreach_suppressions set note = 'x'$$, '42501', null, 'the service changes none');
select throws_ok($$delete from outreach_suppressions$$, '42501', null, 'and removes none');
select tests.act_as('owner');
select throws_ok($$update outreach_suppressions set reason = 'manual' where email = 'rae@people.test'$$, '42501', 'A suppression is never changed or removed. An admin can lift it, with a reason.', 'nor does the owner');
select throws_ok($$update outreach_suppressions set lifted_at = now(), lift_reason = 'x'$$, '42501', null, 'in no way');
select throws_ok($$delete from outreach_suppressions$$, '42501', null, 'or removes one');
select throws_ok($$truncate outreach_suppressions cascade$$, '42501', null, 'or all');
select tests.act_as('admin');
select throws_ok($$select lift_suppression(tests.id('none'), 'Please')$$, 'P0002', null, 'what is not there is told');
select throws_ok($$select lift_suppression((select id from outreach_suppressions where email = 'rae@people.test' limit 1), ' ')$$, '23514', 'Say why it is lifted.', 'a reason is needed');
select is((select lift_reason || (lifted_by = auth.uid())::text || (lifted_at is not null) from lift_suppression((select id from outreach_suppressions where email = 'rae@people.test' and reason = 'hard_bounce'), 'New server')),
  'New servertruetrue', 'a lifted one stays, with who and why');
select throws_ok($$select lift_suppression((select id from outreach_suppressions where email = 'rae@people.test' and reason = 'hard_bounce'), 'Again')$$, 'PT409', null, 'and is not lifted twice');
select tests.act_as('owner');
select ok(private.is_suppressed('rae@people.test'), 'another reason still holds');
select tests.act_as('admin');
select lift_suppression((select id from outreach_suppressions where email = 'rae@people.test' and reason = 'complained'), 'Told by mistake');
select tests.act_as('owner');
select ok(not private.is_suppressed('rae@people.test'), 'until all are lifted');
select is((select consent from leads where full_name = 'Rae'), 'objected', 'the lead has objected even so');
select tests.act_as('growth');
select lives_ok($$insert into outreach_suppressions (email, reason) values ('rae@people.test', 'hard_bounce')$$, 'what was lifted may come again');

select * from finish();
rollback;
