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
  ('providers', 'ada@fastmail.com', 'ada@fastmail.fm', false),
  ('display name', 'ada.l@rules.test', '"Lovelace, Ada (CTO) <boss>" <ada.l@rules.test>', true),
  ('display name', 'ada.l@rules.test', 'Ada "the Countess" L <ada.l@rules.test>', true),
  ('display name', 'ada.l@rules.test', '=?UTF-8?B?QWRhIDxib0BydWxlcy50ZXN0Pg==?= <ada.l@rules.test>', true),
  ('display name', 'ada.l@rules.test', 'ada.l@rules.test <ada.l@rules.test>', true),
  ('display name', 'ada.l@rules.test', 'bo@rules.test <ada.l@rules.test>', true),
  ('display name', 'ada.l@rules.test', 'ada.l@rules.test <mailto:ada.l@rules.test>', true),
  ('display name', 'ada.l@rules.test', 'Ada L <mailto:ada.l@rules.test?subject=Hi>', true),
  ('display name', 'ada.l@rules.test', 'Ada L [mailto:ada.l@rules.test]', true),
  ('display name', 'ada.l@rules.test', 'ada.l@rules.test [mailto:ada.l@rules.test]', true),
  ('display name', 'ada.l@rules.test', U&'\+00202BAda\+00202C <ada.l@rules.test>', true),
  ('comment', 'ada.l@rules.test', 'ada.l(a)(b)@rules.test', true),
  ('comment', 'ada.l@rules.test', '(pre)ada.l@rules.test(post)', true),
  ('comment', 'ada.l@rules.test', 'ada.l@rules(in).test', true),
  ('comment', 'ada.l@rules.test', 'ada.(dot)l@rules.test', true),
  ('comment', 'ada.l@rules.test', 'ada.l@rules.test ("one quotation mark)', true),
  ('comment', 'ada.l@rules.test', 'ada.l@rules.test (bo@rules.test)', true),
  ('comment', 'ada.l@rules.test', '（Ada）ada.l@rules.test', true),
  ('quotes', 'ada.l@rules.test', U&'"ada\\.\\l"@rules.test', true),
  ('quotes', 'ada.l@rules.test', '"ada" . "l"@rules.test', true),
  ('quotes', 'ada.l@rules.test', '"ada.l" @rules.test', true),
  ('quotes', 'ada.l@rules.test', '＂ada.l＂@rules.test', true),
  ('punycode', 'post@münchen.test', 'post@xn--mnchen-3ya.test', true),
  ('punycode', 'post@münchen.test', 'post@XN--MNCHEN-3YA.TEST.', true),
  ('punycode', 'post@münchen.test', 'post@Xn--Mnchen-3yA.test', true),
  ('punycode', 'post@münchen.test', 'POST@MÜNCHEN。TEST', true),
  ('punycode', 'post@münchen.test', U&'post@MU\+000308NCHEN.test', true),
  ('punycode', 'post@münchen.test', 'post@xn--MNCHEN-PSA.test', true),
  ('punycode', 'post@münchen.test', 'post@mail.münchen.test', false),
  ('punycode', 'post@münchen.test', 'post@xn--mnchen-uta.test', false),
  ('punycode', 'ada.l@rules.test', 'ada.l@xn--rules-.test', true),
  ('punycode', 'ada.l@rules.test', 'ada.l@xn--a.test', false),
  ('punycode', 'νικη@βόλος.test', 'ΝΙΚΗ@ΒΌΛΟΣ.TEST', true),
  ('punycode', 'νικη@βόλος.test', 'νικη@βόλοσ.test', true),
  ('punycode', 'ada@ünï.xn--p1ai', 'ADA@ÜNÏ.РФ', true),
  ('fullwidth', 'ada.l@rules.test', '＜ada.l@rules.test＞', true),
  ('fullwidth', 'ada.l@rules.test', '﹤ada.l@rules.test﹥', true),
  ('fullwidth', 'ada.l@rules.test', 'ｍａｉｌｔｏ：ada.l@rules.test', true),
  ('fullwidth', 'ada.l@rules.test', 'mailto:％61da.l@rules.test', true),
  ('fullwidth', 'ada.l@rules.test', 'ada.l@rules.test．', true),
  ('fullwidth', 'ada.l@rules.test', 'ada｡l@rules.test', true),
  ('brackets', 'ada.l@rules.test', '⟨ada.l@rules.test⟩', true),
  ('brackets', 'ada.l@rules.test', '〈ada.l@rules.test〉', true),
  ('brackets', 'ada.l@rules.test', '《ada.l@rules.test》', true),
  ('brackets', 'ada.l@rules.test', '「ada.l@rules.test」', true),
  ('brackets', 'ada.l@rules.test', '【ada.l@rules.test】', true),
  ('brackets', 'ada.l@rules.test', '‹ada.l@rules.test›', true),
  ('brackets', 'ada.l@rules.test', '❝ada.l@rules.test❞', true),
  ('signs', 'ada.l@rules.test', '✉ada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', U&'\+01F4E7ada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', U&'\+002709\+00FE0F ada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', '•ada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', '–ada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', 'ada.l@rules.test…', true),
  ('signs', 'ada.l@rules.test', 'ada.l@rules.test、', true),
  ('signs', 'ada.l@rules.test', 'ï»¿ada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', U&'\+00FFFDada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', U&'\+00FFFCada.l@rules.test', true),
  ('signs', 'ada.l@rules.test', U&'ada\+00FFF9.l@rules.test', true),
  ('signs', 'ada.l@rules.test', 'ada.l@rules.test•', true),
  ('bidi', 'ada.l@rules.test', U&'\+00202Eada.l@rules.test\+00202C', true),
  ('bidi', 'ada.l@rules.test', U&'\+002066ada.l\+002069@\+002067rules.test\+002069', true),
  ('bidi', 'ada.l@rules.test', U&'\+00200Fada.l@rules.test\+00200F', true),
  ('bidi', 'ada.l@rules.test', U&'a\+00200Ed\+00061Ca.l@rules\+00200E.test', true),
  ('soft hyphen', 'ada.l@rules.test', U&'a\+0000ADd\+0000ADa\+0000AD.\+0000ADl@rules\+0000AD.test', true),
  ('soft hyphen', 'ada.l@rules.test', 'ada-.l@rules.test', false),
  ('combining', 'jürgen@rules.test', U&'Ju\+000308rgen@rules.test', true),
  ('combining', 'jürgen@rules.test', U&'ju\+00200D\+000308rgen@rules.test', true),
  ('combining', 'jürgen@rules.test', U&'ju\+00034F\+000308rgen@rules.test', true),
  ('combining', 'jürgen@rules.test', U&'ju\+000309rgen@rules.test', false),
  ('combining', 'ậda@rules.test', U&'a\+000302\+000323da@rules.test', true),
  ('combining', 'ậda@rules.test', U&'A\+000323\+000302da@rules.test', true),
  ('combining', 'ada.l@rules.test', U&'ada\+000301.l@rules.test', false),
  ('combining', 'ada.l@rules.test', U&'ada.l\+000338@rules.test', false),
  ('combining', 'åsa@rules.test', U&'\+00212Bsa@rules.test', true),
  ('combining', '한@rules.test', U&'\+001112\+001161\+0011AB@rules.test', true),
  ('combining', 'テスト@rules.test', 'ﾃｽﾄ@rules.test', true),
  ('combining', 'ガ@rules.test', 'ｶﾞ@rules.test', true),
  ('percent', 'ada.l@rules.test', 'mailto:%22ada.l%22@rules.test', true),
  ('percent', 'ada.l@rules.test', 'mailto:%41%44%41%2e%4c@rules.test', true),
  ('percent', 'ada.l@rules.test', 'mailto:%E2%80%8Bada.l@rules.test', true),
  ('percent', 'ada.l@rules.test', 'ada%2El@rules.test', true),
  ('percent', 'ada.l@rules.test', '%E2%80%8Bada.l@rules.test', true),
  ('percent', 'ada.l@rules.test', '%20ada.l@rules.test', true),
  ('percent', 'jürgen@rules.test', 'j%C3%BCrgen@rules.test', true),
  ('percent', 'jürgen@rules.test', 'mailto:j%c3%bcrgen@rules.test', true),
  ('percent', 'ada.l@rules.test', 'ada%.l@rules.test', false),
  ('mailto', 'ada.l@rules.test', 'mailto:ada.l@rules.test?cc=bo@rules.test&subject=a%20b', true),
  ('mailto', 'ada.l@rules.test', 'mailto: ada.l@rules.test', true),
  ('mailto', 'ada.l@rules.test', 'mailto:Ada%20L%20%3Cada.l@rules.test%3E', true),
  ('mailto', 'ada.l@rules.test', U&'ma\+00200Bilto:ada.l@rules.test', true),
  ('mailto', 'ada.l@rules.test', 'mailto:mailto:ada.l@rules.test', true),
  ('mailto', 'ada.l@rules.test', 'mailto:ada.l@rules.test#top', true),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace+@gmail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', '..ada..lovelace..@GMAIL.COM.', true),
  ('gmail', 'ada.lovelace@gmail.com', 'A.D.A.L.O.V.E.L.A.C.E+a.b-c@googlemail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', '"ada.lovelace+x"@googlemail.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'adalovelace@ＧＭＡＩＬ.com', true),
  ('gmail', 'ada.lovelace@gmail.com', U&'ada\+00200B.lovelace\+00FF0Bx@gmail\+0000AD.com', true),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace@gmail.co', false),
  ('gmail', 'ada.lovelace@gmail.com', 'ada.lovelace@gmai1.com', false),
  ('gmail', 'ada.lovelace@gmail.com', 'lovelace.ada@gmail.com', false),
  ('yahoo', 'ada@yahoo.com', 'ADA-Shop-2@Yahoo.com', true),
  ('yahoo', 'ada@yahoo.com', 'ada-@yahoo.com', true),
  ('yahoo', 'ada@yahoo.it', 'ada-x@yahoo.it', true),
  ('yahoo', 'ada@rocketmail.com', 'ada-x@rocketmail.com', true),
  ('yahoo', 'ada@yahoo.com', 'ada@ymail.com', false),
  ('yahoo', 'ada@yahoo.com', '-ada@yahoo.com', false),
  ('yahoo', 'ada@yahoo.com', 'ada_x@yahoo.com', false),
  ('proton', 'ada.l@proton.me', 'A_D-A.L@PROTONMAIL.CH', true),
  ('proton', 'ada.l@proton.me', 'a.d.a.l+tag-x@pm.me', true),
  ('proton', 'ada.l@proton.me', 'ada.l@proton.com', false),
  ('outlook', 'ada@outlook.com', 'ada+@Outlook.Com', true),
  ('outlook', 'ada@outlook.it', 'ada+x@outlook.it', true),
  ('outlook', 'ada@hotmail.it', 'ada+x@hotmail.it', true),
  ('outlook', 'ada@live.nl', 'ada+x@live.nl', true),
  ('outlook', 'ada@outlook.com', 'ada@outlook.de', false),
  ('fastmail', 'ada@fastmail.com', 'ANY.thing+x@Ada.FastMail.com', true),
  ('fastmail', 'ada@fastmail.org', 'x@ada.fastmail.org', true),
  ('fastmail', 'ada@fastmail.com', 'x@y.ada.fastmail.com', false),
  ('icloud', 'ada@icloud.com', 'Ada+1@ME.com', true),
  ('icloud', 'ada@icloud.com', 'ada@mac.com.', true),
  ('icloud', 'ada@icloud.com', 'ada@icloud.com.cn', false),
  ('case', 'İda@rules.test', U&'I\+000307da@rules.test', true),
  ('case', 'İda@rules.test', U&'i\+000307da@rules.test', true),
  ('case', 'ıda@rules.test', 'Ida@rules.test', false),
  ('case', 'ΐda@rules.test', U&'\+000399\+000308\+000301da@rules.test', true),
  ('case', 'ᾳ@rules.test', 'ΑΙ@rules.test', true),
  ('case', 'ﬀ@rules.test', 'FF@rules.test', true),
  ('case', 'ﬆ@rules.test', 'ST@rules.test', true),
  ('case', 'ſam@rules.test', 'SAM@rules.test', true),
  ('case', 'ʼn@rules.test', 'ŉ@rules.test', true),
  ('case', 'ǰ@rules.test', U&'J\+00030C@rules.test', true),
  ('case', 'ǆ@rules.test', 'ǅ@rules.test', true),
  ('case', 'եւ@rules.test', 'և@rules.test', true),
  ('case', 'µ@rules.test', 'Μ@rules.test', true),
  ('case', 'ꭰ@rules.test', 'Ꭰ@rules.test', true),
  ('case', 'ა@rules.test', 'Ა@rules.test', true),
  ('case', 'ΣΑΣ@rules.test', 'σας@rules.test', true),
  ('case', 'ẖa@rules.test', U&'H\+000331a@rules.test', true),
  ('white space', 'ada.l@rules.test', U&'ada\+0000A0.l@rules.test', true),
  ('white space', 'ada.l@rules.test', U&'ada.l@rules.\+002003test', true),
  ('white space', 'ada.l@rules.test', U&'ada.l@rules.test\+000085', true),
  ('white space', 'ada.l@rules.test', U&'\+00205Fada.l\+002009@rules.test', true),
  ('white space', 'ada.l@rules.test', U&'ada.l@rules.test\+00000B\+00000C', true),
  ('white space', 'ada.l@rules.test', U&'\+00001Fada.l@rules.test', true),
  ('white space', 'ada.l@rules.test', U&'ada.l@\+00000Arules.test', true),
  ('signs', 'o''brien@rules.test', 'o’brien@rules.test', true),
  ('signs', 'jean-luc@rules.test', U&'jean\+002011luc@rules.test', true),
  ('signs', 'jean-luc@my-rules.test', 'jean–luc@my‑rules.test', true),
  ('display name', 'ada.l@rules.test', 'bo@rules.test [mailto:ada.l@rules.test]', true);
-- By class once more: as people, programs and keyboards write them, and as somebody would who wants to pass.
insert into spelling values
  ('written by', 'ada.l@rules.test', 'Ada L. <ada.l@rules.test>', true), ('written by', 'ada.l@rules.test', '"Ada \"the\" L" <ada.l@rules.test>', true),
  ('written by', 'ada.l@rules.test', '"ada <bo@rules.test>" <ada.l@rules.test>', true),
  ('written by', 'ada.l@rules.test', 'Ada@Work <ada.l@rules.test>', true), ('written by', 'ada.l@rules.test', 'Ada, L <ada.l@rules.test>', true),
  ('written by', 'ada.l@rules.test', 'Ada''s <ada.l@rules.test>', true), ('written by', 'ada.l@rules.test', 'Ada; <ada.l@rules.test>', true),
  ('written by', 'ada.l@rules.test', '<ada.l@rules.test> (Ada)', true), ('written by', 'ada.l@rules.test', 'To: Ada <ada.l@rules.test>', true),
  ('written by', 'ada.l@rules.test', 'From: "Ada" <ada.l@rules.test>', true), ('written by', 'ada.l@rules.test', '''Ada'' <ada.l@rules.test>', true),
  ('written by', 'ada.l@rules.test', 'Ada<ada.l@rules.test>', true), ('written by', 'ada.l@rules.test', 'Ada <ada.l@rules.test>.', true),
  ('written by', 'ada.l@rules.test', 'Ada <ada.l@rules.test>,', true), ('written by', 'ada.l@rules.test', 'Ada < ada.l@rules.test >', true),
  ('written by', 'ada.l@rules.test', 'Ada <"ada.l"@rules.test>', true), ('written by', 'ada.l@rules.test', 'Ada <ada.l@rules.test', true),
  ('nested', 'ada.l@rules.test', '[[ada.l@rules.test]]', true), ('nested', 'ada.l@rules.test', '((ada.l@rules.test))', true),
  ('nested', 'ada.l@rules.test', '<(ada.l@rules.test)>', true), ('nested', 'ada.l@rules.test', '([ada.l@rules.test])', true),
  ('nested', 'ada.l@rules.test', '"<ada.l@rules.test>"', true), ('nested', 'ada.l@rules.test', '""ada.l@rules.test""', true),
  ('nested', 'ada.l@rules.test', '"""ada.l@rules.test"""', true), ('comments', 'ada.l@rules.test', 'ada.l(a(b(c)))@rules.test', true),
  ('comments', 'ada.l@rules.test', 'ada.l@rules.test ()', true), ('comments', 'ada.l@rules.test', '()ada.l@rules.test', true),
  ('comments', 'ada.l@rules.test', 'a(x)d(y)a.l@rules.test', true), ('comments', 'ada.l@rules.test', 'ada.l@rules.te(x)st', true),
  ('comments', 'ada.l@rules.test', U&'ada.l(\200B)@rules.test', true), ('comments', 'ada.l@rules.test', 'ada.l（comment）@rules.test', true),
  ('comments', 'ada.l@rules.test', 'ada.l@rules.test⁽note⁾', true), ('comments', 'ada.l@rules.test', 'ada.l@rules.test (see <bo@rules.test>)', true),
  ('marks', 'ada.l@rules.test', '"ada"."l"@rules.test', true), ('marks', 'ada.l@rules.test', '"a""da.l"@rules.test', true),
  ('marks', 'ada.l@rules.test', '""ada.l@rules.test', true), ('marks', 'ada.l@rules.test', 'ada.l""@rules.test', true),
  ('marks', 'ada.l@rules.test', '„ada.l@rules.test“', true), ('marks', 'ada.l@rules.test', '‚ada.l@rules.test‘', true),
  ('marks', 'ada.l@rules.test', '›ada.l@rules.test‹', true), ('marks', 'ada.l@rules.test', '»ada.l@rules.test«', true),
  ('marks', 'ada.l@rules.test', '`ada.l`@rules.test', true), ('marks', 'ada.l@rules.test', '″ada.l@rules.test″', true),
  ('marks', 'ada.l@rules.test', '〝ada.l@rules.test〞', true), ('marks', 'ada.l@rules.test', '『ada.l@rules.test』', true),
  ('marks', 'ada.l@rules.test', '+ada.l@rules.test', false), ('marks', 'ada.l@rules.test', ',ada.l@rules.test', true),
  ('marks', 'ada.l@rules.test', ';ada.l@rules.test;', true), ('links', 'ada.l@rules.test', 'mailto:ada.l@rules.test?to=bo@rules.test', true),
  ('links', 'ada.l@rules.test', 'mailto:%3Cada.l@rules.test%3E', true), ('links', 'ada.l@rules.test', 'mailto:"Ada"<ada.l@rules.test>', true),
  ('links', 'ada.l@rules.test', 'mailto:ada.l@rules.test ', true), ('links', 'ada.l@rules.test', 'mailto:ada.l@rules%2Etest', true),
  ('links', 'ada.l@rules.test', 'mailto:ada.l@rules.test?', true), ('encoded', 'ada.l@rules.test', 'ada.l%20@rules.test', true),
  ('encoded', 'ada.l@rules.test', 'ada%252El@rules.test', true), ('encoded', 'ada.l@rules.test', 'ada.l%2Bx@rules.test', false),
  ('routes', 'ada.l@rules.test', '<@a.test,@b.test:ada.l@rules.test>', true), ('routes', 'ada.l@rules.test', '@a.test:ada.l@rules.test', true),
  ('routes', 'ada.l@rules.test', '<@[127.0.0.1]:ada.l@rules.test>', true), ('routes', 'ada.l@rules.test', 'Ada <@a.test:ada.l@rules.test>', true),
  ('routes', 'bo@rules.test', '<@rules.test:ada.l@rules.test>', false), ('groups', 'ada.l@rules.test', 'Friends:Ada <ada.l@rules.test>;', true),
  ('groups', 'ada.l@rules.test', '"Friends": <ada.l@rules.test>;', true), ('several', 'ada.l@rules.test', 'bo@rules.test (ada.l@rules.test)', false),
  ('several', 'ada.l@rules.test', 'bo/ada.l@rules.test', false), ('dots of others', 'ada@rules.test', 'ada@rules.test...', true),
  ('dots of others', 'ada@rules.test', 'ada@rules.test .', true), ('dots of others', 'ada@rules.test', 'ada@rules.test。。', true),
  ('dots of others', 'ada@rules.test', 'ada@rules․test', true), ('dots of others', 'ada@rules.test', 'ada@rules﹒test', true),
  ('dots of others', 'ada@rules.test', 'ada@rules︒test', true), ('dots of others', 'ada.l@rules.test', 'ada․l@rules.test', true),
  ('dots of others', 'ada.l@rules.test', 'ada﹒l@rules.test', true), ('dots of others', 'ada.l@rules.test', 'ada．l@rules.test', true),
  ('dots of others', 'ada.l@rules.test', 'ada。l@rules.test', true), ('dots of others', 'ada@rules.test', 'ada@rules.test.', true),
  ('dots of others', 'ada.l@rules.test', 'ada.l‪@rules.test', true), ('alphabets', 'ali@istanbul.test', 'ALİ@İSTANBUL.TEST', false),
  ('alphabets', 'ali@rules.test', 'ALI@rules.test', true), ('alphabets', 'ALI@RULES.TEST', 'ali@rules.test', true),
  ('alphabets', 'ıspanak@rules.test', 'ISPANAK@rules.test', false), ('alphabets', 'İrem@rules.test', 'i̇rem@rules.test', true),
  ('alphabets', 'ŞİRİN@rules.test', 'şi̇ri̇n@rules.test', true), ('alphabets', 'groß@rules.test', 'GROSS@rules.test', true),
  ('alphabets', 'groß@rules.test', 'GROẞ@rules.test', true), ('alphabets', 'ada@straße.test', 'ada@STRASSE.test', false),
  ('alphabets', 'ada@straße.test', 'ada@xn--strae-oqa.test', true), ('alphabets', 'ada@straße.test', 'ada@STRAẞE.test', true),
  ('alphabets', 'ÖMER@rules.test', 'ömer@rules.test', true), ('alphabets', 'ÆSIR@rules.test', 'æsir@rules.test', true),
  ('alphabets', 'ΟΔΥΣΣΕΥΣ@rules.test', 'οδυσσευς@rules.test', true), ('alphabets', 'οδυσσεύς@rules.test', 'ΟΔΥΣΣΕΎΣ@rules.test', true),
  ('alphabets', 'οδυσσεύς@rules.test', 'ΟΔΥΣΣΕΥΣ@rules.test', false), ('alphabets', 'μάνος@rules.test', 'ΜΆΝΟΣ@rules.test', true),
  ('alphabets', 'ada@σίσυφος.test', 'ada@ΣΊΣΥΦΟΣ.test', true), ('alphabets', 'ada@σίσυφος.test', 'ada@σίσυφοσ.test', true),
  ('alphabets', 'ᾳκη@rules.test', 'ᾼΚΗ@rules.test', true), ('alphabets', 'ǳa@rules.test', 'ǲA@rules.test', true),
  ('alphabets', 'ĳs@rules.test', 'ĲS@rules.test', true), ('alphabets', 'ĳs@rules.test', 'ijs@rules.test', true),
  ('alphabets', 'ﬃ@rules.test', 'FFI@rules.test', true), ('alphabets', 'ǰ@rules.test', 'ǰ@rules.test', true),
  ('alphabets', 'ﬗ@rules.test', 'ՄԽ@rules.test', true), ('alphabets', 'ada@ﬀ.test', 'ada@ff.test', true),
  ('alphabets', '𐐀@rules.test', '𐐨@rules.test', true), ('alphabets', 'Ⅷ@rules.test', 'viii@rules.test', true),
  ('alphabets', 'ⅷ@rules.test', 'VIII@rules.test', true), ('alphabets', 'ada@Ⅷ.test', 'ada@viii.test', true),
  ('alphabets', 'K@rules.test', 'k@rules.test', true), ('alphabets', 'Å@rules.test', 'å@rules.test', true),
  ('alphabets', 'Ω@rules.test', 'ω@rules.test', true), ('both ways', 'post@bücher.test', 'post@xn--bcher-kva.test', true),
  ('both ways', 'post@xn--bcher-kva.test', 'post@BÜCHER.test', true), ('both ways', 'post@xn--bcher-kva.test', 'post@bu'||U&'\0308'||'cher.test', true),
  ('both ways', 'post@bücher.test', 'post@xn--BCHER-KVA.test', true), ('both ways', 'post@bücher.test', 'post@XN--bcher-kva。test', true),
  ('both ways', 'post@bücher.test', 'post@xn--bcher-kva.test.', true), ('both ways', 'post@bücher.test', 'post@xn－－bcher－kva.test', true),
  ('both ways', 'post@bücher.test', 'post@ｘｎ--bcher-kva.test', true), ('both ways', 'post@bücher.test', U&'post@xn-\00AD-bcher-kva.test', true),
  ('both ways', 'post@bücher.test', 'mailto:post@b%C3%BCcher.test', true), ('both ways', 'post@bücher.test', 'post@xn--xn--bcher-kva-.test', true),
  ('both ways', 'post@例子.test', 'post@xn--fsqu00a.test', true), ('both ways', 'post@пример.test', 'post@xn--e1afmkfd.test', true),
  ('both ways', 'post@xn--e1afmkfd.test', 'post@ПРИМЕР.test', true), ('both ways', 'post@مثال.test', 'post@xn--mgbh0fb.test', true),
  ('both ways', 'post@उदाहरण.test', 'post@xn--p1b6ci4b4b3a.test', true), ('both ways', 'post@xn--fa-hia.test', 'post@faß.test', true),
  ('both ways', 'post@fass.test', 'post@faß.test', false), ('both ways', 'ada@rules.test', 'ada@xn--rules.test', false),
  ('both ways', 'post@münchen.example', 'post@mu'||U&'\200D\0308'||'nchen.example', true),
  ('both ways', 'ada@rules.тест', 'ada@rules.xn--e1aybc', true), ('both ways', 'ada@rules.测试', 'ada@RULES。XN--0ZWM56D', true),
  ('tags', 'ada.lovelace@gmail.com', 'a.d.a.l.o.v.e.l.a.c.e@gmail.com', true),
  ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace+tag+tag@gmail.com', true), ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace+@googlemail.com', true),
  ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace﹢x@gmail.com', true), ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace⁺x@gmail.com', true),
  ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace%2Bx@gmail.com', true),
  ('tags', 'ada.lovelace@gmail.com', 'mailto:ada.lovelace%2bx%40gmail.com', true), ('tags', 'ada.lovelace@gmail.com', 'ada．lovelace@gmail．com', true),
  ('tags', 'ada.lovelace@gmail.com', 'ada․lovelace@gmail.com', true), ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace@GMAIL。COM', true),
  ('tags', 'ada.lovelace@gmail.com', '"ada.lovelace+x"@gmail.com', true), ('tags', 'ada.lovelace@gmail.com', '"ada"."lovelace"@gmail.com', true),
  ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace(x)+y@gmail.com', true), ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace@googlemail.com.', true),
  ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace@google.com', false), ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace-x@gmail.com', false),
  ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace@www.gmail.com', false), ('tags', 'ada.lovelace@gmail.com', 'ada.lovelace@gmail.com.au', false),
  ('tags', 'ada+x@gmail.com', 'ada@gmail.com', true), ('tags', 'ada+x@gmail.com', 'ada+y@gmail.com', true),
  ('tags', 'ada@web.de', 'ada+x@web.de', true), ('tags', 'ada@gmx.de', 'ada+x@gmx.de', true), ('tags', 'ada@gmx.net', 'ada@gmx.de', false),
  ('tags', 'ada@gmx.at', 'ada+1@gmx.at', true), ('tags', 'ada@gmx.ch', 'ada+1@gmx.ch', true), ('tags', 'ada@gmx.com', 'ada+1@gmx.com', true),
  ('tags', 'ada@hotmail.com', 'ada+1@hotmail.com', true), ('tags', 'ada@live.com', 'ada+1@live.com', true),
  ('tags', 'ada@msn.com', 'ada+1@msn.com', true), ('tags', 'ada@passport.com', 'ada+1@passport.com', true),
  ('tags', 'ada@windowslive.com', 'ada+1@windowslive.com', true), ('tags', 'ada@aol.com', 'ada+1@aol.com', false),
  ('tags', 'ada@zoho.com', 'ada+1@zoho.com', true), ('tags', 'ada@zohomail.com', 'ada+1@zohomail.com', true),
  ('tags', 'ada@zoho.eu', 'ada+1@zoho.eu', true), ('tags', 'ada@zoho.in', 'ada+1@zoho.in', true), ('tags', 'ada@tutanota.com', 'ada@tuta.io', false),
  ('tags', 'ada@runbox.com', 'ada+1@runbox.com', true), ('tags', 'ada@mailfence.com', 'ada+1@mailfence.com', true),
  ('tags', 'ada@startmail.com', 'ada+1@startmail.com', true), ('tags', 'ada@hushmail.com', 'ada+1@hushmail.com', true),
  ('tags', 'ada@pobox.com', 'ada+1@pobox.com', true), ('tags', 'ada@sent.com', 'ada+1@sent.com', true),
  ('tags', 'ada@yandex.ru', 'ada@yandex.com.tr', true), ('tags', 'ada@yandex.ru', 'ada@yandex.uz', true),
  ('tags', 'ada@yandex.ru', 'ada@yandex.fr', true), ('tags', 'ada@yandex.ru', 'ada@yandex.co.il', true),
  ('tags', 'ada@yandex.ru', 'ada@yandex.md', true), ('tags', 'ada@mail.ru', 'ada+1@mail.ru', true), ('tags', 'ada@inbox.ru', 'ada+1@inbox.ru', true),
  ('tags', 'ada@bk.ru', 'ada+1@bk.ru', true), ('tags', 'ada@list.ru', 'ada+1@list.ru', true), ('tags', 'ada@internet.ru', 'ada+1@internet.ru', true),
  ('tags', 'ada@mail.ru', 'ada@bk.ru', false), ('tags', 'ada@rambler.ru', 'ada+1@rambler.ru', true), ('tags', 'ada@free.fr', 'ada+1@free.fr', true),
  ('tags', 'ada@att.net', 'ada-x@att.net', true), ('tags', 'ada@sbcglobal.net', 'ada-x@sbcglobal.net', true),
  ('tags', 'ada@posteo.de', 'ada+x@posteo.de', true), ('tags', 'ada@posteo.net', 'ada+x@posteo.net', true),
  ('tags', 'ada@posteo.at', 'ada+x@posteo.at', true), ('tags', 'ada@mailbox.org', 'ada+x@mailbox.org', true),
  ('tags', 'ada@hey.com', 'ada+x@hey.com', true), ('tags', 'ada@qq.com', 'ada@foxmail.com', false),
  ('tags', 'ada@fastmail.com', 'ada@fastmail.fm', false), ('tags', 'ada@fastmail.com', 'anything@ada.fastmail.com', true),
  ('tags', 'ada@icloud.com', 'ada+1@me.com', true), ('tags', 'ada@proton.me', 'a.d.a@proton.me', true),
  ('tags', 'ada@proton.me', 'ada+1@protonmail.com', true), ('tags', 'ada@hotmail.com', 'ada@outlook.com', false),
  ('tags', 'ada@yahoo.com', 'ada@ymail.com', false), ('tags', 'ada@yahoo.com', 'ada-1@yahoo.com', true),
  ('tags', 'ada@yahoo.com', 'ada.x@yahoo.com', false), ('tags', 'ada@googlemail.com', 'ada@gmail.com', true),
  ('unseen', 'ada.l@rules.test', U&'ada.l\FE0F@rules.test', true), ('unseen', 'ada.l@rules.test', U&'ada.l@rules\+0E0020.test', true),
  ('unseen', 'ada.l@rules.test', U&'\+0E0001\+0E0065\+0E007Fada.l@rules.test', true),
  ('unseen', 'ada.l@rules.test', U&'ada.l\+0E0101@rules.test', true), ('unseen', 'ada.l@rules.test', U&'ada\2062.l@rules.test', true),
  ('unseen', 'ada.l@rules.test', U&'ada\180E.l@rules.test', true), ('unseen', 'ada.l@rules.test', U&'ada\180F.l@rules.test', true),
  ('unseen', 'ada.l@rules.test', U&'ada\FFA0.l@rules.test', true), ('unseen', 'ada.l@rules.test', U&'ada\0007.l@rules.test', true),
  ('unseen', 'ada.l@rules.test', U&'ada.l@rules.test\0003', true), ('unseen', 'ada.l@rules.test', U&'ada.l@rules.test\200E ', true),
  ('unseen', 'ada.l@rules.test', U&'\2068ada.l@rules.test\2069', true), ('wide', 'ada.l@rules.test', 'ＡＤＡ．Ｌ＠ＲＵＬＥＳ．ＴＥＳＴ', true),
  ('wide', 'ada.l@rules.test', '𝐚𝐝𝐚.𝐥@𝐫𝐮𝐥𝐞𝐬.𝐭𝐞𝐬𝐭', true), ('wide', 'ada.l@rules.test', '𝒶𝒹𝒶.𝓁@rules.test', true),
  ('wide', 'ada.l@rules.test', '𝔞𝔡𝔞.𝔩@rules.test', true), ('wide', 'ada.l@rules.test', '𝕒𝕕𝕒.𝕝@rules.test', true),
  ('wide', 'ada.l@rules.test', '𝖺𝖽𝖺.𝗅@rules.test', true), ('wide', 'ada.l@rules.test', '𝚊𝚍𝚊.𝚕@rules.test', true),
  ('wide', 'ada.l@rules.test', 'ⓐⓓⓐ.ⓛ@ⓡⓤⓛⓔⓢ.ⓣⓔⓢⓣ', true), ('wide', 'ada.l@rules.test', '🄰🄳🄰.🄻@rules.test', true),
  ('wide', 'ada.l@rules.test', 'ᵃᵈᵃ.ˡ@rules.test', true), ('wide', 'ada.l@rules.test', 'ₐdₐ.ₗ@rules.test', true),
  ('wide', 'ada1@rules.test', 'ada①@rules.test', true), ('wide', 'ada1@rules.test', 'ada¹@rules.test', true),
  ('wide', 'ada1@rules.test', 'ada𝟏@rules.test', true), ('wide', 'ada1@rules.test', 'ada１@rules.test', true),
  ('blanks', 'ada.l@rules.test', E'ada.l\t@\trules.test', true), ('blanks', 'ada.l@rules.test', E'ada.l@rules\n.test', true),
  ('alphabets', 'ada.l@rules.test', 'ADA.L@RULES.TEST', true);
create temp table no_address (written text);
insert into no_address values
  ('Ada "unclosed <ada.l@rules.test>'), ('Ada (unclosed <ada.l@rules.test>'), ('<ada.l@rules.test> Ada'), ('Ada L:ada.l@rules.test'),
  ('ada.l@rules.test Ada'), ('Ada - ada.l@rules.test'), ('Ada | ada.l@rules.test'), ('Email: ada.l@rules.test'), ('ada.l@rules.test>'),
  ('<<<ada.l@rules.test>>>'), ('Ada <<ada.l@rules.test>>'), ('<Ada <ada.l@rules.test>>'), ('&lt;ada.l@rules.test&gt;'), ('ada.l&#64;rules.test'),
  ('ada.l&commat;rules.test'), ('ada.l@rules&period;test'), ('ada.l[at]rules.test'), ('ada.l [at] rules [dot] test'), ('ada.l(at)rules.test'),
  ('ada.l(@)rules.test'), ('ada.l[@]rules.test'), ('ada.l @rules[.]test'), ('ada.l@@rules.test'), ('@ada.l@rules.test'), ('ada.l@rules.test@'),
  ('ada.l@rules.test ('), ('ada.l@rules.test )'), ('ada.l@rules.test (\)'), ('ada.l@rules.test ; comment'), ('ada.l@rules.test # comment'),
  ('ada.l@rules.test // old'), ('ada.l@rules.test -- old'), ('ada.l@rules.test – alt'), ('"ada.l@rules.test'), ('ada.l@rules.test"'),
  ('"ada.l "@rules.test'), ('" ada.l "@rules.test'), ('”ada.l”@rules.test'), ('“ada.l”@rules.test'), ('''ada.l''@rules.test'), ('´ada.l@rules.test´'),
  ('*ada.l@rules.test*'), ('**ada.l@rules.test**'), ('|ada.l@rules.test|'), ('=ada.l@rules.test'), ('="ada.l@rules.test"'), ('ada.l@rules.test/'),
  ('/ada.l@rules.test'), ('ada.l@rules.test\'), ('ada\.l@rules.test'), ('\ada.l@rules.test'), ('ada.l\@rules.test'), ('ada.l@rules.test!'),
  ('ada.l@rules.test?'), ('ada.l@rules.test:'), (':ada.l@rules.test'), ('~ada.l@rules.test'), ('#ada.l@rules.test'),
  ('mailto:ada.l@rules.test&subject=x'), ('mailto:ada.l@rules.test;subject=x'), ('mailto:ada.l@rules.test%3Fsubject=x'),
  ('mailto%3Aada.l%40rules.test'), ('mailto :ada.l@rules.test'), ('mail:ada.l@rules.test'), ('email:ada.l@rules.test'), ('smtp:ada.l@rules.test'),
  ('sip:ada.l@rules.test'), ('xmpp:ada.l@rules.test'), ('acct:ada.l@rules.test'), ('https://ada.l@rules.test/'), ('//ada.l@rules.test'),
  ('<a href="mailto:ada.l@rules.test">Ada</a>'), ('[Ada](ada.l@rules.test)'), ('[ada.l@rules.test|mailto:ada.l@rules.test]'),
  ('=HYPERLINK("mailto:ada.l@rules.test")'), ('=HYPERLINK("mailto:ada.l@rules.test","ada.l@rules.test")'), ('%61%64%61%2El%40rules.test'),
  ('ada.l%40rules.test'), ('ada.l@%72ules.test'), ('ada.l@rules%2etest'), ('ada%0d%0a.l@rules.test'), ('bo%40rules.test@rules.test'),
  ('ada.l%rules.test@relay.test'), ('rules.test!ada.l@relay.test'), ('=61da.l@rules.test'), ('=?utf-8?q?ada.l=40rules.test?='),
  ('=?utf-8?B?YWRhLmxAcnVsZXMudGVzdA==?='), ('\u0061da.l@rules.test'), ('&#97;da.l@rules.test'), ('&#x61;da.l@rules.test'), ('ada.l@rules.test&nbsp;'),
  ('ada.l@rules.test\n'), ('ada.l@rules.test%0a'), ('ada.l@rules.test%20'), ('ada.l@rules.test%2E'), ('Friends: ada.l@rules.test;'),
  ('Friends: ada.l@rules.test, bo@rules.test;'), ('undisclosed-recipients:;'), ('ada.l@rules.test, bo@rules.test'), ('ada.l@rules.test; bo@rules.test'),
  ('ada.l@rules.test bo@rules.test'), ('ada.l@rules.test/bo@rules.test'), ('ada.l@rules.test|bo@rules.test'), (E'ada.l@rules.test\nbo@rules.test'),
  ('ada.l@rules.test or bo@rules.test'), ('<bo@rules.test>, <ada.l@rules.test>'), ('Bo <bo@rules.test>, Ada <ada.l@rules.test>'),
  ('bo@rules.test、ada.l@rules.test'), ('bo@rules.test，ada.l@rules.test'), ('bo@rules.test；ada.l@rules.test'), ('bo@rules.test،ada.l@rules.test'),
  ('bo@rules.test&ada.l@rules.test'), ('bo@rules.test+ada.l@rules.test'), ('bo,ada.l@rules.test'), ('bo;ada.l@rules.test'),
  ('ada.l@rules.test, ada.l@rules.test'), ('ada@[IPv6:::1]'), ('ada@[IPv6:2001:db8::1]'), ('ada@0x7f000001'), ('ada@2130706433'), ('ada@127.1'),
  ('ada@[rules.test]'), ('ada@localhost'), ('ada@rules.test:25'), ('ada@rules.test/x'), ('ada@１２７.0.0.1'), ('ada@rules‥test'), ('ada@rules…test'),
  ('ada@rules·test'), ('ada@rules・test'), ('ada@rules⸱test'), ('ada@rules۔test'), ('ada@rules⒈test'), ('ada⒈@rules.test'), ('ada.l⒜rules.test'),
  ('ada.l🅐rules.test'), ('ada.l AT rules.test'), ('post@b%C3%BCcher.test'), ('ada@xn--.test'), ('ada@xn---.test'), (U&'a\20E3da.l@rules.test'),
  (U&'ada\FFFC.l@rules.test'), (U&'ada\E000.l@rules.test'), (U&'ada\FDD0.l@rules.test'), (U&'ada\FFFE.l@rules.test'), (U&'ada\+01FFFE.l@rules.test'),
  (U&'ada\+0F0000.l@rules.test'), (U&'ada\0378.l@rules.test'), (U&'ada\0600.l@rules.test'), (U&'ada\06DD.l@rules.test'), (U&'ada\070F.l@rules.test'),
  (U&'ada\08E2.l@rules.test'), (U&'ada\+0110BD.l@rules.test'), (U&'ada\+013430.l@rules.test'), (U&'ada.l\001B[0m@rules.test'), ('🅰🅳🅰.🅻@rules.test'),
  ('🇦🇩🇦.🇱@rules.test'), ('⒜da.l@rules.test'), ('a d a . l @ r u l e s . t e s t'), ('ada.l@ru les.test'),
  (E'ada.l@rules.test\r\n\r\nBcc: bo@rules.test'), (E'ad\na.l@rules.test'), (E'ada.l@rules.test\u200bbo@rules.test');
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
  ('ada@rules.te$t'),
  ('Ada L ada.l@rules.test'),
  ('<<ada.l@rules.test>>'),
  ('E-Mail: ada.l@rules.test'),
  ('" ada.l"@rules.test'),
  ('"ada.l+x@rules.test"@rules.test'),
  (U&'ada\+00E000.l@rules.test'),
  (U&'ada\+00FFFD.l@rules.test'),
  ('ada&shy;.l@rules.test'),
  ('%3Cada.l@rules.test%3E'),
  ('ada.l@rules%2Etest'),
  ('mailto:ada.l%2540rules.test'),
  ('ada%00.l@rules.test'),
  ('<a href="mailto:ada.l@rules.test">'),
  ('mailto:ada.l@rules.test,bo@rules.test'),
  ('mailto:?to=ada.l@rules.test'),
  ('SMTP:ada.l@rules.test'),
  (U&'ad\+0000A0a.l@rules.test'),
  (U&'ada.l@rules.test\+0000A0bo');

-- As servers write the sender of what they pass on, or may get back; and what only looks so.
insert into spelling values
  ('passed on', 'ada.l@rules.test', 'SRS0=HHHH=TT=rules.test=ada.l@forwarder.test', true),
  ('passed on', 'ada.l@rules.test', 'srs0+4Zq/=X2=Rules.Test=Ada.L@forwarder.test', true),
  ('passed on', 'ada.l@rules.test', 'SRS1=HHHH=first.test==HHHH=TT=rules.test=ada.l@second.test', true),
  ('passed on', 'ada.l@rules.test', 'Ada <SRS0=HHHH=TT=rules.test=prvs=0123456789=ada.l@forwarder.test>', true),
  ('passed on', 'ada.l@rules.test', 'mailto:SRS0%3DHHHH%3DTT%3Drules.test%3Dada.l@forwarder.test', true),
  ('passed on', 'jürgen@müller.test', 'SRS0=HHHH=TT=xn--mller-kva.test=JÜRGEN@forwarder.test', true),
  ('passed on', 'ada.lovelace@gmail.com', 'SRS0=HHHH=TT=googlemail.com=adalovelace+x@forwarder.test', true),
  ('passed on', 'ada.l@rules.test', 'prvs=4123abcdef=ADA.L@rules.test', true),
  ('passed on', 'ada.l@rules.test', 'prvs=ada.l/0123456789@rules.test', true),
  ('passed on', 'ada.l@rules.test', 'btv1==0123456789==ada.l@rules.test', true),
  ('passed on', 'ada.l@rules.test', 'msprvs1=17000abc=ada.l@rules.test', true),
  ('passed on', 'ada.lovelace@gmail.com', '"prvs=0123456789=ada.lovelace"@gmail.com', true),
  ('passed on', 'ada.l@rules.test', 'SRS0=HHHH=TT=rules.test=bo@forwarder.test', false),
  ('passed on', 'ada.l@rules.test', 'SRS0=HHHH=TT=forwarder.test=ada.l@rules.test', false),
  ('passed on', 'ada.l@rules.test', 'srs0=HHHH=ada.l@rules.test', false),
  ('passed on', 'ada.l@rules.test', 'prvs=4123abcdef=bo@rules.test', false),
  ('passed on', 'ada.l@rules.test', 'bounces+ada.l=rules.test@lists.test', false);
-- As Exchange wraps an address; letters that a domain does not tell apart; the further domains of providers.
insert into spelling values
  ('exchange', 'ada.l@rules.test', 'IMCEASMTP-ada+2El+40rules+2Etest@relay.test', true), ('exchange', 'ada.l@rules.test', 'imceasmtp-ADA+2EL+40RULES+2ETEST@relay.test', true),
  ('exchange', 'ada.lovelace@gmail.com', 'Ada <IMCEASMTP-adalovelace+2Bx+40googlemail+2Ecom@relay.test>', true), ('exchange', 'ada_l@rules.test', 'IMCEASMTP-ada+5Fl+40rules+2Etest@relay.test', true),
  ('exchange', 'bo@rules.test', 'IMCEASMTP-ada+2El+40rules+2Etest@rules.test', false), ('exchange', 'ada.l@rules.test', 'imcea-ada+2el@rules.test', false),
  ('relays', 'ada.l@rules.test', 'ada.l_at_rules.test_x1y2@relay.test', false),
  ('tables', 'ada.l@rules.test', ',"ada.l@rules.test"', true), ('tables', 'ada.l@rules.test', '"ada.l@rules.test";', true),
  ('domain letters', 'x@ᾳ.test', 'x@αι.test', true), ('domain letters', 'x@ᾳ.test', 'X@ΑΙ.TEST', true), ('domain letters', 'x@ῃα.test', 'x@ηια.test', true),
  ('domain letters', 'x@вода.test', 'x@ᲀода.test', true), ('domain letters', 'x@σας.test', 'x@ΣΑΣ.test', true), ('domain letters', 'x@straße.test', 'x@strasse.test', false),
  ('elsewhere', 'ada@mm.st', 'ada+x@mm.st', true), ('elsewhere', 'ada@mm.st', 'x@ada.mm.st', true), ('elsewhere', 'ada@airpost.net', 'Ada+1@AirPost.net', true),
  ('elsewhere', 'ada@mm.st', 'ada@ml1.net', false), ('elsewhere', 'ada@yahoo.cl', 'ada-x@yahoo.cl', true), ('elsewhere', 'ada@hotmail.rs', 'ada+x@hotmail.rs', true),
  ('presentation', 'علي@rules.test', 'ﻋﻠﻲ@rules.test', true), ('presentation', U&'\05E9\05C1@rules.test', U&'\FB2A@rules.test', true), ('presentation', U&'\0915\093C@rules.test', U&'\0958@rules.test', true),
  ('singletons', 'άννα@rules.test', U&'\1F71ννα@rules.test', true), ('singletons', '豈@rules.test', U&'\F900@rules.test', true), ('singletons', 'ada.l@rules.test', U&'ada.l@rules.test\037E', true),
  ('order of marks', U&'q\0323\0307@rules.test', U&'Q\0307\0323@rules.test', true), ('order of marks', 'nguyễn@rules.test', U&'nguye\0303\0302n@rules.test', false),
  ('digits', 'ada1@rules.test', 'ada١@rules.test', false), ('squared', 'kg@rules.test', '㎏@rules.test', true), ('squared', 'no1@rules.test', '№1@rules.test', true);
insert into no_address values ('_ada.l@rules.test_'), ('ada.l@rules.te_st'), ('ada.l_rules.test#EXT#@tenant.test'), ('=?utf-8?q?prvs=3D0123=3Dada.l=40rules.test?=');

select is_empty($$select class, suppressed, written, private.mail_key(written) from spelling
    where same and private.mail_key(written) is distinct from private.mail_key(suppressed)$$, 'every spelling of a mailbox has its key');
select is_empty($$select class, suppressed, written, private.mail_key(written) from spelling
    where not same and (private.mail_key(written) is null or private.mail_key(written) = private.mail_key(suppressed))$$, 'another mailbox has another');
insert into no_address values (U&'\+01F150da@rules.test'), (U&'\+01F170da@rules.test'), (U&'\+01F1E6da@rules.test'), (U&'ada\2776@rules.test'), (U&'ada@rules\24FF.test'), (U&'\+01F1E9\+01F1EAada@rules.test');
select is(private.mail_address(U&'\+01F1E9\+01F1EA ada.l@rules.test'), 'ada.l@rules.test', 'but a flag beside an address is none of it');
select is_empty($$select written, private.mail_address(written) from no_address where private.mail_address(written) is not null$$, 'what is not one address is none');
select is_empty($$select written from spelling where private.mail_address(private.mail_address(written)) is distinct from private.mail_address(written)
    or private.mail_key(private.mail_key(written)) is distinct from private.mail_key(written)$$, 'the bare form of a bare form is itself');
select is(private.look_alike(private.mail_address('İda@rules.test')) || ' ' || private.look_alike(private.mail_address('ıda@rules.test')) || ' ' || private.look_alike(private.mail_address('ida@rİles.test')),
  'ida@rules.test ida@rules.test ida@riles.test', 'the i of Turkish, with its dot and without, is told');
select is_empty($$select to_hex(c) from (values (x'ad', x'ad'), (x'34f', x'34f'), (x'61c', x'61c'), (x'115f', x'1160'), (x'17b4', x'17b5'), (x'180b', x'180f'), (x'200b', x'200f'), (x'202a', x'202e'),
      (x'2060', x'206f'), (x'3164', x'3164'), (x'fe00', x'fe0f'), (x'feff', x'feff'), (x'ffa0', x'ffa0'), (x'fff0', x'fff8'), (x'1bca0', x'1bca3'), (x'1d173', x'1d17a'), (x'e0000', x'e007f'), (x'e01ef', x'e01f1'), (x'e0fff', x'e0fff')) r (first, last),
      generate_series(first::integer, last::integer) c
    where private.mail_key('ad' || chr(c) || 'a@ru' || chr(c) || 'les.test') is distinct from 'ada@rules.test'$$, 'of what is ignored when text is shown, nothing tells two addresses apart');
create temp table passing (written text);
insert into passing values ('αda@rules.test'), ('adа@rules.test'), ('ᴀdᴀ@rules.test'), ('ꭺda@rules.test'), ('adɑ@rules.test'), ('b०b@rules.test'), ('bסb@rules.test'), ('bⲟb@rules.test'), ('b໐b@rules.test'), ('bob@ꮯompany.test'), ('bob@cоmpany.test');
select is_empty($$select written from passing where private.look_alike(private.mail_address(written)) !~ '^(ada|bob)@(rules|company)\.test$' or private.look_alike(private.mail_address(written)) is null$$, 'nor do letters of other scripts pass unseen');
select is(private.look_alike(private.mail_address('łukasz@rules.test')) || private.look_alike(private.mail_address('иван@почта.test')), null, 'names in their own letters pass for nothing else');
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
insert into contact values
  ('profile','https://www.facebook.com/profile.php?id=100',null,'https://facebook.com/profile.php?id=200',null,false),('profile','https://www.facebook.com/profile.php?id=100',null,'https://m.facebook.com/profile.php?id=100&mibextid=x',null,true),('profile','https://www.facebook.com/profile.php?id=100',null,'https://www.facebook.com/people/Ada-L/100/',null,true),
  ('profile','https://forum.test/member.php?u=1',null,'https://forum.test/member.php?u=2',null,false),('profile','https://forum.test/member.php?u=1&s=abc',null,'http://www.forum.test/member.php?s=def&u=1#posts',null,true),('profile','https://forum.test/memberlist.php?mode=viewprofile&u=7',null,'https://forum.test/memberlist.php?mode=viewprofile&u=8',null,false),('profile','https://a.test/profile?id=1',null,'https://a.test/profile?id=2',null,false),('profile','https://a.test/?user=ada',null,'https://a.test/?user=ben',null,false),('profile','https://a.test/',null,'https://a.test',null,true),
  ('profile','https://a.test/#/user/1',null,'https://a.test/#/user/2',null,false),
  ('profile','https://facebook.com/ada.l',null,'https://m.facebook.com/adal',null,true),('profile','https://facebook.com/ada.l',null,'https://de-de.facebook.com/ada.l/about?ref=x',null,true),('profile','https://facebook.com/ada.l',null,'https://fb.com/ada.l',null,true),('profile','https://facebook.com/ada.l',null,'https://m.me/ada.l',null,true),('profile','https://facebook.com/groups/ada',null,'https://facebook.com/groups/ben',null,false),('profile','https://facebook.com/groups/x/user/1',null,'https://facebook.com/groups/x/user/2',null,false),
  ('profile','https://instagram.com/ada.l',null,'https://instagram.com/adal',null,false),('profile','https://instagram.com/ada.l',null,'HTTPS://WWW.Instagram.com/ADA.L/?igshid=1&hl=de',null,true),('profile','https://instagram.com/ada.l',null,'https://instagram.com/ada.l/reels/',null,true),('profile','https://instagram.com/ada.l',null,'http://instagr.am/_u/ada.l',null,true),('profile','https://instagram.com/ada.l',null,'https://instagram.com:443/@ada.l',null,true),('profile','https://instagram.com/p/Cabc',null,'https://instagram.com/p/Cdef',null,false),('profile','https://instagram.com/ada',null,'https://x.com/ada',null,false),
  ('profile','https://t.me/ada_l',null,'https://telegram.me/Ada_L',null,true),('profile','https://t.me/ada_l',null,'https://t.me/s/ada_l',null,true),('profile','https://t.me/ada_l',null,'https://ada_l.t.me',null,true),('profile','https://t.me/ada_l',null,'https://t.me/ada_l/123',null,true),('profile','https://t.me/+abc',null,'https://t.me/+def',null,false),('profile','https://t.me/joinchat/abc',null,'https://t.me/joinchat/def',null,false),
  ('profile','https://x.com/ada',null,'https://mobile.twitter.com/ada/status/1',null,true),('profile','https://x.com/ada',null,'https://twitter.com/intent/user?screen_name=Ada',null,true),('profile','https://x.com/ada',null,'https://x.com/@ada',null,true),('profile','https://x.com/i/1',null,'https://x.com/i/2',null,false),
  ('profile','https://linkedin.com/in/ada',null,'https://uk.linkedin.com/in/ada/en?trk=1',null,true),('profile','https://linkedin.com/in/ada',null,'https://linkedin.com/company/ada',null,false),('profile','https://linkedin.com/in/j%C3%BCrgen',null,'https://linkedin.com/in/jürgen',null,true),('profile',E'https://linkedin.com/in/ju\u0308rgen',null,'https://linkedin.com/in/jürgen',null,true),
  ('profile','https://reddit.com/user/ada',null,'https://np.reddit.com/u/ada/comments',null,true),('profile','https://reddit.com/r/ada',null,'https://reddit.com/user/ada',null,false),('profile','https://tiktok.com/@ada',null,'https://www.tiktok.com/@ada?lang=de',null,true),('profile','https://youtube.com/@ada',null,'https://m.youtube.com/@ada/videos',null,true),('profile','https://youtube.com/watch?v=1',null,'https://youtube.com/watch?v=2',null,false),('profile','https://threads.net/@ada',null,'https://www.threads.com/@ada',null,true),
  ('profile','https://münch.test/ada',null,'https://xn--mnch-0ra.test/ada',null,true),('profile',E'https://a\u3002test/ada',null,'https://a.test/ada',null,true),('profile','https://a.test./ada//',null,'https://a.test/ada',null,true),('profile','https://a.test/./ada/index.html',null,'https://a.test/ada',null,true),('profile','https://user:pw@a.test:8080/ada',null,'https://a.test/ada',null,true),('profile','https://b.a.test/ada',null,'https://a.test/ada',null,false),('profile','https://notfacebook.com/ada.l',null,'https://notfacebook.com/adal',null,false),('profile','https://wa.me/491701234567',null,'https://api.whatsapp.com/send?phone=491701234567&text=x',null,true),('profile','https://wa.me/491701234567',null,'https://wa.me/491701234568',null,false),
  ('handle','@ada',null,'https://instagram.com/ada/',null,true),('handle','@ada',null,'instagram.com/ada',null,true),('handle','@ada',null,'m.facebook.com/ada',null,true),('handle','@ada',null,'t.me/ada',null,true),('handle','@ada',null,'https://t.me/Ada?x',null,true),('handle','@ada',null,'@@ada',null,true),('handle','@ada',null,'IG: @ada',null,true),('handle','@ada',null,'Telegram: ada',null,true),('handle','@ada',null,'＠ａｄａ',null,true),('handle','@ada',null,E'a\u00adda',null,true),('handle','@ada',null,'u/ada',null,true),('handle','@ada',null,'reddit.com/u/ada',null,true),('handle','@ada',null,'https://www.tiktok.com/@ada',null,true),('handle','@ada',null,'linkedin.com/in/ada',null,true),('handle','@ada',null,'instagram.com/adab',null,false),('handle','@ada',null,'@ada_',null,false),('handle','@ada',null,'a.da',null,false),('handle','@ada',null,'instagram.com/p/ada',null,false),('handle','@ada',null,'reddit.com/r/ada',null,false),('handle','@p',null,'https://instagram.com/p/xyz',null,false),('handle','@ada@m.test',null,'ada@m.test',null,true),('handle','@ada@m.test',null,'https://m.test/@ada',null,true),('handle','@ada@m.test',null,'@ada@n.test',null,false),('handle','@in',null,'linkedin.com/in/ada',null,false),('handle','ada.example',null,'ben.example',null,false),
  ('phone','+49 30 1234567','DE','+49 30 1234567 ext. 12',null,true),('phone','+49 30 1234567','DE','+49 30 1234567 Durchwahl 12',null,true),('phone','+49 30 1234567','DE','+49 30 1234567,,12#',null,true),('phone','+49 30 1234567','DE','+49 30 1234567;12',null,true),('phone','+49 30 1234567','DE','+৪৯ ৩০ ১২৩৪৫৬৭',null,true),('phone','+49 30 1234567','DE','+๔๙ ๓๐ ๑๒๓๔๕๖๗',null,true),('phone','+49 30 1234567','DE','+۴۹ ۳۰ ۱۲۳۴۵۶۷',null,true),('phone','+49 30 1234567','DE','+𝟒𝟗 𝟑𝟎 𝟏𝟐𝟑𝟒𝟓𝟔𝟕',null,true),('phone','+49 30 1234567','DE','011 49 30 1234567','US',true),('phone','+49 30 1234567','DE','0011 49 30 1234567','AU',true),('phone','+49 30 1234567','DE','(+49) (0)30 / 12 34 567',null,true),('phone','+49 30 1234567','DE','+49 30 1234567 / +49 170 7654321',null,true),('phone','+49 170 7654321','DE','+49 30 1234567 / +49 170 7654321',null,true),('phone','+49 170 7654321','DE','030 1234567 oder 0170 7654321','DE',true),('phone','+49 30 1234567','DE','Tel.: 030-1234567','DE',true),('phone','+49 30 1234567','DE','030.123.45.67','DE',true),('phone','+49 30 1234567','DE',E'030\u20111234567','DE',true),('phone','+49 30 1234567','DE','030 12345678','DE',false),
  ('phone','+7 916 123-45-67','RU','8 (916) 123-45-67','RU',true),('phone','+36 30 123 4567','HU','06 30 123 4567','HU',true),('phone','+52 55 1234 5678','MX','+52 1 55 1234 5678',null,true),('phone','+54 11 1234 5678','AR','+54 9 11 1234 5678',null,true),('phone','+1 555 123 4567','US','1-555-123-4567','US',true),('phone','+1 555 123 4567','US','+1 (555) 123-4567 x99',null,true),('phone','+1 555 123 4567','US','+44 555 123 4567',null,false),('phone','+44 20 7946 0018','GB','020 7946 0018','GB',true),('phone','+44 20 7946 0018','GB','020 7946 0018','IE',false),('phone','+33 1 23 45 67 89','FR','01 23 45 67 89','FR',true),('phone','+39 06 1234567','IT','06 1234567','IT',true),('phone','whatsapp:+491701234567',null,'+49 170 1234567',null,true),('phone','+49 30 1234567','DE','+49 30 123456',null,false),('phone','555-1234',null,'555-4321',null,false);
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

-- However a lead gets an address: one spelling of each class in three of the ways, and of some classes somebody else's.
create function pg_temp.way(way text, written text) returns boolean language plpgsql as $$
declare
  lead uuid := gen_random_uuid();
  other uuid := gen_random_uuid();
  entry bigint;
  claimed jsonb;
begin
  perform tests.act_as(case when way = 'service' then 'service_role' else 'growth' end);
  if way in ('insert', 'service', 'brought back', 'restored') then
    insert into leads (id, full_name, email, source_id) values (lead, 'Way', written, tests.id('source'));
  elsif way in ('changed', 'enrolled, then changed') then
    insert into leads (id, full_name, email, source_id) values (lead, 'Way', 'before@way.test', tests.id('source'));
    if way <> 'changed' then perform enrol_lead(lead, tests.id('sequence')); end if;
    update leads set email = written where id = lead;
  elsif way = 'import' then
    insert into imports (id, table_name, file_name, columns) values (other, 'leads', 'way.csv', '{full_name,email,source_id}');
    perform import_load(other, jsonb_build_array(jsonb_build_object('n', 2, 'v', jsonb_build_object('full_name', 'Way', 'email', written, 'source_id', tests.id('source')))));
    perform import_check(other, 1, 10);
    perform import_write(other, 'update', 1, 10);
    perform import_finish(other);
    perform private.set_context('import', '');
    select l.id into lead from leads l where l.full_name = 'Way';
  else
    insert into leads (id, full_name, phone, source_id) values (lead, 'Way', '+49 30 5550199', tests.id('source'));
    insert into leads (id, full_name, email, source_id) values (other, 'Way', written, tests.id('source'));
    claimed := merge_leads(lead, other, '{email}', (select l.updated_at from leads l where l.id = lead), (select l.updated_at from leads l where l.id = other));
    if way = 'merge undone' then
      perform undo_merge((claimed ->> 'merge_id')::uuid);
      lead := other;
    end if;
  end if;
  if way = 'brought back' then
    delete from leads l where l.id = lead;
    perform recreate_record('leads', (select max(a.id) from audit_log a where a.action = 'delete' and a.record_id = lead::text));
  elsif way = 'restored' then
    update leads l set email = 'after@way.test' where l.id = lead;
    select max(a.id) into entry from audit_log a where a.action = 'update' and a.record_id = lead::text;
    perform restore_record('leads', lead::text, (select l.updated_at from leads l where l.id = lead), entry, 'before', '{email}');
  end if;
  perform tests.act_as('owner');
  -- Past its own check, so that the claim decides.
  perform private.set_context('door', 'enrol');
  insert into sequence_enrollments (sequence_id, lead_id, next_send_at) values (tests.id('sequence'), lead, now() - interval '1 minute')
  on conflict do nothing;
  update sequence_enrollments e set next_send_at = now() - interval '1 minute' where e.lead_id = lead and e.state = 'active';
  perform private.set_context('door', '');
  perform tests.act_as('service_role');
  claimed := claim_due_sends(10, 'way');
  perform tests.act_as('owner');
  return exists (select from jsonb_array_elements(claimed) c where (c ->> 'lead_id')::uuid = lead);
end
$$;
create function pg_temp.ways() returns setof text language plpgsql as $$
declare
  ways constant text[] := array['insert', 'service', 'changed', 'enrolled, then changed', 'import', 'brought back', 'restored', 'merged', 'merge undone'];
  s record;
  way text;
  mailed boolean;
begin
  for s in select y.*, row_number() over (order by y.same, y.class) as nth from (
      select distinct on (x.class, x.same) x.* from spelling x where x.same or x.class in ('another mailbox', 'look-alike', 'gmail') order by x.class, x.same, md5(x.written)) y loop
    foreach way in array array[ways[1 + s.nth % 9], ways[1 + (s.nth + 3) % 9], ways[1 + (s.nth + 6) % 9]] loop
      begin
        insert into outreach_suppressions (email, reason) values (s.suppressed, 'manual');
        mailed := pg_temp.way(way, s.written);
        raise exception using errcode = 'UNDO1';
      exception when sqlstate 'UNDO1' then
        perform tests.act_as('owner');
        if mailed = s.same then return next concat_ws(' ', way, s.written, s.suppressed); end if;
      end;
    end loop;
  end loop;
end
$$;
insert into sequence_emails (sequence_id, position, delay_days, subject, body) values (tests.id('sequence'), 1, 0, 'S', '{{unsubscribe_url}}');
update outreach_sequences set state = 'active', send_from = '00:00', send_until = '23:59:59.999999' where id = tests.id('sequence');
select is_empty($$select pg_temp.ways()$$, 'by whatever way an address comes to a lead, a claim takes none that is suppressed, and takes the others');

-- Whoever says no from an address that a worker tells as it stood in the mail, and who is suppressed by domain, as a person or erased.
create function pg_temp.said_no(how text, s record) returns boolean language plpgsql as $$
declare
  known uuid := gen_random_uuid();
begin
  if how = 'domain' then
    insert into outreach_suppressions (kind, email, reason) values ('domain', substr(s.suppressed, strpos(s.suppressed, '@')), 'manual');
    return pg_temp.mailable(s.written);
  end if;
  insert into leads (id, full_name, email, source_id) values (known, 'Known', s.suppressed, tests.id('source'));
  if how = 'told' then
    perform tests.act_as('service_role');
    perform record_response(from_email => s.written, body => 'No more', intent => 'unsubscribe', sentiment => 'negative');
    perform tests.act_as('owner');
    return not private.is_suppressed(s.suppressed);
  elsif how = 'person' then
    perform tests.act_as('growth');
    perform suppress_lead(known, 'objected', 'By phone');
    perform tests.act_as('owner');
    delete from leads where id = known;
  else
    perform tests.act_as('admin');
    perform erase_lead(known, 'Asked');
    perform tests.act_as('owner');
  end if;
  return pg_temp.mailable(s.written);
end
$$;
create function pg_temp.noes() returns setof text language plpgsql as $$
declare
  s record;
  how text;
  mailed boolean;
begin
  for s in select distinct on (x.class, h.how) x.*, h.how from spelling x cross join unnest(array['told', 'domain', 'person', 'erased']) h (how) where x.same order by x.class, h.how, md5(x.written || h.how) loop
    begin
      mailed := pg_temp.said_no(s.how, s);
      raise exception using errcode = 'UNDO1';
    exception when sqlstate 'UNDO1' then
      if mailed then return next concat_ws(' ', s.how, s.written, s.suppressed); end if;
    end;
  end loop;
end
$$;
select is_empty($$select pg_temp.noes()$$, 'nor anybody who said no from another spelling, by the domain, as a person, or before they were erased');

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
insert into outreach_suppressions (kind, email, reason) select 'domain', d, 'manual' from unnest(array['googlemail.com', 'fastmail.com', 'βόλος.test']) d;
select is((select string_agg(a || ' ' || pg_temp.mailable(a), ', ') from unnest(array['a@gmail.com', 'a@b.fastmail.com', 'a@ΒΌΛΟΣ.test', 'a@fastmail.fm']) a),
  'a@gmail.com false, a@b.fastmail.com false, a@ΒΌΛΟΣ.test false, a@fastmail.fm true', 'and with it the other names of a provider, and a sigma at an end');
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
-- Many at once

select tests.act_as('growth');
insert into leads (id, full_name, email, phone, profile_url) select tests.id('many' || n), 'Many ' || n, e, p, u from (values
  (1, 'm1@many.test', '+49 40 11', null), (2, 'm2@sub.many.test', null, null), (3, 'm3@xmany.test', null, null), (4, 'm4@many.test', null, null),
  (5, null, '+49 40 11', null), (6, null, null, 'https://many.test/' || repeat('x', 400)), (7, 'm7@other.test', null, null), (8, 'm8@manyyy.test', null, null),
  (9, 'm9@sub.manyz.test', null, null)) x (n, e, p, u);
insert into outreach_suppressions (kind, email, reason, subdomains) values
  ('address', 'm1@many.test', 'hard_bounce', false), ('domain', 'many.test', 'legal', true), ('address', 'M1@MANY.test', 'objected', false), ('address', 'm7@other.test', 'manual', false);
select tests.act_as('owner');
select is((select string_agg(right(l.full_name, 1) || ' ' || l.consent || case when private.is_lead_suppressed(l) then ' not mailed' else '' end, ', ' order by l.full_name) from leads l where l.full_name like 'Many %'),
  '1 objected not mailed, 2 none not mailed, 3 none, 4 none not mailed, 5 none not mailed, 6 none, 7 none not mailed, 8 none, 9 none',
  'each of many that are told in one step means what it means alone');
select tests.act_as('growth');
select is((select bulk_call('leads', '[{"field": "full_name", "operator": "in", "value": ["Many 1", "Many 5", "Many 6", "Many 8", "Many 9"]}]', 'suppress_lead', 'lead_id', '{"kind": "objected"}', 5)
    - 'operation_id' #- '{refused,0,ids}' #- '{refused,1,ids}'),
  '{"changed": 3, "refused": [{"code": "23514", "reason": "This person is suppressed already, for the same reason.", "details": ""}]}', 'many leads in one step, but those that are for this reason');
select is((select string_agg(concat_ws(' ', s.kind, char_length(s.email), l.consent), ', ' order by l.full_name) from outreach_suppressions s join leads l on l.id = s.lead_id where l.full_name like 'Many %'),
  'person 300 objected, person 14 objected, person 17 objected', 'also who has nothing but a profile with a long address');

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
select throws_ok($$select lift_suppression(tests.id('none'), 'Please')$$, 'PT404', null, 'what is not there is told');
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
