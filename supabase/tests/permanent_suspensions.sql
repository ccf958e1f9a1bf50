-- A suspension without an end: who may ask for it and confirm it, and what holds at the second when it lapses.

begin;
set local search_path = public, extensions;
select no_plan();
insert into auth.users (id, email) select tests.id(name), name || '@lapse.test' from unnest(array['m', 'm2', 'ana', 'priya', 'boss']) name;
insert into profiles (id, display_name, email) select tests.id(n), n, n || '@lapse.test' from unnest(array['m', 'm2']) n;
insert into staff_members (user_id, full_name, email, roles) select tests.id(n), n, n || '@lapse.test', array[case n when 'boss' then 'admin' else 'moderator' end] from unnest(array['ana', 'priya', 'boss']) n;
select tests.act_as('ana');
select is(sanction_member(tests.id('m'), 'suspend', null, 'scam') #>> '{sanction,permanent_asked}', 'true', 'a moderator asks for it');
select tests.act_as('owner');
update staff_members set active = false where user_id = tests.id('priya');
select tests.act_as('priya');
select throws_ok($$select confirm_sanction((select id from member_sanctions where member_id = tests.id('m')))$$, '42501', null, 'a deactivated moderator does not confirm');
select tests.act_as('owner');

create temp table sid as select id from member_sanctions where member_id = tests.id('m');
grant select on sid to public;
alter table member_sanctions disable trigger only_lift;
alter table member_sanctions disable trigger follow;
update member_sanctions set starts_at = now() - interval '8 days', ends_at = now() where member_id = tests.id('m');
alter table member_sanctions enable trigger only_lift;
alter table member_sanctions enable trigger follow;
select tests.act_as('boss');
select throws_ok($$select confirm_sanction((select id from sid))$$, '23514', 'It is over.', 'nor an admin after its time, at the very second');
select throws_ok($$select lift_sanction((select id from sid), 'Why')$$, '23514', 'It has ended by itself.', 'nothing to lift');
select is((select sanction from author_moderation_record where user_id = tests.id('m')), null, 'the record agrees at that second');
select tests.act_as('m');
select results_eq($$select active from my_sanctions()$$, $$values (false)$$, 'and the member');
select lives_ok($$insert into community_posts (user_id, title, body) values (auth.uid(), 'T', 'B')$$, 'writes again');
select is((select state from profiles where id = auth.uid()), 'active', 'is active');
select tests.act_as('owner');
update staff_members set active = false where user_id = tests.id('ana');
update staff_members set active = true where user_id = tests.id('priya');
select tests.act_as('ana');
select throws_ok($$select sanction_member(tests.id('m2'), 'suspend', null, 'scam')$$, '42501', null, 'nor imposes who is deactivated');
select * from finish();
rollback;
