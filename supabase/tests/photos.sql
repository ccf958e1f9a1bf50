-- Photos: where they lie, that nobody approves one unseen, what is decided, told, taken back and found again.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@photos.test' from unnest(array['nora', 'tom', 'eve', 'ana', 'priya', 'admin', 'growth']) name;
insert into profiles (id, display_name, email) select tests.id(name), initcap(name), name || '@photos.test' from unnest(array['nora', 'tom', 'eve']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@photos.test', array[case when name in ('admin', 'growth') then name else 'moderator' end]
  from unnest(array['ana', 'priya', 'admin', 'growth']) name;
create function pg_temp.sum(name text) returns text language sql immutable as $$ select encode(sha256(name::bytea), 'hex') $$;
-- A photo as a member puts it up; what its file is was noted by the worker.
create function pg_temp.photo(name text, member text, place integer, looks bigint default 0, file text default null) returns void language plpgsql as $$
begin
  perform tests.act_as(member);
  insert into user_images (id, user_id, storage_path, position) values (tests.id(name), auth.uid(), format('profiles/%s/%s.png', auth.uid(), name), place);
  perform tests.act_as('service_role');
  perform note_photo(tests.id(name), pg_temp.sum(coalesce(file, name)), looks);
end
$$;
create function pg_temp.decide(name text, decision text, reason text default null, more jsonb default '{}') returns jsonb language sql as $$
  select moderate_photos(jsonb_build_array(jsonb_build_object('item_id', tests.id(name), 'decision', decision, 'reason_code', reason, 'client_key', gen_random_uuid(),
    'checksum', (select checksum from user_images where id = tests.id(name)),
    'decision_seen', (select max(id) from photo_decisions where image_id = tests.id(name))) || more)) -> 0
$$;
create function pg_temp.undo() returns jsonb language sql as $$ select undo_photo_decision((select max(id) from photo_decisions where decision <> 'undo'), gen_random_uuid()) $$;
create function pg_temp.state(name text) returns text language sql as $$ select concat_ws(' ', state, rejection_reason) from user_images where id = tests.id(name) $$;

-- ---------------------------------------------------------------------------------------
-- Where they lie

select tests.act_as('nora');
select throws_ok(format('insert into user_images (user_id, storage_path) values (auth.uid(), %L)', p), '23514', null, p || ' is no place in the bucket')
from unnest(array['https://evil.example/a.png', 'javascript:alert(1)', 'profiles/' || tests.id('tom') || '/a.png', 'profiles/' || tests.id('nora') || '/../a.png',
  'profiles/' || tests.id('nora') || '/a.svg', E'profiles/' || tests.id('nora') || E'/a.png\n']) p;
select throws_ok(format('insert into community_posts (user_id, title, body, image_path) values (auth.uid(), %L, %L, %L)', 'T', 'B', p), '23514', null, p || ' is no picture of a post')
from unnest(array['https://evil.example/a.png', 'javascript:alert(1).png', 'posts/' || tests.id('tom') || '/a.png']) p;

-- ---------------------------------------------------------------------------------------
-- One door

select pg_temp.photo('beach', 'nora', 0, 255);
select tests.act_as('ana');
select throws_ok($$update user_images set state = 'approved' where id = tests.id('beach')$$, '42501', null, 'a moderator does not approve unseen');
select throws_ok($$select bulk_change('user_images', '{"ids": ["' || tests.id('beach') || '"]}', '{"state": "approved"}', 1)$$, null, null, 'nor many at once');
select tests.act_as('service_role');
select throws_ok($$update user_images set state = 'approved' where id = tests.id('beach')$$, '42501', null, 'nor does a worker');
select throws_ok($$insert into user_images (user_id, storage_path, position, state) values (tests.id('nora'), 'profiles/' || tests.id('nora') || '/x.png', 5, 'approved')$$, '42501', null, 'nor bring one that is approved');
select throws_ok($$select note_photo(tests.id('beach'), pg_temp.sum('another'), 1)$$, 'PT409', null, 'what the file is, is noted once');
select is(note_photo(tests.id('beach'), pg_temp.sum('beach'), 1), pg_temp.sum('beach'), 'and may be noted again');
select tests.act_as('nora');
select throws_ok($$select note_photo(tests.id('beach'), pg_temp.sum('beach'), 1)$$, '42501', null, 'not by the member');
select throws_ok($$select moderate_photos('[]')$$, '42501', null, 'who does not decide either');
select tests.act_as('growth');
select throws_ok($$select moderate_photos('[]')$$, '42501', null, 'nor does growth');
select is_empty($$select * from photo_queue$$, 'who sees no photos');
select throws_ok($$select photo_context(tests.id('beach'))$$, '42501', null, 'in no way');

-- ---------------------------------------------------------------------------------------
-- Deciding

select tests.act_as('ana');
select results_eq($$select why, state, also_on from photo_queue where item_id = tests.id('beach')$$, $$values ('{pending}'::text[], 'pending', 0)$$, 'it waits');
select is(pg_temp.decide('beach', 'approve', null, '{"checksum": null}') ->> 'field', 'checksum', 'without the checksum nothing is decided');
select is(pg_temp.decide('beach', 'approve', null, jsonb_build_object('checksum', pg_temp.sum('another'))) ->> 'kind', 'edited', 'nor about another picture');
select is(pg_temp.decide('beach', 'reject') ->> 'field', 'reason_code', 'a rejection has a reason');
select is(pg_temp.decide('beach', 'reject', 'off_topic') ->> 'field', 'reason_code', 'that is one for photos');
select is(pg_temp.decide('beach', 'reject', 'other') ->> 'field', 'note', 'and another reason says which');
select is(pg_temp.state('beach'), 'pending', 'nothing has happened yet');
select is(pg_temp.decide('beach', 'approve', null, jsonb_build_object('client_key', tests.id('k'))) ->> 'result', 'applied', 'approved');
select is(pg_temp.decide('beach', 'approve', null, jsonb_build_object('client_key', tests.id('k'))) ->> 'repeated', 'true', 'sent again it is not made twice');
select is(pg_temp.state('beach'), 'approved', 'it is approved');
select is_empty($$select * from photo_queue$$, 'and waits no more');
select tests.act_as('priya');
select results_eq($$select r ->> 'kind', r ->> 'by_name', r ->> 'why' from (select pg_temp.decide('beach', 'reject', 'no_face', '{"decision_seen": null}') r) x$$,
  $$values ('decided', 'Ana', 'Ana was faster: approve.')$$, 'whoever comes second is told by whom');
select is(pg_temp.decide('beach', 'reject', 'no_face') ->> 'result', 'applied', 'having seen that, they may');
select is(pg_temp.state('beach'), 'rejected It does not show clearly who you are.', 'the member reads why');
select is(pg_temp.undo() ->> 'result', 'applied', 'taken back');
select is(pg_temp.state('beach'), 'approved', 'it is as it was');
select is(pg_temp.decide('beach', 'escalate', 'not_the_member', '{"note": "Seen elsewhere?"}') ->> 'result', 'applied', 'escalated');
select results_eq($$select why, escalated_name, escalated_note from photo_queue$$, $$values ('{escalated}'::text[], 'Priya', 'Seen elsewhere?')$$, 'it waits for somebody');
select tests.act_as('ana');
select is(pg_temp.decide('beach', 'reject', 'not_the_member') ->> 'result', 'applied', 'who rejects it');
select is_empty($$select * from photo_queue$$, 'then nothing waits');
select throws_ok($$update photo_decisions set note = 'Z'$$, '42501', null, 'no decision is rewritten');
select tests.act_as('owner');
select is((select count(*) from audit_log where table_name = 'user_images' and record_id = tests.id('beach')::text and action = 'update' and after ? 'state'), 4::bigint, 'each change of state is in the history');

-- ---------------------------------------------------------------------------------------
-- The member is told, and may object

select tests.act_as('nora');
select results_eq($$select what, rule_text, object_until > now() + interval '5 months', reversed_at is null from member_notices order by rule_text$$,
  $$values ('reject_photo', 'It does not show clearly who you are.', true, false), ('reject_photo', 'It is not a picture of you.', true, true)$$, 'each rejection is a statement of reasons, also one that was taken back');
insert into moderation_appeals (notice_id, member_id, text) select id, member_id, 'It is me.' from member_notices where reversed_at is null;
select tests.act_as('ana');
select is((select may_answer from appeal_queue), false, 'whoever decided does not answer');
select throws_ok($$select answer_appeal((select id from moderation_appeals), 'overturned', 'It is.')$$, '42501', null, 'not by any way');
select tests.act_as('priya');
select is((answer_appeal((select id from moderation_appeals), 'overturned', 'It is you indeed.')).state, 'overturned', 'a colleague does');
select is(pg_temp.state('beach'), 'approved', 'and the photo is shown again');

-- ---------------------------------------------------------------------------------------
-- Claims

select pg_temp.photo('bike', 'nora', 1, 9000000000000000000);
select tests.act_as('ana');
select is(claim_photos(jsonb_build_array(jsonb_build_object('item_id', tests.id('bike')))) -> 0 ->> 'result', 'claimed', 'claimed');
select tests.act_as('priya');
select results_eq($$select claimed_name from photo_queue$$, $$values ('Ana')$$, 'which colleagues see');
select is(claim_photos(jsonb_build_array(jsonb_build_object('item_id', tests.id('bike')))) -> 0 ->> 'claimed_name', 'Ana', 'who do not get it');
select is(pg_temp.decide('bike', 'approve') ->> 'kind', 'claimed', 'nor decide unawares');
select is(claim_photos(jsonb_build_array(jsonb_build_object('item_id', tests.id('bike'))), true) -> 0 ->> 'taken_from_name', 'Ana', 'except by taking it over');
select is((select count(*) from renew_claims()), 1::bigint, 'it is renewed like others');
select is(release_claims(), 1, 'and given back');

-- ---------------------------------------------------------------------------------------
-- The same picture elsewhere

select pg_temp.photo('copy', 'tom', 0, 255, 'bike');
select pg_temp.photo('near', 'eve', 0, 9000000000000000003);
select pg_temp.photo('owncopy', 'nora', 2, 9000000000000000000);
select tests.act_as('ana');
select is((select also_on from photo_queue where item_id = tests.id('bike')), 2, 'the same file, and one that looks nearly so, on two other profiles');
select results_eq($$select o ->> 'member_name', (o ->> 'distance')::integer from jsonb_array_elements(photo_context(tests.id('bike')) -> 'also_on') o$$,
  $$values ('Tom', 0), ('Eve', 2)$$, 'the nearest first');
select is(jsonb_array_length(photo_context(tests.id('bike')) -> 'others'), 2, 'and the member''s other photos beside it');

-- ---------------------------------------------------------------------------------------
-- Reasons fit what is decided about

select is(pg_temp.decide('bike', 'escalate', 'misinformation') ->> 'field', 'reason_code', 'what can only be said of a text is no reason for a photo');
select is(pg_temp.decide('bike', 'escalate', 'impersonation') ->> 'result', 'applied', 'what can be said of both is');
select pg_temp.undo();
select tests.act_as('nora');
insert into community_posts (id, user_id, title, body) values (tests.id('a post'), auth.uid(), 'T', 'B');
select tests.act_as('ana');
select is(moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('a post'), 'version', 1, 'decision', 'escalate', 'reason_code', 'child_in_picture',
  'client_key', gen_random_uuid()))) #>> '{0,why}', '“Shows a child” is no reason for a text.', 'nor what can only be said of a photo for a text');

-- ---------------------------------------------------------------------------------------
-- Judged with its description, and at its place

select tests.act_as('nora');
update user_images set alt_text = 'On a bike' where id = tests.id('bike');
select tests.act_as('ana');
select results_eq($$select version, alt_text from photo_queue where item_id = tests.id('bike')$$, $$values (2, 'On a bike')$$, 'while it waits its member describes it');
select is(pg_temp.decide('bike', 'approve', null, '{"version": 1}') ->> 'kind', 'edited', 'but nobody approves a description unseen');
select is(pg_temp.decide('bike', 'approve', null, '{"version": 2}') ->> 'result', 'applied', 'seen, it is approved');
select throws_ok($$update user_images set alt_text = 'Z' where id = tests.id('bike')$$, '42501', null, 'a colleague rewrites none');
select tests.act_as('nora');
select throws_ok($$update user_images set alt_text = 'Call 0151 555 0187' where id = tests.id('bike')$$, '42501', null, 'and what was approved keeps its description');
select lives_ok($$update user_images set position = 7 where id = tests.id('bike')$$, 'its place is free');
select tests.act_as('service_role');
select throws_ok($$update user_images set alt_text = 'Z' where id = tests.id('bike')$$, '42501', null, 'for workers, too');
select tests.act_as('nora');
do $$
begin
  -- Without Storage there is nowhere to put a file.
  if to_regclass('storage.objects') is not null then
    insert into storage.objects (bucket_id, name) values ('pictures', format('profiles/%s/new.png', auth.uid()));
  end if;
end
$$;
select throws_ok(format('insert into storage.objects (bucket_id, name) values (%L, %L)', 'pictures', format('profiles/%s/bike.png', auth.uid())), '42501', null, 'no file comes to the place of one that was judged')
where to_regclass('storage.objects') is not null;

-- Row security is not asked about an address to upload to that was given before; the file may be gone by now.
select tests.act_as('owner');
create function pg_temp.filled(statement text) returns text language plpgsql as $$
begin
  if to_regclass('storage.objects') is null then
    return 'refused';
  end if;
  -- Not whole in this file: the policy above looks for it in what is sent, which is this file.
  statement := replace(statement, 'on clash', 'on con' || 'flict');
  execute replace(replace(statement, '<bike>', format('profiles/%s/bike.png', tests.id('nora'))), '<new>', format('profiles/%s/new.png', tests.id('nora')));
  return 'done';
exception when insufficient_privilege then
  return 'refused';
end
$$;
select is(pg_temp.filled(statement), 'refused', 'whoever comes with it: ' || statement) from unnest(array[
  $$insert into storage.objects (bucket_id, name) values ('pictures', '<bike>')$$,
  $$insert into storage.objects (bucket_id, name) values ('pictures', '<bike>') on clash (bucket_id, name) do update set version = '2'$$,
  $$update storage.objects set name = '<bike>' where name = '<new>'$$]) statement;
set local session_replication_role = replica;
select pg_temp.filled($$insert into storage.objects (bucket_id, name, version) values ('pictures', '<bike>', '1')$$);
set local session_replication_role = origin;
select is(pg_temp.filled(statement), 'refused', 'and what lies there stays what was judged: ' || statement) from unnest(array[
  $$update storage.objects set version = '2' where name = '<bike>'$$,
  $$update storage.objects set metadata = '{"eTag": "other"}' where name = '<bike>'$$,
  $$update storage.objects set name = '<new>-2' where name = '<bike>'$$]) statement;
select is(pg_temp.filled($$update storage.objects set last_accessed_at = now() where name = '<bike>'; delete from storage.objects where name = '<bike>'$$),
  case when to_regclass('storage.objects') is null then 'refused' else 'done' end, 'it is read, and may be deleted');

-- Nor is a suspended member's file taken, whose address to upload to is older than the suspension.
insert into member_sanctions (member_id, kind, reason_code, created_by, ends_at) values (tests.id('nora'), 'suspend', 'scam', tests.id('ana'), now() + interval '1 day');
select is(pg_temp.filled($$insert into storage.objects (bucket_id, name) values ('pictures', '<new>-3.png')$$), 'refused', 'who is suspended brings no file');
update member_sanctions set lifted_at = now(), lifted_by = tests.id('ana'), lifted_why = 'Z' where member_id = tests.id('nora');
select is(pg_temp.filled($$insert into storage.objects (bucket_id, name) values ('pictures', '<new>-3.png')$$), case when to_regclass('storage.objects') is null then 'refused' else 'done' end, 'afterwards they may');

-- What waits is what a recomputation says.
select tests.act_as('owner');
create temporary table kept as select item_id, waiting_since, pending, escalated from moderation_waiting where item_type = 'photo' and waiting_since is not null;
select is(private.rebuild_photo_waiting(), (select count(*) from kept), 'as many wait');
select set_eq($$select item_id, waiting_since, pending, escalated from moderation_waiting where item_type = 'photo' and waiting_since is not null$$, $$select * from kept$$, 'the same');
select tests.act_as('nora');
delete from user_images where id = tests.id('bike');
select tests.act_as('owner');
select pg_temp.photo('bikeagain', 'nora', 8, 9000000000000000000, 'bike');
select tests.act_as('ana');
select results_eq($$select d ->> 'decision', (d ->> 'of_another')::boolean from jsonb_array_elements(photo_context(tests.id('bikeagain')) -> 'decisions') d where d ->> 'decision' = 'approve'$$,
  $$values ('approve', true)$$, 'who brings the same file again brings what was decided about it');
select tests.act_as('nora');
select tests.act_as('ana');
select is_empty($$select * from photo_queue where item_id = tests.id('bike')$$, 'what its member takes away waits no more');

-- ---------------------------------------------------------------------------------------
-- What somebody still has to judge, or may have to, is deleted by nobody, and its file neither

select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@photos.test' from unnest(array['ruth', 'lea']) name;
insert into profiles (id, display_name, email) select tests.id(name), initcap(name), name || '@photos.test' from unnest(array['ruth', 'lea']) name;
create temporary table stays as select tests.id(name) as id, name, format('profiles/%s/%s.png', tests.id(member), name) as place
  from (values ('bad', 'ruth'), ('passed-on', 'ruth'), ('objected', 'ruth'), ('hers', 'lea')) v (name, member);
grant select on stays to public;
do $$
begin
  if to_regclass('storage.objects') is not null then
    set local session_replication_role = replica;
    insert into storage.objects (bucket_id, name) select 'pictures', place from stays;
    set local session_replication_role = origin;
  end if;
end
$$;
select pg_temp.photo(name, member, place, 7000000000000000000 + 4095 * place)
from (values ('bad', 'ruth', 0), ('passed-on', 'ruth', 1), ('objected', 'ruth', 2), ('fresh', 'ruth', 3), ('good', 'ruth', 4), ('hers', 'lea', 5)) v (name, member, place);
select tests.act_as('ana');
select pg_temp.decide('bad', 'reject', 'spam'), pg_temp.decide('objected', 'reject', 'spam'), pg_temp.decide('passed-on', 'escalate', 'unsure'), pg_temp.decide('good', 'approve'), pg_temp.decide('hers', 'approve');
select tests.act_as('ruth');
insert into member_reports (id, member_id, reporter_id, category) values (tests.id('about lea'), tests.id('lea'), auth.uid(), 'scam');
select tests.act_as('owner');
insert into moderation_appeals (notice_id, member_id, text)
  select n.id, n.member_id, 'It is mine' from member_notices n join photo_decisions d on d.id = n.photo_decision_id where d.image_id = tests.id('objected');
update member_notices n set object_until = now() - interval '1 day' from photo_decisions d where d.id = n.photo_decision_id and d.image_id = tests.id('objected');
select tests.act_as('service_role');
select throws_ok(format('delete from user_images where id = %L', id), '23514', null, name || ' is not deleted by the service key') from stays;
select tests.act_as('owner');
select throws_ok(format('delete from storage.objects where name = %L', place), '42501', null, name || ': nor is its file') from stays where to_regclass('storage.objects') is not null;
select tests.act_as('ruth');
select throws_ok(format('delete from user_images where id = %L', id), '23514', null, name || ' is not deleted by its member') from stays where name <> 'hers';
select lives_ok($$delete from user_images where id in (tests.id('fresh'), tests.id('good'))$$, 'what nobody has to judge is');
select tests.act_as('lea');
select throws_ok($$delete from user_images where id = tests.id('hers')$$, '23514', 'Moderators look at this photo: it stays until they have decided.', 'who was reported is not told so, and takes nothing away');
select tests.act_as('priya');
select answer_member_report(tests.id('about lea'), 'dismissed', 'Nothing of it');
select pg_temp.decide('passed-on', 'approve');
select answer_appeal((select a.id from moderation_appeals a where a.text = 'It is mine'), 'upheld', 'It stays.');
select tests.act_as('owner');
update member_notices n set object_until = now() - interval '1 day' from photo_decisions d where d.id = n.photo_decision_id and d.image_id = tests.id('bad');
select tests.act_as('service_role');
select lives_ok(format('delete from user_images where id = %L', id), name || ' may go once that is decided and over') from stays;

-- ---------------------------------------------------------------------------------------
-- Where no trigger may stand on storage.objects: another file is neither approved nor shown, and waits to be judged

select tests.act_as('owner');
do $$
begin
  if to_regclass('storage.objects') is null then
    create schema if not exists storage;
    create table storage.objects (id uuid default gen_random_uuid(), bucket_id text, name text, version text, metadata jsonb);
  else
    alter table storage.objects disable trigger user;
  end if;
end
$$;
create function pg_temp.place(name text) returns text language sql as $$ select format('profiles/%s/%s.png', tests.id('nora'), name) $$;
create function pg_temp.put(name text, version text) returns void language sql as $$
  delete from storage.objects where bucket_id = 'pictures' and name = pg_temp.place(put.name);
  insert into storage.objects (bucket_id, name, version) values ('pictures', pg_temp.place(put.name), version)
$$;
create function pg_temp.shown() returns text language sql as $$
  select string_agg(substring(s from '[a-z]+(?=.png)'), ' ' order by s) from pictures_to_show(array[pg_temp.place('kept'), pg_temp.place('swapped'), pg_temp.place('early')]) s
$$;
delete from user_images where user_id = tests.id('nora');
select pg_temp.put(name, '1') from unnest(array['kept', 'swapped', 'early']) name;
select tests.act_as('nora');
insert into user_images (id, user_id, storage_path, position) select tests.id(name), auth.uid(), pg_temp.place(name), place from unnest(array['kept', 'swapped', 'early']) with ordinality n (name, place);
select tests.act_as('ana');
select note_photo(tests.id(name), repeat(sign, 64), 1) from (values ('kept', '1'), ('swapped', '2'), ('early', '3')) v (name, sign);
select is(pg_temp.decide(name, 'approve', null, jsonb_build_object('checksum', repeat(sign, 64))) ->> 'result', 'applied', name || ' is approved') from (values ('kept', '1'), ('swapped', '2')) v (name, sign);
select throws_ok($$select pictures_to_show('{}')$$, '42501', null, 'what is shown is asked by whoever signs addresses');
select tests.act_as('service_role');
select is(pg_temp.shown(), 'kept swapped', 'what is approved is shown');
select tests.act_as('owner');
select pg_temp.put('swapped', '2'), pg_temp.put('early', '2');
select tests.act_as('ana');
select is(pg_temp.decide('early', 'approve', null, jsonb_build_object('checksum', repeat('3', 64))) ->> 'kind', 'edited', 'another than the one that was seen is not approved');
select throws_ok('select recheck_pictures()', '42501', null, 'nobody but a worker looks for them');
select tests.act_as('service_role');
select is(recheck_pictures(), 1, 'it was put back, the other is found');
select is(recheck_pictures(), 0, 'once');
select is(pg_temp.shown(), 'kept', 'another file in the place of one that was approved is not shown');
select tests.act_as('ana');
select set_eq($$select item_id from photo_queue where item_id in (tests.id('kept'), tests.id('swapped'), tests.id('early'))$$, $$select tests.id(n) from unnest(array['swapped', 'early']) n$$, 'and wait');
select set_eq($$select distinct why from photo_queue where item_id in (tests.id('swapped'), tests.id('early'))$$, $$values ('{edited,pending}'::text[])$$, 'the queue says why');
select is(pg_temp.decide('swapped', 'approve', null, jsonb_build_object('checksum', repeat('2', 64))) ->> 'why', 'Look at the picture first: its checksum goes with the decision.', 'seen by nobody yet');
select note_photo(tests.id('swapped'), repeat('4', 64), 1);
select is(pg_temp.decide('swapped', 'approve', null, jsonb_build_object('checksum', repeat('4', 64))) ->> 'result', 'applied', 'whoever sees it may approve it');
select tests.act_as('service_role');
select is(pg_temp.shown(), 'kept swapped', 'and it is shown');
-- Posts as photos: who shows another file than the one that was judged waits, and the queue says why.
select tests.act_as('owner');
create function pg_temp.place_of(name text) returns text language sql as $$ select format('posts/%s/%s.png', tests.id('tom'), name) $$;
create function pg_temp.swap(name text, version text) returns void language sql as $$
  delete from storage.objects where bucket_id = 'pictures' and name = pg_temp.place_of(swap.name);
  insert into storage.objects (bucket_id, name, version) select 'pictures', pg_temp.place_of(swap.name), version where version is not null
$$;
create function pg_temp.judge(name text, decision text default 'approve', reason text default null, version integer default null) returns jsonb language sql as $$
  select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id(name), 'decision', decision, 'reason_code', reason, 'client_key', gen_random_uuid(),
    'version', coalesce(judge.version, (select coalesce(p.pending_version, p.version) from community_posts p where p.id = tests.id(name))),
    'decision_seen', (select max(d.id) from moderation_decisions d where d.post_id = tests.id(name))))) -> 0
$$;
create function pg_temp.stands(name text) returns text language sql as $$ select concat_ws(' ', state, version, pending_version, body) from community_posts where id = tests.id(name) $$;
create function pg_temp.waits(name text) returns text language sql as $$
  select concat_ws(' ', (select string_agg(w, ' ') from unnest(q.why) w), (select 'new_file' from jsonb_array_elements(q.explanation) e where e ->> 'factor' = 'new_file')) from moderation_queue q where q.item_id = tests.id(name) $$;
create function pg_temp.seen() returns text language sql as $$
  select string_agg(substring(s from '[a-z]+(?=.png)'), ' ' order by s) from pictures_to_show(array[pg_temp.place_of('cat'), pg_temp.place_of('dog'), pg_temp.place_of('owl')]) s
$$;
select pg_temp.swap(name, '1') from unnest(array['cat', 'dog', 'owl']) name;
select tests.act_as('tom');
insert into community_posts (id, user_id, title, body, image_path) select tests.id(n), auth.uid(), 'A ' || n, 'Look, a ' || n, pg_temp.place_of(n) from unnest(array['cat', 'dog', 'owl']) n;
select tests.act_as('ana');
select is(pg_temp.judge(n) ->> 'result', 'applied', n || ' is approved') from unnest(array['cat', 'dog']) n;
select is(claim_items(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('owl')))) -> 0 ->> 'result', 'claimed', 'owl is looked at');
select tests.act_as('service_role');
select is(pg_temp.seen(), 'cat dog', 'what is approved is shown');
select is(recheck_pictures(), 0, 'and nothing is another');
select tests.act_as('owner');
select pg_temp.swap('cat', '2'), pg_temp.swap('owl', '2');
-- Between the look and the decision.
select tests.act_as('ana');
select is(pg_temp.judge('owl') ->> 'kind', 'edited', 'another file than the one that was looked at is not approved');
select is(pg_temp.stands('owl'), 'pending 2 Look, a owl', 'it is another version');
select is(pg_temp.judge('owl', version => 1) ->> 'kind', 'edited', 'the version that was seen is not the one that waits');
select is(pg_temp.waits('owl'), 'pending new_file', 'and the queue says why');
select is(pg_temp.judge('owl') ->> 'result', 'applied', 'whoever sees it may approve it');
select is(pg_temp.waits('owl'), null, 'and it waits no more');
select tests.act_as('service_role');
select is(pg_temp.seen(), 'dog owl', 'who asks for addresses does not get another file than the one that was approved');
select tests.act_as('ana');
select is(pg_temp.stands('cat'), 'published 1 2 Look, a cat', 'the words stand, the picture waits at once');
select is(pg_temp.waits('cat'), 'edited new_file', 'the queue says why');
select is((select count(*) from audit_log where table_name = 'community_posts' and record_id = tests.id('cat')::text and reason = 'Its file is another than the one that was seen')::integer, 1, 'and so does its history');
select is(pg_temp.judge('cat', 'decline_edit', 'scam') ->> 'result', 'applied', 'the new picture is declined');
select is(pg_temp.stands('cat'), 'published 1 Look, a cat', 'the words still stand');
select tests.act_as('service_role');
select is(recheck_pictures(), 0, 'what was declined does not come back');
select is(pg_temp.seen(), 'dog owl', 'nor is it shown');
select tests.act_as('owner');
select pg_temp.swap('cat', '3');
select tests.act_as('service_role');
select is(recheck_pictures(), 1, 'the next file does');
select tests.act_as('owner');
select pg_temp.swap('cat', '4');
select tests.act_as('ana');
select is(pg_temp.judge('cat') ->> 'kind', 'edited', 'and the one after it is not approved for it');
select is(pg_temp.judge('cat') ->> 'result', 'applied', 'but when it was looked at');
select tests.act_as('service_role');
select is(pg_temp.seen(), 'cat dog owl', 'and is shown');
select tests.act_as('ana');
select pg_temp.judge('dog', 'remove', 'scam');
select tests.act_as('owner');
select pg_temp.swap('dog', '2');
select tests.act_as('service_role');
select is(recheck_pictures(), 0, 'what is removed shows nothing');
select tests.act_as('ana');
select is(pg_temp.judge('dog', 'restore', 'within_rules') ->> 'kind', 'edited', 'and does not come back with another picture that nobody saw');
select is(pg_temp.judge('dog', 'restore', 'within_rules') ->> 'result', 'applied', 'but once it was seen');
select tests.act_as('owner');
select pg_temp.swap('dog', null);
select tests.act_as('service_role');
select is(recheck_pictures() || coalesce(pg_temp.seen(), ''), '0cat owl', 'where nothing lies nothing is shown, nor to be judged');
select tests.act_as('owner');
select is_empty($$select w.item_id from moderation_waiting w, private.item_waiting(w.item_type, w.item_id) f where w.item_type = 'post' and (w.waiting_since is not null or f.waiting_since is not null)
  and (w.waiting_since, w.edited, w.pending, w.signals) is distinct from (f.waiting_since, f.edited, f.pending, f.signals)$$, 'what waits is what comes out when it is asked anew');
-- A suspended member's file comes by an address from before: nothing of theirs shows it, nor what they had.
select tests.act_as('owner');
insert into member_sanctions (member_id, kind, reason_code, created_by, ends_at) values (tests.id('nora'), 'suspend', 'scam', tests.id('ana'), now() + interval '1 day');
select pg_temp.put('late', '1');
select tests.act_as('nora');
select throws_ok($$insert into user_images (user_id, storage_path, position) values (auth.uid(), pg_temp.place('late'), 9)$$, '42501', null, 'a suspended member shows no file that came late');
select tests.act_as('service_role');
select throws_ok($$insert into user_images (user_id, storage_path, position) values (tests.id('nora'), pg_temp.place('late'), 9)$$, '42501', null, 'nor does a worker for them');
select is(pg_temp.shown(), null, 'and what they had is not shown');

select * from finish();
rollback;
