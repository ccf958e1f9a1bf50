-- Sanctions: previewed by what then does them, felt by the member at once, over by time or lifted.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@sanctions.test' from unnest(array['member', 'other', 'ana', 'priya', 'admin', 'growth']) name;
insert into profiles (id, display_name, email) select tests.id(name), initcap(name), name || '@sanctions.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@sanctions.test', array[case when name in ('ana', 'priya') then 'moderator' else name end] from unnest(array['ana', 'priya', 'admin', 'growth']) name;
insert into community_posts (id, user_id, title, body, state) values
  (tests.id('published'), tests.id('member'), 'Published', 'P', 'published'), (tests.id('pending'), tests.id('member'), 'Pending', 'P', 'pending'),
  (tests.id('theirs'), tests.id('other'), 'Theirs', 'T', 'published');
insert into post_comments (id, post_id, user_id, body, state) values (tests.id('remark'), tests.id('theirs'), tests.id('member'), 'Remark', 'pending');

-- What the member may do at this moment, tried and undone.
create function pg_temp.may(what text) returns boolean language plpgsql as $$
begin
  perform tests.act_as('member');
  begin
    case what
      when 'post' then insert into community_posts (user_id, title, body) values (auth.uid(), 'T', 'B');
      when 'edit a post' then update community_posts set body = 'Z' where id = tests.id('published');
      when 'comment' then insert into post_comments (post_id, user_id, body) values (tests.id('theirs'), auth.uid(), 'B');
      when 'edit a comment' then update post_comments set body = 'Z' where id = tests.id('remark');
      when 'react' then insert into post_reactions (post_id, user_id) values (tests.id('theirs'), auth.uid());
      when 'report' then insert into content_reports (post_id, reporter_id, category) values (tests.id('theirs'), auth.uid(), 'spam');
      when 'add a photo' then insert into user_images (user_id, storage_path) values (auth.uid(), 'profiles/' || auth.uid() || '/a.jpg');
      when 'read' then perform from community_posts where id = tests.id('theirs');
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

select tests.act_as('ana');
insert into answer select 'warn', sanction_member(tests.id('member'), 'warn', null, 'harassment', 'Only we read this', 'Please stay kind.');
select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'a warning takes nothing away');
select results_eq($$select kind, reason, message, active from my_sanctions()$$, $$values ('warn', 'Harassment or insults', 'Please stay kind.', false)$$, 'the member reads it');
select is_empty($$select * from member_sanctions$$, 'but not the moderators'' note');

select tests.act_as('ana');
select results_eq($$select p ->> 'kind', p #>> '{told,title}', p #>> '{told,text}', p -> 'cannot', p #> '{counts,changes}', p -> 'items', (p ->> 'ends_at')::timestamptz = now() + interval '7 days' from preview_sanction(tests.id('member'), 'mute', 7, 'spam') p$$,
  $$values ('mute', format('You cannot write in the community until %s', to_char((now() + interval '7 days') at time zone 'UTC', 'FMDD FMMonth YYYY')), 'It was spam or advertising.',
    '["Write or edit posts", "Write or edit comments"]'::jsonb, '0'::jsonb, '[]'::jsonb, true)$$, 'a preview says what the member is told, until when, and what they cannot do');
select is((select count(*) from member_sanctions where kind = 'mute'), 0::bigint, 'and does nothing');
insert into answer select 'mute', sanction_member(tests.id('member'), 'mute', 7, 'spam');
select is(pg_temp.may_do(), 'react, report, add a photo, read', 'who is muted cannot write');
select tests.act_as('other');
select lives_ok($$insert into community_posts (user_id, title, body) values (auth.uid(), 'T', 'B')$$, 'others can');
select tests.act_as('ana');
select results_eq($$select body #>> '{sanction,created_by}', reason from answer, audit_log where label = 'mute' and table_name = 'member_sanctions' and record_id = body #>> '{sanction,id}'$$,
  $$values (tests.id('ana')::text, null)$$, 'who imposed it stands in the history');
select results_eq($$select sanction, mutes, warnings, sanction_ends_at = now() + interval '7 days' from author_moderation_record where user_id = tests.id('member')$$, $$values ('mute', 1::bigint, 1::bigint, true)$$, 'and in the author''s record');
select is((select author_sanction from moderation_queue where item_id = tests.id('pending')), 'mute', 'and beside what of theirs waits');

-- It ends by time.
select tests.act_as('owner');
alter table member_sanctions disable trigger only_lift;
update member_sanctions set starts_at = now() - interval '8 days', ends_at = now() - interval '1 second' where kind = 'mute';
alter table member_sanctions enable trigger only_lift;
select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'when its time is over they can again, without anything having run');
select results_eq($$select kind, active from my_sanctions() where kind = 'mute'$$, $$values ('mute', false)$$, 'the member sees that it is over');
select tests.act_as('ana');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'mute'), 'Why')$$, '23514', 'It has ended by itself.', 'there is nothing to lift');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'warn'), 'Why')$$, '23514', null, 'nor is there of a warning');

-- A suspension, with what waits.
insert into answer select 'preview', preview_sanction(tests.id('member'), 'suspend', 30, 'scam', true, 'We have stopped your account.');
select results_eq($$select body #>> '{counts,changes}', body #>> '{counts,stay_visible}', body #>> '{told,text}' from answer where label = 'preview'$$, $$values ('2', '1', 'We have stopped your account.')$$, 'a suspension can hide what waits');
select throws_ok($$select sanction_member(tests.id('member'), 'suspend', 30, 'scam', null, null, true, 1)$$, 'PT409', 'You confirmed that 1 of their items change, but it would be 2 now. Nothing was done.', 'only what was confirmed');
insert into answer select 'suspend', sanction_member(tests.id('member'), 'suspend', 30, 'scam', null, 'We have stopped your account.', true, 2);
select results_eq($$select i ->> 'item_type', (i ->> 'item_id')::uuid, i ->> 'state_after' from answer, jsonb_array_elements(body -> 'items') i where label = 'suspend' order by 1$$,
  $$select i ->> 'item_type', (i ->> 'item_id')::uuid, i ->> 'state_after' from answer, jsonb_array_elements(body -> 'items') i where label = 'preview' order by 1$$, 'what it did is what was previewed');
select results_eq($$select decision, reason_code from moderation_decisions where post_id = tests.id('pending') or comment_id = tests.id('remark')$$, $$values ('hide', 'scam'), ('hide', 'scam')$$, 'each by a decision');
select is((select state from community_posts where id = tests.id('published')), 'published', 'what is published stays');
select is(pg_temp.may_do(), 'read', 'who is suspended reads, and nothing else');
select tests.act_as('ana');
select throws_ok($$update member_sanctions set ends_at = now() + interval '900 days' where kind = 'suspend'$$, '42501', null, 'a sanction is not changed');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'suspend'), ' ')$$, '23514', 'Say why.', 'lifting it needs a reason');
select results_eq($$select lifted_by, lifted_why, lifted_at is not null from lift_sanction((select id from member_sanctions where kind = 'suspend'), 'Mistaken for another')$$, $$values (tests.id('ana'), 'Mistaken for another', true)$$, 'and records it');
select is(pg_temp.may_do(), 'post, edit a post, comment, edit a comment, react, report, add a photo, read', 'then they can again');
select tests.act_as('ana');
select throws_ok($$select lift_sanction((select id from member_sanctions where kind = 'suspend'), 'Again')$$, 'PT409', 'Ana has lifted it already.', 'once');
insert into answer select 'for good', sanction_member(tests.id('member'), 'suspend', null, 'underage');
select is((select preview_sanction(tests.id('member'), 'mute', 1) #>> '{active,0,kind}'), 'suspend', 'a preview shows what holds already');
select is(pg_temp.may_do(), 'read', 'a suspension may have no end');

-- What is refused
select tests.act_as('ana');
select throws_ok($$select preview_sanction(tests.id('member'), 'mute')$$, '23514', 'Say for how many days.', 'a mute has an end');
select throws_ok($$select preview_sanction(tests.id('member'), 'mute', 400)$$, '23514', null, 'within a year');
select throws_ok($$select preview_sanction(tests.id('member'), 'warn', 3)$$, '23514', null, 'a warning has none');
select throws_ok($$select preview_sanction(tests.id('member'), 'ban', 3)$$, '22023', null, 'there are three kinds');
select throws_ok($$select preview_sanction(tests.id('nobody'), 'mute', 3)$$, 'PT404', null, 'for members that exist');
select throws_ok($$select sanction_member(tests.id('member'), 'mute', 3, 'within_rules')$$, '23514', 'Choose a reason.', 'for a reason that is one');
select throws_ok($$select sanction_member(tests.id('member'), 'mute', 3, 'other')$$, '23514', null, 'told in the note when it is another');
select tests.act_as('growth');
select throws_ok($$select preview_sanction(tests.id('member'), 'mute', 3)$$, '42501', null, 'only moderators preview');
select throws_ok($$select sanction_member(tests.id('member'), 'mute', 3, 'spam')$$, '42501', null, 'impose');
select throws_ok($$select lift_sanction(gen_random_uuid(), 'Why')$$, '42501', null, 'and lift');

-- Through no other door

select tests.denied(person, statement) from unnest(array['member', 'ana', 'admin', 'service_role']) person, unnest(array[
  $$insert into member_sanctions (member_id, kind, reason_code, created_by) values (tests.id('other'), 'suspend', 'spam', tests.id('ana'))$$,
  $$update member_sanctions set lifted_why = 'Z'$$, $$delete from member_sanctions$$]) statement;
select tests.denied(person, $$update profiles set state = 'suspended' where id = tests.id('other')$$) from unnest(array['other', 'ana', 'admin', 'service_role']) person;
select tests.denied(person, $$update profiles set state = 'active' where id = tests.id('member')$$) from unnest(array['ana', 'admin', 'service_role']) person;
select tests.act_as('owner');
select throws_ok($$update member_sanctions set ends_at = now() + interval '900 days' where kind = 'suspend' and lifted_at is null$$, '23514', null, 'not even the system changes one');

-- The profile is the sanction, verb by verb.
select is((select state from profiles where id = tests.id('member')), 'suspended', 'the sanction suspends the profile');
create function pg_temp.verbs() returns setof text language plpgsql as $$
declare
  statement text;
begin
  perform tests.act_as('member');
  foreach statement in array array[
    'insert into community_posts (user_id, title, body) values (auth.uid(), ''T'', ''B'')', 'update community_posts set body = ''Z'' where user_id = auth.uid()',
    'insert into post_comments (post_id, user_id, body) values (tests.id(''theirs''), auth.uid(), ''B'')', 'update post_comments set body = ''Z'' where user_id = auth.uid()',
    'insert into post_reactions (post_id, user_id) values (tests.id(''theirs''), auth.uid())', 'delete from post_reactions where user_id = auth.uid()',
    'insert into content_reports (post_id, reporter_id, category) values (tests.id(''theirs''), auth.uid(), ''spam'')',
    'insert into user_images (user_id, storage_path) values (auth.uid(), ''profiles/'' || auth.uid() || ''/a.jpg'')', 'update user_images set alt_text = ''Z'' where user_id = auth.uid()', 'delete from user_images where user_id = auth.uid()',
    'update profiles set bio = ''Z'' where id = auth.uid()', 'insert into user_preferences (user_id, category, value) values (auth.uid(), ''pets'', ''1'')',
    'update user_preferences set importance = 1 where user_id = auth.uid()', 'delete from user_dealbreakers where user_id = auth.uid()', 'delete from user_preferences where user_id = auth.uid()',
    'update user_conversations set state = state where user_id = auth.uid()', 'update match_feedback set rating = 1 where user_id = auth.uid()'] loop
    return query select throws_ok(statement, '42501', null, 'suspended: ' || statement);
  end loop;
end
$$;
select pg_temp.verbs();
-- Also what is added one day: every table of the members' own refuses every verb, and what else they reach by their key is the staff's, or objecting.
select tests.act_as('owner');
create temporary table verb as
  select c.oid::regclass as place, v as verb, (
    select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege('authenticated', c.oid, a.attnum, 'update') limit 1) as col
  from pg_class c join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = 'private.refuse_suspended'::regproc, unnest(array['insert', 'update', 'delete']) v
  where c.relnamespace = 'public'::regnamespace
    and case v when 'delete' then has_table_privilege('authenticated', c.oid, v) else has_any_column_privilege('authenticated', c.oid, v) end;
grant select on verb to public;
select tests.act_as('member');
select throws_ok(case verb.verb when 'insert' then format('insert into %s default values', place) when 'update' then format('update %s set %s = %2$s where false', place, col) else format('delete from %s where false', place) end,
  '42501', 'You are suspended. my_sanctions tells why and until when.', format('suspended: %s %s', verb.verb, place)) from verb;
select is((select string_agg(distinct p.tablename, ' ' order by p.tablename) from pg_policies p
    where p.schemaname = 'public' and p.cmd <> 'SELECT' and concat(p.qual, p.with_check) ~ 'uid\(\)' and not exists (select from verb where verb.place = to_regclass(format('%I.%I', p.schemaname, p.tablename)))
      and not concat(p.qual, p.with_check) ~ 'is_staff|own_roles|has_role|may_import'), 'import_rows moderation_appeals', 'imports are the staff''s; whoever is suspended may object');
select tests.act_as('service_role');
select throws_ok(replace(statement, 'auth.uid()', 'tests.id(''member'')'), '42501', null, 'nor by a worker: ' || statement) from unnest(array[
  'insert into community_posts (user_id, title, body) values (auth.uid(), ''T'', ''B'')', 'update community_posts set body = ''Z'' where user_id = auth.uid()',
  'insert into post_comments (post_id, user_id, body) values (tests.id(''theirs''), auth.uid(), ''B'')', 'update post_comments set body = ''Z'' where user_id = auth.uid()',
  'insert into post_reactions (post_id, user_id) values (tests.id(''theirs''), auth.uid())',
  'insert into content_reports (post_id, reporter_id, category) values (tests.id(''theirs''), auth.uid(), ''spam'')',
  'insert into user_images (user_id, storage_path) values (auth.uid(), ''profiles/'' || auth.uid() || ''/a.jpg'')', 'update profiles set bio = ''Z'' where id = auth.uid()',
  'insert into user_preferences (user_id, category, value) values (auth.uid(), ''pets'', ''1'')']) statement;
select lives_ok($$update profiles set last_active_at = now() where id = tests.id('member')$$, 'what a worker measures it still notes');
select throws_ok($$insert into matches (user_a, user_b, score) values (least(tests.id('member'), tests.id('other')), greatest(tests.id('member'), tests.id('other')), 50)$$, '23514', 'Who is suspended is matched with nobody.', 'no match is made');
select tests.act_as('owner');
insert into matches (id, user_a, user_b, score) values (tests.id('match'), least(tests.id('member'), tests.id('other')), greatest(tests.id('member'), tests.id('other')), 50);
insert into introduction_reports (id, match_id, headline, summary, model) values (tests.id('introduction'), tests.id('match'), 'N', 'N', 'n');
select tests.act_as('other');
select is_empty($$select * from matches$$, 'and none is shown');
select tests.act_as('service_role');
select throws_ok($$update introduction_reports set state = 'delivered', delivered_at = now()$$, '23514', 'Who is suspended is introduced to nobody.', 'nor sent');
select throws_ok(format($$insert into matches (user_a, user_b, score, state) values (least(tests.id('member'), tests.id('other')), greatest(tests.id('member'), tests.id('other')), 50, %L)$$, state), '23514', 'Who is suspended is matched with nobody.', 'nor made as ' || state)
from unnest(array['accepted', 'introduced']) state;
select throws_ok($$update matches set state = 'presented', presented_at = now() where id = tests.id('match')$$, '23514', 'Who is suspended is matched with nobody.', 'nor is an earlier match presented');
select throws_ok($$update matches set response_a = 'accepted', response_b = 'accepted' where id = tests.id('match')$$, '23514', 'Who is suspended answers no match.', 'nor answered for them');
select throws_ok($$insert into introduction_reports (match_id, headline, summary, model, state, delivered_at) values (tests.id('match'), 'N', 'N', 'n', 'delivered', now())$$, '23514', 'Who is suspended is introduced to nobody.', 'nor an introduction written as sent');

-- Once, and with a second yes where it has no end.
select tests.act_as('priya');
select throws_ok($$select sanction_member(tests.id('member'), 'suspend', 3, 'spam')$$, 'PT409', 'Ana has suspended them already.', 'the same sanction is imposed once');
select throws_ok($$select sanction_member(tests.id('member'), 'mute', 3, 'spam', version => 'of before')$$, 'PT409', null, 'and none upon a preview that is old');
select is(sanction_member(tests.id('member'), 'mute', 3, 'spam', version => preview_sanction(tests.id('member'), 'mute', 3) ->> 'version') #>> '{sanction,kind}', 'mute', 'one that is not goes through');
select results_eq($$select permanent_asked, ends_at = now() + interval '7 days' from member_sanctions where kind = 'suspend' and lifted_at is null$$, $$values (true, true)$$, 'a moderator''s suspension without an end has one until it is confirmed');
select tests.act_as('ana');
select throws_ok($$select confirm_sanction((select id from member_sanctions where kind = 'suspend' and lifted_at is null))$$, '42501', 'Whoever imposed it does not confirm it, too.', 'by somebody else');
select tests.act_as('priya');
select results_eq($$select ends_at, confirmed_by from confirm_sanction((select id from member_sanctions where kind = 'suspend' and lifted_at is null))$$, $$values (null::timestamptz, tests.id('priya'))$$, 'then it has none');
select throws_ok($$select confirm_sanction((select id from member_sanctions where kind = 'suspend' and lifted_at is null))$$, '23514', 'There is nothing to confirm.', 'once');
select tests.act_as('admin');
select is(sanction_member(tests.id('other'), 'suspend', null, 'underage') #>> '{sanction,ends_at}', null, 'an admin''s has none at once');
select lift_sanction((select id from member_sanctions where member_id = tests.id('other')), 'Of age');
select is((select state from profiles where id = tests.id('other')), 'active', 'lifting makes the profile what it was');

-- What it hid comes back with it, if that is wanted.
select tests.act_as('owner');
delete from community_posts where user_id = tests.id('other') and state = 'pending';
insert into community_posts (id, user_id, title, body) values (tests.id('waits'), tests.id('other'), 'Waits', 'W'), (tests.id('waits too'), tests.id('other'), 'Waits', 'W');
select tests.act_as('ana');
select sanction_member(tests.id('other'), 'suspend', 3, 'spam', null, null, true, 2);
select is((select string_agg(state, ' ') from community_posts where id in (tests.id('waits'), tests.id('waits too'))), 'hidden hidden', 'hidden with the sanction');
select is((select count(distinct operation_id) from audit_log where table_name = 'community_posts' and record_id in (tests.id('waits')::text, tests.id('waits too')::text) and operation_id is not null), 1::bigint, 'as one operation');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('waits too'), 'version', 1, 'decision', 'remove', 'reason_code', 'spam', 'client_key', gen_random_uuid(),
  'decision_seen', (select max(id) from moderation_decisions where post_id = tests.id('waits too')))));
select results_eq($$select p ->> 'count', p #>> '{items,0,post_id}' from preview_lift((select id from member_sanctions where member_id = tests.id('other') and lifted_at is null)) p$$, $$values ('1', tests.id('waits')::text)$$,
  'it offers what is hidden by it and nothing else');
select throws_ok($$select lift_sanction((select id from member_sanctions where member_id = tests.id('other') and lifted_at is null), 'Mistaken', true, 2)$$, 'PT409', null, 'exactly that');
select lift_sanction((select id from member_sanctions where member_id = tests.id('other') and lifted_at is null), 'Mistaken', true, 1);
select results_eq($$select (select state from community_posts where id = tests.id('waits')), (select state from community_posts where id = tests.id('waits too')), (select state from profiles where id = tests.id('other'))$$,
  $$values ('pending', 'removed', 'active')$$, 'it is as before, and what was decided since stays');

-- A suspension that ended by time.
select sanction_member(tests.id('other'), 'suspend', 1, 'spam');
select tests.act_as('owner');
alter table member_sanctions disable trigger only_lift;
alter table member_sanctions disable trigger follow;
update member_sanctions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 second' where member_id = tests.id('other') and lifted_at is null;
alter table member_sanctions enable trigger only_lift;
alter table member_sanctions enable trigger follow;
-- Over by the clock, though nothing has run: each door ends it.
select tests.act_as('owner');
create function pg_temp.serve_again() returns void language sql as $$
  select tests.act_as('owner');
  alter table profiles disable trigger user;
  update profiles set state = 'suspended' where id = tests.id('other');
  alter table profiles enable trigger user;
$$;
insert into auth.users (id, email) values (tests.id('third'), 'third@sanctions.test');
insert into profiles (id, display_name, email) values (tests.id('third'), 'Third', 'third@sanctions.test');
create function pg_temp.state_after(door text) returns text language plpgsql as $$
begin
  perform pg_temp.serve_again();
  perform tests.act_as(case door when 'poll' then 'ana' when 'worker' then 'service_role' when 'match' then 'service_role' else 'other' end);
  case door
    when 'profile' then update profiles set bio = 'Back' where id = auth.uid();
    when 'react' then insert into post_reactions (post_id, user_id) values (tests.id('published'), auth.uid()) on conflict do nothing;
    when 'asked' then perform my_sanctions();
    when 'poll' then perform moderation_changes();
    when 'worker' then perform end_sanctions();
    when 'match' then insert into matches (user_a, user_b, score) values (least(tests.id('other'), tests.id('third')), greatest(tests.id('other'), tests.id('third')), 50);
  end case;
  perform tests.act_as('owner');
  return (select state from profiles where id = tests.id('other'));
end
$$;
select is((select string_agg(door || ' ' || pg_temp.state_after(door), ', ') from unnest(array['profile', 'react', 'asked', 'poll', 'worker', 'match']) door),
  'profile active, react active, asked active, poll active, worker active, match active', 'each door ends it');
select pg_temp.serve_again();
select tests.act_as('other');
select is(private.may_leave_suspension(auth.uid()), true, 'the clock says so before anything ran');
select tests.act_as('service_role');
select is(end_sanctions(), 1, 'a worker counts whom it made active');
select is((select state from profiles where id = tests.id('other')), 'active', 'again');

-- ---------------------------------------------------------------------------------------
-- Told, and may object

select tests.act_as('member');
select ok((select bool_and(rule_text is not null and object_until > now() + interval '5 months') from member_notices where kind = 'sanction'), 'each sanction comes with its statement');
select tests.act_as('owner');
insert into community_posts (id, user_id, title, body, state) values (tests.id('judged'), tests.id('other'), 'Judged', 'The text that was judged', 'published');
update moderation_reasons set member_texts = '{"de": "Es war Werbung."}' where code = 'spam';
update auth.users set raw_user_meta_data = '{"language": "de-AT"}' where id = tests.id('other');
insert into content_reports (id, post_id, reporter_id, category) values (tests.id('report'), tests.id('judged'), tests.id('member'), 'spam');
select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('judged'), 'version', 1, 'decision', 'remove', 'reason_code', 'spam', 'client_key', gen_random_uuid())));
select tests.act_as('other');
create temporary table told as select * from member_notices where kind = 'decision' and what = 'remove' and facts like '%was judged%';
grant all on told to public;
select results_eq($$select rule_code, rule_text, facts like '%The text that was judged%', found_by, decided_by_machine, object_until > now() + interval '5 months' from told where facts like '%judged%'$$,
  $$values ('spam', 'Es war Werbung.', true, 'report', false, true)$$, 'the author reads what, why, by which rule, how it was found, and until when to object');
select is_empty($$select * from moderation_decisions$$, 'but not who decided');
select tests.act_as('member');
select results_eq($$select what, facts like 'Thank you.%' from member_notices where kind = 'report'$$, $$values ('upheld', true)$$, 'whoever reported it hears what came of it');
select throws_ok($$insert into moderation_appeals (notice_id, member_id, text) values ((select id from told), auth.uid(), 'Not mine')$$, '23514', null, 'nobody objects to what another was told');
select throws_ok($$insert into moderation_appeals (notice_id, member_id, text) values ((select id from told), tests.id('other'), 'Not me')$$, '42501', null, 'nor in their name');
select throws_ok($$insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'Why' from member_notices where kind = 'report'$$, '23514', 'There is nothing to object to in this.', 'nor to what decides nothing');
select lives_ok($$insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'It was my cousin' from member_notices where kind = 'sanction' and what = 'suspend' and reversed_at is null$$, 'who is suspended may object');
select tests.act_as('other');
insert into moderation_appeals (id, notice_id, member_id, text) select tests.id('appeal'), id, auth.uid(), 'It was no advertisement' from told;
select throws_ok($$insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'Again' from told$$, '23505', null, 'once');
select tests.denied('other', $$insert into moderation_appeals (notice_id, member_id, text, state) select id, tests.id('other'), 'Mine', 'overturned' from told$$);
select tests.denied('service_role', $$update moderation_appeals set state = 'upheld'$$);
select tests.act_as('ana');
select results_eq($$select may_answer, decided_by_name, facts like '%judged%', item_type, item_id, rule_label from appeal_queue where id = tests.id('appeal')$$,
  $$values (false, 'Ana', true, 'post', tests.id('judged'), 'Spam or advertising')$$, 'the objection waits, with what it is against');
select tests.act_as('priya');
select results_eq($$select may_answer from appeal_queue where sanction_id is not null$$, $$values (false)$$, 'whoever confirmed a suspension does not answer either');
select tests.act_as('ana');
select is((select count(*) from moderation_waiting where item_type = 'appeal' and waiting_since is not null), 2::bigint, 'among what waits');
select throws_ok($$select answer_appeal(tests.id('appeal'), 'upheld', 'No')$$, '42501', 'Whoever decided does not answer the objection to it.', 'never judged by whoever decided');
select tests.act_as('priya');
select throws_ok($$select answer_appeal(tests.id('appeal'), 'overturned', ' ')$$, '23514', null, 'with a reason');
select results_eq($$select a ->> 'result', a ->> 'claimed_name' from jsonb_array_elements(claim_appeals(jsonb_build_array(jsonb_build_object('item_id', tests.id('appeal'))))) a$$,
  $$values ('claimed', 'Priya')$$, 'colleagues see who is at it');
select tests.act_as('admin');
select results_eq($$select a ->> 'result', a ->> 'claimed_name' from jsonb_array_elements(claim_appeals(jsonb_build_array(jsonb_build_object('item_id', tests.id('appeal'))))) a$$,
  $$values ('held', 'Priya')$$, 'before they are at it, too');
select results_eq($$select claimed_name from appeal_queue where id = tests.id('appeal')$$, $$values ('Priya')$$, 'also in the queue');
select tests.act_as('priya');
select results_eq($$select state, answer from answer_appeal(tests.id('appeal'), 'overturned', 'You are right, we are sorry.', tests.id('click'))$$,
  $$values ('overturned', 'You are right, we are sorry.')$$, 'a colleague overturns it');
select results_eq($$select answer from answer_appeal(tests.id('appeal'), 'overturned', 'Sent again, since no answer came.', tests.id('click'))$$, $$values ('You are right, we are sorry.')$$, 'the same click is the same answer');
select throws_ok($$select answer_appeal((select id from appeal_queue where state = 'open'), 'upheld', 'No', tests.id('click'))$$, '22023', 'This key belongs to another answer.', 'of that objection');
select is_empty($$select id from moderation_claims where appeal_id is not null$$, 'nobody is at what is answered');
select throws_ok($$select answer_appeal(tests.id('appeal'), 'upheld', 'No')$$, 'PT409', 'Priya has answered it already: overturned, saying “You are right, we are sorry.”.', 'once, and a colleague hears why');
select is((select state from community_posts where id = tests.id('judged')), 'published', 'the post stands again');
select is((select state from content_reports where id = tests.id('report')), 'dismissed', 'whoever reported it was not right');
select is_empty($$select * from moderation_waiting where item_id = tests.id('judged') and waiting_since is not null$$, 'and nobody is asked the same again');
select is((select overturned from moderation_history where post_id = tests.id('judged') and decision = 'remove'), true, 'which counts as overturned');
select results_eq($$select removed, found_by_reports, appeals, appeals_overturned from moderation_transparency where rule_code = 'spam' and year = extract(year from now() at time zone 'UTC')$$,
  $$values (2::bigint, 1::bigint, 1::bigint, 1::bigint)$$, 'and in the year''s table');
select tests.act_as('admin');
select results_eq($$select state from answer_appeal((select id from appeal_queue where state = 'open'), 'upheld', 'Our records say otherwise.')$$, $$values ('upheld')$$, 'another decision stands');
select results_eq($$select open, answered, overturned, median_seconds is not null from moderation_objections(current_date - 1, current_date + 1)$$, $$values (0::bigint, 2::bigint, 1::bigint, true)$$,
  'and how long answers took is counted');
select tests.act_as('other');
select is((select count(*) from member_notices where kind = 'objection'), 1::bigint, 'the member is told once');
select results_eq($$select state, answer from my_appeals()$$, $$values ('overturned', 'You are right, we are sorry.')$$, 'the member reads the answer');
select is((select reversed_at is not null from member_notices where id = (select id from told)), true, 'and that it was taken back');
select tests.act_as('growth');
select is_empty($$select id from member_notices union all select id from appeal_queue union all select id from moderation_transparency$$, 'other teams read none of it');
select throws_ok($$select answer_appeal(tests.id('appeal'), 'upheld', 'Z')$$, '42501', null, 'and answer none');
select tests.act_as('member');
select throws_ok($$update profiles set bio = 'Write to me elsewhere' where id = tests.id('member')$$, '42501', null, 'who is suspended shows nothing new of themself');

-- ---------------------------------------------------------------------------------------
-- Reports about a person, and about a conversation of one's own

select throws_ok($$insert into member_reports (member_id, reporter_id, category) values (tests.id('other'), auth.uid(), 'scam')$$, '42501', null, 'who is suspended reports nobody');
select tests.act_as('other');
insert into member_reports (id, member_id, reporter_id, category, note) values (tests.id('about'), tests.id('member'), auth.uid(), 'scam', 'Asked for money in a letter');
select throws_ok($$insert into member_reports (member_id, reporter_id, category) values (tests.id('member'), auth.uid(), 'spam')$$, '23505', null, 'once while it is open');
select throws_ok($$insert into member_reports (member_id, reporter_id, category) values (auth.uid(), auth.uid(), 'spam')$$, '23514', null, 'nobody themself');
select throws_ok($$insert into member_reports (member_id, reporter_id, category) values (tests.id('third'), auth.uid(), 'within_rules')$$, '23514', 'Choose one of the reasons.', 'for a reason of the list');
select throws_ok($$insert into member_reports (member_id, reporter_id, category) values (tests.id('third'), tests.id('member'), 'spam')$$, '42501', null, 'in nobody else''s name');
select tests.act_as('owner');
insert into conversation_flows (id, slug, name, goal, state) values (tests.id('flow'), 'reports', 'R', 'R', 'active');
insert into user_conversations (id, user_id, flow_id) values (tests.id('talk'), tests.id('third'), tests.id('flow')), (tests.id('own talk'), tests.id('other'), tests.id('flow'));
select tests.act_as('other');
select throws_ok($$insert into member_reports (conversation_id, reporter_id, category) values (tests.id('talk'), auth.uid(), 'other')$$, '42501', null, 'nor a conversation of another');
select lives_ok($$insert into member_reports (conversation_id, reporter_id, category) values (tests.id('own talk'), auth.uid(), 'other')$$, 'but their own');
select tests.act_as('owner');
insert into conversation_responses (conversation_id, position, prompt, answer) values (tests.id('own talk'), 1, 'Who are you?', 'Other');
select tests.act_as('service_role');
select throws_ok(statement, '23514', 'This conversation was reported: it stays as it is until that is decided.', statement)
from unnest(array[$$delete from user_conversations where id = tests.id('own talk')$$, $$delete from conversation_responses where conversation_id = tests.id('own talk')$$,
  $$update conversation_responses set prompt = 'Z' where conversation_id = tests.id('own talk')$$, $$update conversation_responses set answer = null where conversation_id = tests.id('own talk')$$]) statement;
select lives_ok($$update conversation_responses set extracted = '{"of": 1}' where conversation_id = tests.id('own talk')$$, 'what is made of it may change');
select lives_ok($$delete from user_conversations where id = tests.id('talk')$$, 'one that nobody reported may go');
select tests.act_as('other');
select is_empty($$select * from member_reports$$, 'who answers is read by no member');
select throws_ok($$select answer_member_report(tests.id('about'), 'upheld', 'Mine')$$, '42501', null, 'nor do members answer');
select tests.act_as('priya');
select results_eq($$select state, decided_by from answer_member_report(tests.id('about'), 'upheld', 'Seen the letter')$$, $$values ('upheld', tests.id('priya'))$$, 'a moderator does');
select tests.act_as('ana');
select throws_ok($$select answer_member_report(tests.id('about'), 'dismissed', 'No')$$, 'PT409', 'Priya has answered it already: upheld, saying “Seen the letter”.', 'once');
select tests.act_as('other');
select is((select count(*) from member_notices where kind = 'report' and what = 'upheld' and report_id is null), 1::bigint, 'and whoever reported is told');

-- ---------------------------------------------------------------------------------------
-- Whose report was dismissed may object, too

insert into member_reports (id, member_id, reporter_id, category) values (tests.id('dismissed'), tests.id('third'), auth.uid(), 'spam');
select tests.act_as('owner');
insert into community_posts (id, user_id, title, body, state) values (tests.id('hurtful'), tests.id('third'), 'Hurtful', 'About somebody', 'published');
insert into content_reports (id, post_id, reporter_id, category, note) values (tests.id('hurt'), tests.id('hurtful'), tests.id('other'), 'harassment', 'It is about me');
select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('hurtful'), 'version', 1, 'decision', 'approve', 'client_key', gen_random_uuid())));
select answer_member_report(tests.id('dismissed'), 'dismissed', 'Nothing found', tests.id('dismissing'));
select results_eq($$select answer from answer_member_report(tests.id('dismissed'), 'dismissed', 'Again', tests.id('dismissing'))$$, $$values ('Nothing found')$$, 'a report is answered once by one click');
select tests.act_as('other');
select lives_ok($$insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'It is true' from member_notices where what = 'dismissed' and object_until > now() + interval '5 months'$$,
  'to each dismissal');
select tests.act_as('ana');
select results_eq($$select item_type, may_answer, report_note from appeal_queue where state = 'open' and kind = 'report' order by 1$$,
  $$values ('post', false, 'It is about me'), ('report', false, null)$$, 'not whoever dismissed it answers');
select tests.act_as('priya');
select answer_appeal(id, 'overturned', 'We look at it again.') from appeal_queue where state = 'open' and kind = 'report';
select results_eq($$select state from content_reports where id = tests.id('hurt') union all select state from member_reports where id = tests.id('dismissed')$$, $$values ('open'), ('open')$$, 'where they are right it waits anew');
select isnt((select waiting_since from moderation_waiting where item_id = tests.id('hurtful')), null, 'in the queue');

select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('hurtful'), 'version', 1, 'decision', 'approve', 'client_key', gen_random_uuid(),
  'decision_seen', (select max(id) from moderation_decisions where post_id = tests.id('hurtful')))));
select tests.act_as('third');
update community_posts set body = 'About somebody else' where id = tests.id('hurtful');
select tests.act_as('other');
insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'Once more' from member_notices where report_id = tests.id('hurt') and reversed_at is null and what = 'dismissed';
select tests.act_as('priya');
select results_eq($$select (answer_appeal(id, 'overturned', 'We ask a colleague.')).state from appeal_queue where state = 'open' and kind = 'report'$$, $$values ('overturned')$$, 'also of what was changed since');
select is((select escalated from moderation_waiting where item_id = tests.id('hurtful')), true, 'a colleague looks at it');

-- Whoever was right about a hidden text, and wrote another one there meanwhile, is answered; nobody has read the other one.
select tests.act_as('owner');
insert into community_posts (id, user_id, title, body, state) select tests.id(name), tests.id('third'), name, 'What was judged', 'published' from unnest(array['reworded', 'twice judged']) name;
select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id(name), 'version', 1, 'decision', 'hide', 'reason_code', 'spam', 'client_key', gen_random_uuid()))) from unnest(array['reworded', 'twice judged']) name;
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('twice judged'), 'version', 1, 'decision', 'remove', 'reason_code', 'spam', 'client_key', gen_random_uuid(),
  'decision_seen', (select max(id) from moderation_decisions where post_id = tests.id('twice judged')))));
select tests.act_as('third');
update community_posts set body = 'Send me a gift card' where title in ('reworded', 'twice judged');
insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'It was fine' from member_notices n where facts like '%reworded%' or facts like '%twice%' and what = 'hide';
select tests.act_as('priya');
select set_eq($$select q.what || ' ' || (answer_appeal(q.id, 'overturned', 'You are right.')).state from appeal_queue q where state = 'open' and item_id in (tests.id('reworded'), tests.id('twice judged'))$$,
  array['hide overturned'], 'they are right about what was judged');
select results_eq($$select p.title, p.state, w.escalated from community_posts p join moderation_waiting w on w.item_id = p.id where p.id in (tests.id('reworded'), tests.id('twice judged')) order by 1$$,
  $$values ('reworded', 'hidden', true), ('twice judged', 'removed', true)$$, 'what stands there now waits for a colleague');

-- Who has judged the same text already, in whatever way, does not answer.
select tests.act_as('owner');
insert into auth.users (id, email) values (tests.id('clara'), 'clara@sanctions.test');
insert into profiles (id, display_name, email) values (tests.id('clara'), 'Clara', 'clara@sanctions.test');
insert into staff_members (user_id, full_name, email, roles) values (tests.id('clara'), 'Clara', 'clara@sanctions.test', '{moderator}');
insert into community_posts (id, user_id, title, body, state) select tests.id(name), tests.id('third'), name, 'Judged by several', 'published' from unnest(array['by two', 'seen again', 'complained']) name;
insert into content_reports (post_id, reporter_id, category) values (tests.id('complained'), tests.id('clara'), 'spam');
create function pg_temp.decides(who text, name text, decision text) returns text language plpgsql as $$
begin
  perform tests.act_as(who);
  return moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id(name), 'version', 1, 'decision', decision, 'reason_code', 'spam', 'client_key', gen_random_uuid(),
    'decision_seen', (select max(id) from moderation_decisions where post_id = tests.id(name))))) -> 0 ->> 'result';
end
$$;
select is(string_agg(pg_temp.decides(who, name, decision), ' '), 'applied applied applied applied', 'decided')
from (values ('clara', 'by two', 'hide'), ('ana', 'by two', 'remove'), ('ana', 'seen again', 'remove'), ('ana', 'complained', 'remove')) d (who, name, decision);
select tests.act_as('owner');
insert into second_looks (decision_id, verdict, agrees, looked_by, looked_at) select id, 'remove', true, tests.id('clara'), now() from moderation_decisions where post_id = tests.id('seen again')
  on conflict (decision_id) do update set verdict = excluded.verdict, agrees = true, looked_by = excluded.looked_by, looked_at = now();
select tests.act_as('third');
insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'Not so' from member_notices where what = 'remove' and facts ~ 'by two|seen again|complained';
select tests.act_as('clara');
select results_eq($$select count(*), count(*) filter (where may_answer) from appeal_queue where state = 'open' and member_id = tests.id('third') and text = 'Not so'$$, $$values (3::bigint, 0::bigint)$$,
  'not whoever hid it before, nor whoever saw the decision a second time, nor whoever had reported it');
select throws_ok(format('select answer_appeal(%L, ''upheld'', ''No'')', id), '42501', 'Whoever decided does not answer the objection to it.', 'nor by the function') from appeal_queue where state = 'open' and text = 'Not so';
select tests.act_as('priya');
select results_eq($$select count(*) filter (where may_answer) from appeal_queue where state = 'open' and text = 'Not so'$$, $$values (3::bigint)$$, 'but whoever has not');

-- ---------------------------------------------------------------------------------------
-- What members say of themselves is taken away for a reason, and not rewritten

select tests.act_as('owner');
update profiles set bio = 'Send me money', occupation = 'Painter' where id = tests.id('third');
select tests.act_as('ana');
select throws_ok($$update profiles set bio = 'Better words' where id = tests.id('third')$$, '42501', null, 'moderators do not rewrite it');
select throws_ok($$select remove_profile_words(tests.id('third'), 'display_name', 'scam')$$, '23514', null, 'nor take every column');
select throws_ok($$select remove_profile_words(tests.id('third'), 'pronouns', 'scam')$$, '23514', 'There is nothing of it on this profile.', 'nor what is not there');
select throws_ok($$select remove_profile_words(tests.id('third'), 'bio', 'within_rules')$$, '23514', null, 'nor without a reason of the list');
select throws_ok($$select remove_profile_words(tests.id('third'), 'bio', 'scam', seen => '{"bio": "What it said before"}')$$, 'PT409', null, 'nor what they have not read');
select is((remove_profile_words(tests.id('third'), 'bio', 'scam', 'A letter', tests.id('once'))).id, (remove_profile_words(tests.id('third'), 'bio', 'scam', 'A letter', tests.id('once'))).id, 'one click takes it away once');
select is((select bio from profiles where id = tests.id('third')), null, 'it is gone');
select results_eq($$select actor_name, reason, before ->> 'bio' from audit_log where table_name = 'profiles' and record_id = tests.id('third')::text and before ? 'bio' order by id desc limit 1$$,
  $$values ('Ana', (select label from moderation_reasons where code = 'scam') || ': A letter', 'Send me money')$$, 'and the history says who, why and what it was');
select tests.act_as('third');
select results_eq($$select facts, rule_code, object_until > now() + interval '5 months' from member_notices where what = 'remove_words'$$, $$values ('Your profile, about you: “Send me money”', 'scam', true)$$, 'the member is told');
select throws_ok(format('update profiles set bio = %L where id = auth.uid()', U&'send  me MON\200BEY!'), '23514', null, 'the same words do not come back');
select lives_ok($$update profiles set bio = 'Other words' where id = auth.uid()$$, 'others do');
update profiles set bio = null where id = auth.uid();
select tests.act_as('service_role');
select throws_ok($$update profiles set bio = ' Send me money ' where id = tests.id('third')$$, '23514', null, 'nor by the service');
select tests.act_as('third');
insert into moderation_appeals (notice_id, member_id, text) select id, auth.uid(), 'It is a song' from member_notices where what = 'remove_words';
select throws_ok($$select remove_profile_words(auth.uid(), 'occupation', 'scam')$$, '42501', null, 'members take nothing away by it');
select tests.act_as('ana');
select results_eq($$select may_answer, removed_words, note from appeal_queue where state = 'open' and item_type = 'profile'$$, $$values (false, 'Send me money', 'A letter')$$, 'and may object');
select tests.act_as('priya');
select answer_appeal(id, 'overturned', 'We know it now.') from appeal_queue where state = 'open' and item_type = 'profile';
select is((select bio from profiles where id = tests.id('third')), 'Send me money', 'who is right has it back');
select tests.act_as('growth');
select is_empty($$select words from private.profile_removal((select id from member_notices limit 1))$$, 'other teams read nothing of it');
select throws_ok($$select claim_appeals('[{"item_id": "00000000-0000-4000-a000-000000000001"}]')$$, '42501', null, 'nor are they at an objection');

-- Storage tries an upload that may replace a file by “on conflict”. What is sent is looked at: here a statement, or all of this file.
select is(private.asks_to_replace(), true, 'an upload “on conflict”, with leave to replace what is there, is told apart');
select ok(coalesce((select bool_and(with_check like '%asks_to_replace%') from pg_policies where schemaname = 'storage' and policyname = 'pictures insert'), true), 'and no leave is given');

-- What a member wrote turns nothing in the sentence that quotes it.
select tests.act_as('owner');
select is(private.quoted(U&'a\202Eb\2066c\200F'), 'abc', 'signs that turn the direction are left out');
select is(private.quoted(U&'\05E9\05DC\05D5\05DD \202E1'), U&'\2068\05E9\05DC\05D5\05DD 1\2069', 'what runs from right to left stays apart');
insert into community_posts (id, user_id, title, body, state) values (tests.id('turned'), tests.id('other'), U&'Turned \202Eround', U&'\2067Text', 'published');
select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('turned'), 'version', 1, 'decision', 'remove', 'reason_code', 'spam', 'client_key', gen_random_uuid())));
select tests.act_as('other');
select is((select substring(facts from '“.*') from member_notices where facts like '%Turned%'), '“Turned round. Text”', 'a statement of reasons reads as it was written');

select * from finish();
rollback;
