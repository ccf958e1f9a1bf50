-- Comments on records: read by whoever reads the record, written in one's own name, and whom they call can follow.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@comments.test' from unnest(array['growth', 'colleague', 'finance', 'moderator', 'admin', 'member']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@comments.test', array[case name when 'colleague' then 'growth' else name end]
  from unnest(array['growth', 'colleague', 'finance', 'moderator', 'admin']) name;
insert into profiles (id, display_name, email) values (tests.id('member'), 'Member', 'member@comments.test');
insert into leads (id, full_name, email) values (tests.id('lead'), 'Ada Lind', 'ada@comments.test');
create function pg_temp.seen_by(name text) returns bigint language plpgsql as $$
declare
  n bigint;
begin
  perform tests.act_as(name);
  select count(*) into n from record_comments c where c.record_id = tests.id('lead')::text;
  return n;
end
$$;

select tests.act_as('growth');
select is((add_comment(tests.id('c'), 'leads', tests.id('lead')::text, 'Call her on Monday', array[tests.id('colleague')])).record_label, 'Ada Lind',
  'a comment keeps what the record is called');
select is((add_comment(tests.id('c'), 'leads', tests.id('lead')::text, 'Call her on Monday', array[tests.id('colleague')])).id, tests.id('c'),
  'sent again it is the same one');
select is((select count(*) from record_comments), 1::bigint, 'and there is one');
select throws_ok($$select add_comment(gen_random_uuid(), 'leads', tests.id('lead')::text, 'Look', array[tests.id('moderator')])$$, '23514',
  'Moderator cannot open this record and would not see the comment.', 'who cannot read the record is not called');
select throws_ok($$select add_comment(gen_random_uuid(), 'leads', gen_random_uuid()::text, 'Look')$$, '42501', null, 'a record that is not there has no comments');
select throws_ok($$select add_comment(gen_random_uuid(), 'no_table', 'x', 'Look')$$, '42501', null, 'nor has a table that is none');
select throws_ok($$select add_comment(gen_random_uuid(), 'leads', 'x''; drop table leads', 'Look')$$, '42501', null, 'nor what is no key');
select throws_ok($$select add_comment(gen_random_uuid(), 'leads', tests.id('lead')::text, ' ')$$, '22023', null, 'an empty one says nothing');
select throws_ok($$insert into record_comments (table_name, record_id, body, created_at) values ('leads', tests.id('lead')::text, 'x', now())$$, '42501', null, 'its time is not the writer''s');
insert into record_comments (id, table_name, record_id, body, author_id) values (tests.id('d'), 'leads', tests.id('lead')::text, 'Mine', tests.id('colleague'));
select is((select author_id from record_comments where id = tests.id('d')), tests.id('growth'), 'its author is who writes it');

select is(pg_temp.seen_by('colleague'), 2::bigint, 'the team of the record reads them');
select is(pg_temp.seen_by('moderator'), 0::bigint, 'who cannot read the record does not');
select is(pg_temp.seen_by('member'), 0::bigint, 'nor do members');

select tests.act_as('colleague');
select throws_ok($$update record_comments set body = '@Somebody else' where true$$, '42501', null, 'a comment stays as it was written, and so does whom it calls');
delete from record_comments where id = tests.id('c');
select is((select body from record_comments where id = tests.id('c')), 'Call her on Monday', 'nobody changes or deletes another''s');
select is((select count(*) from comment_mentions where person_id = tests.id('colleague') and read_at is null), 1::bigint, 'who is called finds it unread');
update comment_mentions set read_at = '2000-01-01';
select ok((select read_at > now() - interval '1 minute' from comment_mentions), 'and reads it now, whatever is said');

select tests.act_as('finance');
select is((select count(*) from comment_mentions), 0::bigint, 'an inbox is nobody else''s business');
select tests.act_as('growth');
delete from record_comments where id = tests.id('c');
select is((select count(*) from record_comments where id = tests.id('c')), 0::bigint, 'the author takes it back');

-- Whom a comment may call is who reads the very record: neither its table's history nor their team says that.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@comments.test' from unnest(array['gone', 'bare']) name;
insert into staff_members (user_id, full_name, email, roles, active)
  values (tests.id('gone'), 'Gone', 'gone@comments.test', '{growth}', false), (tests.id('bare'), 'Bare', 'bare@comments.test', '{}', true);
insert into community_posts (id, user_id, title, body, state) values
  (tests.id('shown'), tests.id('member'), 'Hi', 'Hello', 'published'), (tests.id('taken'), tests.id('member'), 'Hi', 'Hello again', 'removed');
create function pg_temp.called(record text, who text) returns text language plpgsql as $$
begin
  perform add_comment(gen_random_uuid(), 'community_posts', tests.id(record)::text, 'Look', array[tests.id(who)]);
  return (select s.full_name from staff_members s where s.user_id = tests.id(who)) || ' is called';
exception when check_violation then
  return sqlerrm;
end
$$;
select tests.act_as('moderator');
select is(pg_temp.called('shown', 'finance'), 'Finance is called', 'who reads a published post is called to it');
select is(pg_temp.called('taken', 'finance'), 'Finance cannot open this record and would not see the comment.', 'who does not read a removed one is not');
select is(pg_temp.called('taken', 'admin'), 'Admin is called', 'and who reads it is');
select is(pg_temp.called('shown', 'gone'), 'Gone has no access to the console any more and would not see the comment.', 'who has left is not called');
select is(pg_temp.called('shown', 'bare'), 'Bare cannot open this record and would not see the comment.', 'nor who has no team');
select is(pg_temp.called('shown', 'member'), 'This person cannot open this record and would not see the comment.', 'nor a member');
select is((select auth.uid()), tests.id('moderator'), 'and who asks stays who they are');
select is(pg_temp.called('shown', 'moderator'), 'Moderator is called', 'one may call oneself');
-- A call that was there stays while the record is out of sight, and says nothing then.
select tests.act_as('finance');
select is((select count(*) from comment_mentions m join record_comments c on c.id = m.comment_id), 1::bigint, 'the called one finds the comment');
select tests.act_as('owner');
update community_posts set state = 'removed' where id = tests.id('shown');
select tests.act_as('finance');
select is((select count(*) from comment_mentions m join record_comments c on c.id = m.comment_id), 0::bigint, 'but not of what is no longer theirs to read');

select * from finish();
rollback;
