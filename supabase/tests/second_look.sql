-- A second look: drawn by lot, judged blind, by somebody else, once.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@look.test' from unnest(array['member', 'ana', 'priya', 'growth']) name;
insert into profiles (id, display_name, email) values (tests.id('member'), 'Member', 'member@look.test');
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), initcap(name), name || '@look.test', array[case name when 'growth' then name else 'moderator' end] from unnest(array['ana', 'priya', 'growth']) name;
insert into community_posts (id, user_id, title, body) select tests.id(n), tests.id('member'), 'Title ' || n, 'Body ' || n from unnest(array['p1', 'p2', 'p3']) n;
create function pg_temp.decide(item text, decision text, reason text) returns text language sql as $$
  select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id(item), 'version', 1, 'decision', decision, 'reason_code', reason, 'client_key', gen_random_uuid()))) -> 0 ->> 'result'
$$;
create function pg_temp.look() returns uuid language sql as $$ select (next_second_look() #>> '{look,id}')::uuid $$;

update moderation_settings set value = 0 where code = 'second_look_percent';
select tests.act_as('ana');
select is(pg_temp.decide('p3', 'approve', null), 'applied', 'decided');
select tests.act_as('owner');
select is_empty($$select * from second_looks$$, 'at none in a hundred, none is drawn');
update moderation_settings set value = 100 where code = 'second_look_percent';
select tests.act_as('ana');
select pg_temp.decide('p1', 'remove', 'spam');
select pg_temp.decide('p2', 'approve', null);
select is(next_second_look(), '{"left": 0}', 'nobody looks at their own');
select tests.act_as('priya');
select is_empty($$select * from second_looks$$, 'an open one is not read as a row');
select results_eq($$select l ->> 'left', l #>> '{look,body}', l -> 'look' ?| array['decision', 'decision_id', 'moderator_name', 'state', 'item_id'] from next_second_look() l$$, $$values ('2', 'Body p1', false)$$, 'shown without what was decided, by whom, and what became of it');
select throws_ok($$select answer_second_look(pg_temp.look(), 'hide')$$, '23514', 'Choose a reason.', 'with a reason');
select throws_ok($$select answer_second_look(pg_temp.look(), 'approve')$$, '22023', null, 'fine, hide or remove');
create temporary table first_look as select pg_temp.look() as id;
grant all on first_look to public;
select results_eq($$select a ->> 'agrees', a ->> 'same_reason', a ->> 'decision', a ->> 'moderator_name' from answer_second_look((select id from first_look), 'hide', 'scam') a$$, $$values ('true', 'false', 'remove', 'Ana')$$, 'both did something, for other reasons; now it is told');
select throws_ok($$select answer_second_look((select id from first_look), 'fine')$$, 'PT409', 'Priya was quicker.', 'once');
select is(answer_second_look(pg_temp.look(), 'remove', 'spam') ->> 'agrees', 'false', 'what one approved another would remove');
select results_eq($$select reason_code, looks, agreed, same_reason from moderation_agreement(current_date - 1, current_date + 1)$$, $$values (null, 1::bigint, 0::bigint, 0::bigint), ('spam', 1, 1, 0)$$, 'agreement by reason');
select is((select state from community_posts where id = tests.id('p2')), 'published', 'it changes nothing about the item');
select throws_ok($$update second_looks set agrees = true$$, '42501', null, 'and is not changed');
select tests.act_as('ana');
select throws_ok($$select answer_second_look((select id from first_look), 'fine')$$, '42501', 'Nobody looks at their own decision a second time.', 'nor answered by whoever decided');
select tests.act_as('growth');
select throws_ok($$select next_second_look()$$, '42501', null, 'moderators only');

select * from finish();
rollback;
