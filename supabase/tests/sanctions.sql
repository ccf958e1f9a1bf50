-- Sanctions: previewed by what then does them, felt by the member at once, over by time or lifted.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then ''
    else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' else 'authenticated' end, true);
$$;
insert into auth.users (id, email) select pg_temp.id(name), name || '@sanctions.test' from unnest(array['member', 'other', 'ana', 'growth']) name;
insert into profiles (id, display_name, email) select pg_temp.id(name), initcap(name), name || '@sanctions.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select pg_temp.id(name), initcap(name), name || '@sanctions.test', array[case name when 'ana' then 'moderator' else name end] from unnest(array['ana', 'growth']) name;
insert into community_posts (id, user_id, title, body, state) values
  (pg_temp.id('published'), pg_temp.id('member'), 'Published', 'P', 'published'), (pg_temp.id('pending'), pg_temp.id('member'), 'Pending', 'P', 'pending'),
  (pg_temp.id('theirs'), pg_temp.id('other'), 'Theirs', 'T', 'published');
insert into post_comments (id, post_id, user_id, body, state) values (pg_temp.id('remark'), pg_temp.id('theirs'), pg_temp.id('member'), 'Remark', 'pending');

-- What the member may do at this moment, tried and undone.
create function pg_temp.may(what text) returns boolean language plpgsql as $$
begin
  perform pg_temp.act_as('member');
  begin
    case what
      when 'post' then insert into community_posts (user_id, title, body) values (auth.uid(), 'T', 'B');
      when 'edit a post' then update community_posts set body = 'Z' where id = pg_temp.id('published');
      when 'comment' then insert into post_comments (post_id, user_id, body) values (pg_temp.id('theirs'), auth.uid(), 'B');
      when 'edit a comment' then update post_comments set body = 'Z' where id = pg_temp.id('remark');
      when 'react' then insert into post_reactions (post_id, user_id) values (pg_temp.id('theirs'), auth.uid());
      when 'report' then insert into content_reports (post_id, reporter_id, category) values (pg_temp.id('theirs'), auth.uid(), 'spam');
      when 'add a photo' then insert into user_images (user_id, storage_path) values (auth.uid(), 'a.jpg');
      when 'read' then perform from community_posts where id = pg_temp.id('theirs');
    end case;
    if not found then
      raise exception using errcode = 'UNDO1', message = 'false';
    end if;
    raise exception using errcode = 'UNDO1', message = 'true';
  exception
    when sqlstate 'UNDO1' then return sqlerrm::boolean;
    when insufficient_privilege then return false;
  end;
end
$$;
create function pg_temp.may_do() returns text language sql as $$
  select string_agg(what, ', ' order by n) from unnest(array['post', 'edit a post', 'comment', 'edit a comment', 'react', 'report', 'add a photo', 'read']) with ordinality w (what, n) where pg_temp.may(what)
$$;
create temporary table answer (label text primary key, body jsonb);
grant all on answer to authenticated;

select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'a member in good standing may do all');

select pg_temp.act_as('ana');
insert into answer select 'warn', sanction_member(pg_temp.id('member'), 'warn', null, 'harassment', 'Only we read this', 'Please stay kind.');
select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'a warning takes nothing away');
select results_eq($$select kind, reason, message, active from my_sanctions()$$, $$values ('warn', 'Harassment or insults', 'Please stay kind.', false)$$, 'the member reads it');
select is_empty($$select * from member_sanctions$$, 'but not the moderators'' note');

select pg_temp.act_as('ana');
select results_eq($$select p ->> 'kind', p #>> '{told,title}', p #>> '{told,text}', p -> 'cannot', p #> '{counts,changes}', p -> 'items', (p ->> 'ends_at')::timestamptz = now() + interval '7 days' from preview_sanction(pg_temp.id('member'), 'mute', 7, 'spam') p$$,
  $$values ('mute', format('You cannot write in the community until %s', to_char((now() + interval '7 days') at time zone 'UTC', 'FMDD FMMonth YYYY')), 'It was spam or advertising.',
    '["Write or edit posts", "Write or edit comments"]'::jsonb, '0'::jsonb, '[]'::jsonb, true)$$, 'a preview says what the member is told, until when, and what they cannot do');
select is((select count(*) from member_sanctions where kind = 'mute'), 0::bigint, 'and does nothing');
insert into answer select 'mute', sanction_member(pg_temp.id('member'), 'mute', 7, 'spam');
select is(pg_temp.may_do(), 'react, report, add a photo, read', 'who is muted cannot write');
select pg_temp.act_as('other');
select lives_ok($$insert into community_posts (user_id, title, body) values (auth.uid(), 'T', 'B')$$, 'others can');
select pg_temp.act_as('ana');
select results_eq($$select body #>> '{sanction,created_by}', reason from answer, audit_log where label = 'mute' and table_name = 'member_sanctions' and record_id = body #>> '{sanction,id}'$$,
  $$values (pg_temp.id('ana')::text, null)$$, 'who imposed it stands in the history');
select results_eq($$select sanction, mutes, warnings, sanction_ends_at = now() + interval '7 days' from author_moderation_record where user_id = pg_temp.id('member')$$, $$values ('mute', 1::bigint, 1::bigint, true)$$, 'and in the author''s record');
select is((select author_sanction from moderation_queue where item_id = pg_temp.id('pending')), 'mute', 'and beside what of theirs waits');

-- It ends by time.
select pg_temp.act_as('owner');
alter table member_sanctions disable trigger only_lift;
update member_sanctions set starts_at = now() - interval '8 days', ends_at = now() - interval '1 second' where kind = 'mute';
alter table member_sanctions enable trigger only_lift;
select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'when its time is over they can again, without anything having run');
select results_eq($$select kind, active from my_sanctions() where kind = 'mute'$$, $$values ('mute', false)$$, 'the member sees that it is over');
select pg_temp.act_as('ana');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'mute'), 'Why')$$, '23514', 'It has ended by itself.', 'there is nothing to lift');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'warn'), 'Why')$$, '23514', null, 'nor is there of a warning');

-- A suspension, with what waits.
insert into answer select 'preview', preview_sanction(pg_temp.id('member'), 'suspend', 30, 'scam', true, 'We have stopped your account.');
select results_eq($$select body #>> '{counts,changes}', body #>> '{counts,stay_visible}', body #>> '{told,text}' from answer where label = 'preview'$$, $$values ('2', '1', 'We have stopped your account.')$$, 'a suspension can hide what waits');
select throws_ok($$select sanction_member(pg_temp.id('member'), 'suspend', 30, 'scam', null, null, true, 1)$$, 'PT409', 'You confirmed that 1 of their items change, but it would be 2 now. Nothing was done.', 'only what was confirmed');
insert into answer select 'suspend', sanction_member(pg_temp.id('member'), 'suspend', 30, 'scam', null, 'We have stopped your account.', true, 2);
select results_eq($$select i ->> 'item_type', (i ->> 'item_id')::uuid, i ->> 'state_after' from answer, jsonb_array_elements(body -> 'items') i where label = 'suspend' order by 1$$,
  $$select i ->> 'item_type', (i ->> 'item_id')::uuid, i ->> 'state_after' from answer, jsonb_array_elements(body -> 'items') i where label = 'preview' order by 1$$, 'what it did is what was previewed');
select results_eq($$select decision, reason_code from moderation_decisions where post_id = pg_temp.id('pending') or comment_id = pg_temp.id('remark')$$, $$values ('hide', 'scam'), ('hide', 'scam')$$, 'each by a decision');
select is((select state from community_posts where id = pg_temp.id('published')), 'published', 'what is published stays');
select is(pg_temp.may_do(), 'read', 'who is suspended reads, and nothing else');
select pg_temp.act_as('ana');
select throws_ok($$update member_sanctions set ends_at = now() + interval '900 days' where kind = 'suspend'$$, '23514', null, 'a sanction is not changed');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'suspend'), ' ')$$, '23514', 'Say why.', 'lifting it needs a reason');
select results_eq($$select lifted_by, lifted_why, lifted_at is not null from lift_sanction((select id from member_sanctions where kind = 'suspend'), 'Mistaken for another')$$, $$values (pg_temp.id('ana'), 'Mistaken for another', true)$$, 'and records it');
select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'then they can again');
select pg_temp.act_as('ana');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'suspend'), 'Again')$$, 'PT409', 'Ana has lifted it already.', 'once');
insert into answer select 'for good', sanction_member(pg_temp.id('member'), 'suspend', null, 'underage');
select is((select preview_sanction(pg_temp.id('member'), 'mute', 1) #>> '{active,0,kind}'), 'suspend', 'a preview shows what holds already');
select is(pg_temp.may_do(), 'read', 'a suspension may have no end');

-- What is refused
select pg_temp.act_as('ana');
select throws_ok($$select preview_sanction(pg_temp.id('member'), 'mute')$$, '23514', 'Say for how many days.', 'a mute has an end');
select throws_ok($$select preview_sanction(pg_temp.id('member'), 'mute', 400)$$, '23514', null, 'within a year');
select throws_ok($$select preview_sanction(pg_temp.id('member'), 'warn', 3)$$, '23514', null, 'a warning has none');
select throws_ok($$select preview_sanction(pg_temp.id('member'), 'ban', 3)$$, '22023', null, 'there are three kinds');
select throws_ok($$select preview_sanction(pg_temp.id('nobody'), 'mute', 3)$$, 'P0002', null, 'for members that exist');
select throws_ok($$select sanction_member(pg_temp.id('member'), 'mute', 3, 'within_rules')$$, '23514', 'Choose a reason.', 'for a reason that is one');
select throws_ok($$select sanction_member(pg_temp.id('member'), 'mute', 3, 'other')$$, '23514', null, 'told in the note when it is another');
select pg_temp.act_as('growth');
select throws_ok($$select preview_sanction(pg_temp.id('member'), 'mute', 3)$$, '42501', null, 'only moderators preview');
select throws_ok($$select sanction_member(pg_temp.id('member'), 'mute', 3, 'spam')$$, '42501', null, 'impose');
select throws_ok($$select lift_sanction(gen_random_uuid(), 'Why')$$, '42501', null, 'and lift');

-- By whichever way one is written
select pg_temp.act_as('ana');
select throws_ok($$insert into member_sanctions (member_id, kind, reason_code) values (pg_temp.id('other'), 'suspend', 'within_rules')$$, '23514', 'This is not a reason for a sanction.', 'for a reason that is one');
select throws_ok($$insert into member_sanctions (member_id, kind, reason_code, ends_at) values (pg_temp.id('other'), 'mute', 'spam', now() + interval '900 days')$$, '23514', null, 'within a year');
insert into member_sanctions (member_id, kind, reason_code, starts_at, ends_at) values (pg_temp.id('other'), 'mute', 'spam', '2000-01-01', now() + interval '1 day');
select is((select starts_at from member_sanctions where member_id = pg_temp.id('other')), now(), 'from now on');
select throws_ok($$update member_sanctions set lifted_by = null where lifted_at is not null$$, '23514', 'It is lifted already.', 'who lifted one stays');
select pg_temp.act_as('member');
select throws_ok($$update profiles set bio = 'Write to me elsewhere' where id = pg_temp.id('member')$$, '42501', null, 'who is suspended shows nothing new of themself');

select * from finish();
rollback;
