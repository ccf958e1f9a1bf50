-- Each role reads and writes what its work needs and no more: what a member, a team or the service is not meant to learn or decide.

begin;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.denied(statement text, what text) returns setof text language sql as $$ select throws_ok(statement, '42501', null, what) $$;
insert into auth.users (id, email)
  select tests.id(name), name || '@least.test' from unnest(array['ada', 'ben', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email, birth_date, attachment_style, personality)
  select tests.id(name), initcap(name), name || '@least.test', '1990-05-01', 'secure', '{"openness": 70}' from unnest(array['ada', 'ben']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@least.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

-- ---------------------------------------------------------------------------------------
-- An answer is the other's secret until both have answered

insert into matches (id, user_a, user_b, score, state, response_a, response_b)
select tests.id('match'), least(tests.id('ada'), tests.id('ben')), greatest(tests.id('ada'), tests.id('ben')), 50, state, a, b
from (values ('presented', 'accepted', null)) m (state, a, b);
create function pg_temp.seen(person text) returns text language plpgsql as $$
declare
  told text;
begin
  perform tests.act_as(person);
  select string_agg(concat_ws(' ', state, coalesce(my_answer, '-'), coalesce(their_answer, '-'), (select count(*) from matches)), ', ') into told from my_matches();
  perform tests.act_as('owner');
  return told;
end
$$;
create temporary table pair as select case when tests.id('ada') < tests.id('ben') then 'ada' else 'ben' end as first, case when tests.id('ada') < tests.id('ben') then 'ben' else 'ada' end as second;
select is(pg_temp.seen(first), 'presented accepted - 1', 'who has answered sees their own answer') from pair;
select is(pg_temp.seen(second), 'presented - - 0', 'the other sees neither it nor that there is one') from pair;
update matches set state = 'declined', response_a = 'declined';
select is(pg_temp.seen(second), 'presented - - 0', 'nor by the state') from pair;
update matches set response_b = 'accepted';
select is(pg_temp.seen(second), 'declined accepted declined 1', 'both, once both have answered') from pair;
select tests.act_as('growth');
select is_empty($$select * from my_matches()$$, 'a team has none');
select is_empty($$select * from matches$$, 'nor sees anybody''s');

-- ---------------------------------------------------------------------------------------
-- What members write to one another and to the bots is not for growth and finance

select tests.act_as('owner');
insert into conversation_flows (id, slug, name, goal, state) values (tests.id('flow'), 'least', 'L', 'L', 'active');
insert into user_conversations (id, user_id, flow_id) values (tests.id('talk'), tests.id('ada'), tests.id('flow'));
insert into conversation_responses (conversation_id, position, prompt, answer) values (tests.id('talk'), 1, 'P', 'A secret');
insert into user_preferences (user_id, category, value) values (tests.id('ada'), 'pets', '"dogs"');
insert into user_images (user_id, storage_path) values (tests.id('ada'), 'profiles/' || tests.id('ada') || '/a.jpg');
insert into community_posts (user_id, title, body) values (tests.id('ada'), 'T', 'B');
create function pg_temp.reads(person text) returns text language plpgsql as $$
declare
  told text;
begin
  perform tests.act_as(person);
  select concat_ws(' ', (select count(*) from user_conversations), (select count(*) from conversation_responses), (select count(*) from user_preferences),
    (select count(*) from user_images), (select count(*) from community_posts), (select count(*) from matches), (select count(*) from audit_log where table_name in ('profiles', 'user_conversations', 'community_posts', 'matches'))) into told;
  perform tests.act_as('owner');
  return told;
end
$$;
select is(pg_temp.reads(person), '0 0 0 0 0 0 0', person || ' reads nothing of what members say, choose or show') from unnest(array['growth', 'finance']) person;

select tests.act_as('growth');
select is_empty($$select birth_date, attachment_style, personality from profiles$$, 'nor who they are at heart');
select is_empty($$select * from search_records('ada least') where table_name = 'profiles'$$, 'the search neither');
select results_eq($$select table_name, title from search_records('ada least')$$, $$values ('member_directory', 'Ada')$$, 'it finds them in the directory');
select results_eq($$select display_name, email, state from member_directory where id = tests.id('ada')$$, $$values ('Ada', 'ada@least.test', 'active')$$, 'which says their name, address and state');
select tests.act_as('ada');
update profiles set display_name = 'Ada L', city = 'Bern' where id = tests.id('ada');
select results_eq($$select birth_date, city from profiles$$, $$values ('1990-05-01'::date, 'Bern')$$, 'members read their own profile, and nobody else''s');
select is_empty($$select * from member_directory$$, 'and no directory');
select tests.act_as('finance');
select results_eq($$select display_name, city from member_directory where id = tests.id('ada')$$, $$values ('Ada L', 'Bern')$$, 'the directory follows');

-- ---------------------------------------------------------------------------------------
-- Imports

select tests.act_as('growth');
insert into imports (id, table_name, file_name, columns, owner_id) values (tests.id('import'), 'leads', 'l.csv', '{full_name,score}', tests.id('growth'));
select pg_temp.denied($$insert into import_rows (import_id, row_number, data, outcome) values (tests.id('import'), 1, '{}', 'created')$$, 'what became of a row is not told');
insert into import_rows (import_id, row_number, data) values (tests.id('import'), 1, '{"full_name": "Ada", "score": "900"}');
select import_check(tests.id('import'), 1, 10);
select private.set_context('import', ''); -- as in the next request
select pg_temp.denied(format('update import_rows set %s', change), change || ' is not written by hand') from unnest(array['outcome = ''new''', 'reason = null', 'twin = 7', 'suppressed = true']) change;
select pg_temp.denied($$update imports set created_count = 9$$, 'nor are the counts');
select is((select outcome from import_rows), 'bad', 'it is what the check found');

-- ---------------------------------------------------------------------------------------
-- Consent, replies, staff

select tests.act_as('owner');
insert into leads (id, full_name, email) values (tests.id('lead'), 'L', 'l@least.test');
select tests.act_as('growth');
select throws_ok($$update leads set consent = 'consented' where id = tests.id('lead')$$, '23514', null, 'nor by an update');
select throws_ok($$insert into leads (full_name, email, consent) values ('N', 'n@least.test', 'consented')$$, '23514', null, 'nor in a new lead');
select bulk_change('leads', '[]', '{"consent": "consented"}', 1);
insert into imports (id, table_name, file_name, columns, owner_id) values (tests.id('consents'), 'leads', 'c.csv', '{full_name,email,consent}', tests.id('growth'));
insert into import_rows (import_id, row_number, key, data) values (tests.id('consents'), 1, 'l@least.test', '{"full_name": "L", "email": "l@least.test", "consent": "consented"}'),
  (tests.id('consents'), 2, 'm@least.test', '{"full_name": "M", "email": "m@least.test", "consent": "consented"}');
select import_check(tests.id('consents'), 1, 10);
select import_write(tests.id('consents'), 'update', 1, 10);
select is_empty($$select * from leads where consent = 'consented'$$, 'consent comes by none of them without its evidence');
select pg_temp.denied(format('update outreach_responses set %s', change), change || ': a reply is handled by its function') from unnest(array['handled_by = auth.uid()', 'handled_at = now()', 'body = ''Z''']) change;
select tests.act_as('admin');
select pg_temp.denied($$delete from staff_members where user_id = tests.id('growth')$$, 'staff are deactivated, not deleted');

-- A member learns nothing from what a trigger says of others' rows.
select tests.act_as('owner');
insert into outreach_suppressions (email, reason) values ('l@least.test', 'objected');
insert into outreach_sequences (id, name, from_name, from_email, postal_address) values (tests.id('sequence'), 'S', 'S', 's@least.test', '1 Main Street, Town');
insert into invoices (id, user_id, billing_name, billing_email, currency) values (tests.id('invoice'), tests.id('ada'), 'A', 'a@least.test', 'EUR');
select tests.act_as('ben');
select throws_ok(statement, '42501', 'Your role does not allow this change.', statement) from unnest(array[
  $$insert into sequence_enrollments (sequence_id, lead_id) values (tests.id('sequence'), tests.id('lead'))$$,
  $$insert into leads (full_name, email, consent) values ('N', 'l@least.test', 'consented')$$,
  $$insert into outreach_suppressions (email, reason) values ('nobody', 'manual')$$,
  $$insert into invoice_line_items (invoice_id, description, unit_minor) values (tests.id('invoice'), 'N', 1)$$,
  $$insert into record_comments (table_name, record_id, body, author_id) values ('leads', tests.id('lead'), 'N', auth.uid())$$]) statement;
select throws_ok($$select end_sanctions()$$, '42501', null, 'nor runs what is moderators'' and workers''');

select * from finish();
rollback;
