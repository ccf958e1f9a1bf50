-- What was approved is what is shown: an edit waits beside it, what was reported stays, each report is judged by its
-- version; and the table of what waits is always what the rule says of every item.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email)
  select tests.id(name), name || '@versions.test' from unnest(array['author', 'trusted', 'r1', 'r2', 'r3', 'r4', 'ana', 'priya', 'growth']) name;
insert into profiles (id, display_name, email, created_at)
  select tests.id(name), initcap(name), name || '@versions.test', now() - interval '1 year' from unnest(array['author', 'trusted', 'r1', 'r2', 'r3', 'r4']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@versions.test', array[case when name in ('ana', 'priya') then 'moderator' else name end] from unnest(array['ana', 'priya', 'growth']) name;
create function pg_temp.post(name text, state text default 'published', author text default 'author') returns void language sql as $$
  insert into community_posts (id, user_id, title, body, state, published_at)
  values (tests.id(name), tests.id(author), 'About ' || name, 'A text about ' || name, state, case state when 'pending' then null else now() end)
$$;
create function pg_temp.decide(name text, decision text, reason text default null, more jsonb default '{}') returns jsonb language sql as $$
  select moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id(name), 'decision', decision, 'reason_code', reason, 'note', 'A note',
    'client_key', gen_random_uuid(), 'version', (select coalesce(pending_version, version) from community_posts where id = tests.id(name)),
    'decision_seen', (select max(id) from moderation_decisions where post_id = tests.id(name))) || more)) -> 0
$$;
create function pg_temp.undo(name text) returns text language sql as $$
  select undo_decision((select max(id) from moderation_decisions where post_id = tests.id(name)), gen_random_uuid()) ->> 'result'
$$;
create function pg_temp.shows(name text) returns text language sql as $$ select concat_ws(' ', state, version, pending_version, body) from community_posts where id = tests.id(name) $$;

-- ---------------------------------------------------------------------------------------
-- An edit waits

select pg_temp.post('first', 'pending');
select tests.act_as('ana');
select pg_temp.decide('first', 'approve');
select tests.act_as('author');
update community_posts set body = 'Send 500 EUR by gift card' where id = tests.id('first');
select is(pg_temp.shows('first'), 'published 1 2 A text about first', 'an edit of what is published changes nothing that is shown');
select results_eq($$select version, body, state from content_versions where post_id = tests.id('first')$$, $$values (2, 'Send 500 EUR by gift card', 'waiting')$$, 'its author sees that it waits');
select tests.act_as('r1');
select is((select body from community_posts where id = tests.id('first')), 'A text about first', 'members read what was approved');
select is_empty($$select * from content_versions$$, 'and no version of another');
select tests.act_as('growth');
select is_empty($$select * from content_versions$$, 'nor do the other teams');
select tests.act_as('ana');
select results_eq($$select why, version, body, shown_version, shown ->> 'body' from moderation_queue where item_id = tests.id('first')$$,
  $$values ('{edited}'::text[], 2, 'Send 500 EUR by gift card', 1, 'A text about first')$$, 'the queue has the edit, beside what is shown');
select is(moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('first'), 'version', 1, 'decision_seen', 1e9::bigint, 'decision', 'approve', 'client_key', gen_random_uuid()))) -> 0 ->> 'kind',
  'edited', 'nobody approves it without having seen it');
select is(pg_temp.decide('first', 'decline_edit') ->> 'field', 'reason_code', 'to decline needs a reason');
select is(pg_temp.decide('first', 'decline_edit', 'scam') ->> 'result', 'applied', 'declined');
select is(pg_temp.shows('first'), 'published 1 A text about first', 'what was approved stays');
select is_empty($$select * from moderation_queue where item_id = tests.id('first')$$, 'and nothing waits');
select is((select may_undo from moderation_history where post_id = tests.id('first') and decision = 'decline_edit'), true, 'the history offers to take it back');
select is(pg_temp.undo('first'), 'applied', 'taken back');
select is(pg_temp.shows('first'), 'published 1 2 A text about first', 'the edit waits again');
select is(pg_temp.decide('first', 'approve') ->> 'result', 'applied', 'approved');
select is(pg_temp.shows('first'), 'published 2 Send 500 EUR by gift card', 'it is shown from then on');
select results_eq($$select version, body, state from content_versions where post_id = tests.id('first') order by 1$$,
  $$values (1, 'A text about first', 'replaced'), (2, 'Send 500 EUR by gift card', 'shown')$$, 'and the earlier one is kept');
select is(pg_temp.undo('first'), 'applied', 'taken back, too');
select is(pg_temp.shows('first'), 'published 1 2 A text about first', 'members read the earlier one again');
select tests.act_as('author');
select throws_ok($$update community_posts set kind = 'meetup' where id = tests.id('first')$$, '42501', null, 'nor does it go elsewhere by itself');
update community_posts set body = 'Harmless after all', image_path = 'posts/' || auth.uid() || '/x.jpg' where id = tests.id('first');
select is(pg_temp.shows('first'), 'published 1 3 A text about first', 'another edit takes the place of the one that waits');
select results_eq($$select version, state from content_versions where post_id = tests.id('first') order by 1$$, $$values (1, 'shown'), (2, 'superseded'), (3, 'waiting')$$, 'which is kept');
select tests.act_as('ana');
select pg_temp.decide('first', 'remove', 'scam');
select results_eq($$select pg_temp.shows('first'), (select state from content_versions where post_id = tests.id('first') and version = 3)$$, $$values ('removed 1 A text about first', 'declined')$$, 'removing takes both');
select pg_temp.undo('first');
select is(pg_temp.shows('first'), 'published 1 3 A text about first', 'and gives both back');
select tests.act_as('service_role');
update community_posts set title = 'By a machine' where id = tests.id('first');
select is(pg_temp.shows('first'), 'published 1 4 A text about first', 'the service passes no judge either');
insert into post_comments (id, post_id, user_id, body) values (tests.id('remark'), tests.id('first'), tests.id('author'), 'A remark');
select tests.act_as('author');
update post_comments set body = 'Another' where id = tests.id('remark');
select results_eq($$select version, pending_version, body, state from post_comments where id = tests.id('remark')$$, $$values (2, null::integer, 'Another', 'pending')$$, 'what nobody sees yet is edited at once');
select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'comment', 'item_id', tests.id('remark'), 'version', 2, 'decision', 'approve', 'client_key', gen_random_uuid())));
select tests.act_as('author');
update post_comments set body = 'Worse' where id = tests.id('remark');
select results_eq($$select version, pending_version, body, state from post_comments where id = tests.id('remark')$$, $$values (2, 3, 'Another', 'published')$$, 'a comment as a post');
select tests.act_as('ana');
select is(pg_temp.decide('first', 'approve') ->> 'result', 'applied', 'again');
select throws_ok($$update post_comments set body = 'Mine' where id = tests.id('remark')$$, '42501', 'What a member wrote is hidden or removed, not rewritten.', 'a colleague rewrites no comment');

-- By every way that the API has, as everybody: what members read stays what was approved.
create function pg_temp.only(name text) returns jsonb language sql as $$ select jsonb_build_array(jsonb_build_object('field', 'id', 'operator', 'eq', 'value', tests.id(name))) $$;
select tests.act_as('ana');
select bulk_change('community_posts', pg_temp.only('first'), jsonb_build_object('pinned_until', now() + interval '1 day'), 1, '{}', null, tests.id('pinned'));
select tests.act_as('author');
update community_posts set body = 'Written once it was pinned' where id = tests.id('first');
select tests.act_as('ana');
select pg_temp.decide('first', 'approve');
create function pg_temp.earlier(kind text, name text) returns jsonb language sql as $$
  select restore_record(kind, tests.id(name)::text, (select updated_at from community_posts where id = tests.id(name) union all select updated_at from post_comments where id = tests.id(name)), a.id, side, '{title,body,image_path}')
  from (select id from audit_log where table_name = kind and record_id = tests.id(name)::text and action = 'update' and before ? 'body' order by id limit 1) a, unnest(array['before', 'after']) side
$$;
create function pg_temp.changed(who text, statement text) returns boolean language plpgsql as $$
begin
  perform tests.act_as(who);
  begin
    execute statement;
  exception when others then
    null;
  end;
  perform tests.act_as('owner');
  return not exists (select from stands s join community_posts p on (p.title, p.body, p.image_path, p.state) is not distinct from (s.title, s.body, s.image_path, s.state)
    join post_comments c on (c.body, c.state) = (s.remark, s.its_state) where p.id = tests.id('first') and c.id = tests.id('remark'));
end
$$;
select tests.act_as('owner');
create temporary table stands as select p.title, p.body, p.image_path, p.state, c.body as remark, c.state as its_state from community_posts p join post_comments c on c.post_id = p.id where c.id = tests.id('remark');
select is_empty($$select who, statement from unnest(array['author', 'r1', 'ana', 'growth', 'service_role', 'anon']) who, unnest(array[
  $q$update community_posts set title = 'Z', body = 'Z', image_path = 'posts/' || user_id || '/z.jpg' where id = tests.id('first')$q$,
  $q$update post_comments set body = 'Z' where id = tests.id('remark')$q$,
  $q$update community_posts set state = 'hidden', version = 77, pending_version = null where id = tests.id('first')$q$,
  $q$insert into community_posts (id, user_id, title, body) values (tests.id('first'), tests.id('author'), 'Z', 'Z') on conflict (id) do update set title = excluded.title, body = excluded.body$q$,
  $q$insert into post_comments (id, post_id, user_id, body) values (tests.id('remark'), tests.id('first'), tests.id('author'), 'Z') on conflict (id) do update set body = excluded.body$q$,
  $q$select bulk_change('community_posts', pg_temp.only('first'), '{"body": "Z"}', 1)$q$, $q$select bulk_change('post_comments', pg_temp.only('remark'), '{"body": "Z"}', 1)$q$,
  $q$select bulk_delete('community_posts', pg_temp.only('first'), 1)$q$, $q$select bulk_delete('post_comments', pg_temp.only('remark'), 1)$q$,
  $q$select pg_temp.earlier('community_posts', 'first')$q$, $q$select pg_temp.earlier('post_comments', 'remark')$q$, $q$select bulk_undo(tests.id('pinned'))$q$,
  $q$insert into imports (table_name, file_name, columns) values ('community_posts', 'z.csv', '{id,body}')$q$,
  $q$update content_versions set body = 'Z', state = 'shown' where post_id = tests.id('first')$q$,
  $q$insert into moderation_decisions (post_id, decision, moderator_id, version_seen, state_before, state_after, client_key) values (tests.id('first'), 'approve', tests.id('ana'), 9, 'published', 'published', gen_random_uuid())$q$
  ]) statement where pg_temp.changed(who, statement)$$, 'neither an update nor an upsert, a bulk change or its undo, the history, a file or a version that is written by hand changes it, whoever sends it');
select is((select count(*) from imports where table_name in ('community_posts', 'post_comments')), 0::bigint, 'no file is brought in for texts of members');

-- Small edits by those who are trusted.
select tests.act_as('owner');
do $$
begin
  for n in 1..20 loop perform pg_temp.post('good' || n, 'published', 'trusted'); end loop;
end
$$;
select tests.act_as('trusted');
update community_posts set body = 'A text about gold1' where id = tests.id('good1');
select is(pg_temp.shows('good1'), 'published 2 A text about gold1', 'a slip of the pen stands at once');
select is((select trust_rule_id is not null from content_versions where post_id = tests.id('good1')), true, 'by a rule that is named');
update community_posts set body = 'A text about gild1' where id = tests.id('good1');
select is(pg_temp.shows('good1'), 'published 2 3 A text about gold1', 'small steps do not add up');
update community_posts set body = body || ' 07700 900 118' where id = tests.id('good2');
update community_posts set body = body || ' at evil.com' where id = tests.id('good3');
update community_posts set body = body || repeat(' and more', 9) where id = tests.id('good4');
update community_posts set image_path = 'posts/' || auth.uid() || '/y.jpg' where id = tests.id('good5');
select is((select count(*) from community_posts where pending_version is not null and id in (select tests.id('good' || n) from generate_series(2, 5) n)), 4::bigint, 'numbers, links, long edits and pictures are judged');
select tests.act_as('ana');
select pg_temp.decide('good20', 'hide', 'spam');
select tests.act_as('trusted');
update community_posts set body = 'A text about gold6' where id = tests.id('good6');
select is(pg_temp.shows('good6'), 'published 1 2 A text about good6', 'who had something hidden lately is not trusted');

-- ---------------------------------------------------------------------------------------
-- What was reported stays as evidence

select tests.act_as('owner');
select pg_temp.post('threat');
select tests.act_as('author');
select throws_ok($$insert into content_reports (post_id, reporter_id, category) values (tests.id('threat'), auth.uid(), 'spam')$$, '23514', 'You wrote this yourself.', 'nobody reports their own');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category, item_version) values (tests.id('threat'), auth.uid(), 'violence', 77);
select is((select item_version from my_reports() where post_id = tests.id('threat')), 1, 'a report names the version that its author saw');
select is_empty($$select * from content_reports$$, 'who decides about it is not theirs to know');
select throws_ok($$insert into content_reports (post_id, reporter_id, category) values (tests.id('good7'), auth.uid(), 'within_rules')$$, '23514', 'Choose one of the reasons.', 'for a reason');
select results_eq($$select code from report_reasons() order by 1$$,
  $$select code from (values ('spam'), ('scam'), ('harassment'), ('hate'), ('sexual_content'), ('contact_details'), ('off_topic'), ('self_harm'), ('underage'), ('violence'), ('privacy'), ('impersonation'),
    ('misinformation'), ('duplicate'), ('repeated'), ('other')) r (code) order by 1$$, 'for each that moderators have');
select tests.act_as('author');
update community_posts set body = 'Flowers' where id = tests.id('threat');
select tests.act_as('ana');
select results_eq($$select why, earlier_reports, body, shown ->> 'body' from moderation_queue where item_id = tests.id('threat')$$, $$values ('{reported,edited}'::text[], 1, 'Flowers', 'A text about threat')$$,
  'the queue says that the report is about another text');
select results_eq($$select field from jsonb_to_record(pg_temp.decide('threat', 'approve')) r (field text)$$, $$values ('reason_code')$$, 'to approve the new one, say what the reported one was');
select is(pg_temp.decide('threat', 'approve', 'mended') ->> 'result', 'applied', 'mended: it broke a rule');
select results_eq($$select r.state, p.body from content_reports r join community_posts p on p.id = r.post_id where p.id = tests.id('threat')$$, $$values ('upheld', 'Flowers')$$, 'whoever reported it was right');
select is((select v ->> 'body' from moderation_context('post', tests.id('threat')) c, jsonb_array_elements(c -> 'versions') v where v ->> 'version' = '1' and v ->> 'reports' = '1'), 'A text about threat', 'and the reported text is there to be read');

-- What its author is told, where they wrote something else over what was reported; and what a reporter read who was slower than them.
select tests.act_as('owner');
select pg_temp.post('menace');
select tests.act_as('r2');
insert into content_reports (post_id, reporter_id, category) values (tests.id('menace'), auth.uid(), 'violence');
select tests.act_as('author');
update community_posts set body = 'Flowers again' where id = tests.id('menace');
select tests.act_as('ana');
select is(pg_temp.decide('menace', 'remove', 'violence') ->> 'result', 'applied', 'removed for what was reported');
select tests.act_as('author');
select results_eq($$select facts like '%“About menace. Flowers again” As it was reported: “About menace. A text about menace”' from member_notices where facts like '%menace%'$$, $$values (true)$$, 'the statement has both texts');
select tests.act_as('owner');
select pg_temp.post('quick');
select tests.act_as('author');
update community_posts set body = 'Nothing to see' where id = tests.id('quick');
select tests.act_as('ana');
select pg_temp.decide('quick', 'approve');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category, item_version) values (tests.id('quick'), auth.uid(), 'violence', 1);
select tests.act_as('r2');
insert into content_reports (post_id, reporter_id, category) values (tests.id('quick'), auth.uid(), 'violence');
select tests.act_as('r3');
insert into content_reports (post_id, reporter_id, category, item_version) values (tests.id('quick'), auth.uid(), 'violence', 3);
select tests.act_as('owner');
select results_eq($$select item_version from content_reports where post_id = tests.id('quick') order by reporter_id = tests.id('r1') desc, reporter_id = tests.id('r2') desc$$, $$values (1), (2), (2)$$, 'a report is about the version that its author read, if it stood there lately');
update community_posts set edited_at = now() - interval '2 days' where id = tests.id('quick');
select tests.act_as('r4');
insert into content_reports (post_id, reporter_id, category, item_version) values (tests.id('quick'), auth.uid(), 'violence', 1);
select is((select item_version from my_reports() where post_id = tests.id('quick')), 2, 'and not about what is long gone');

-- Whoever edits without end escapes no decision about what is shown, and gets none of it shown.
select tests.act_as('owner');
select pg_temp.post('restless');
create function pg_temp.seen_first(decision text) returns text language sql as $$
  select concat_ws(' ', d ->> 'result', d ->> 'kind') from pg_temp.decide('restless', decision, case decision when 'remove' then 'spam' else 'mended' end, '{"version": 1}') d
$$;
select tests.act_as('author');
update community_posts set body = 'Once' where id = tests.id('restless');
update community_posts set body = 'Twice' where id = tests.id('restless');
select tests.act_as('ana');
select is(pg_temp.seen_first('remove'), 'conflict edited', 'an edit is read first');
select tests.act_as('author');
update community_posts set body = 'And again' where id = tests.id('restless');
select tests.act_as('ana');
select is(pg_temp.seen_first('approve'), 'conflict edited', 'nothing is approved unseen');
select is(pg_temp.seen_first('remove'), 'applied', 'but taken down it is');
select is(pg_temp.shows('restless'), 'removed 1 A text about restless', 'with all that waited');

-- What stood there when it was reported is judged by itself, whatever becomes of what was written over it.
create function pg_temp.reported(name text) returns text language sql security definer as $$
  select string_agg(concat_ws(' ', r.item_version, r.state), ', ' order by r.item_version, r.created_at) from content_reports r where r.post_id = tests.id(name)
$$;
create function pg_temp.rewrite(name text, words text) returns void language sql as $$ update community_posts set body = words where id = tests.id(name) $$;
create function pg_temp.verdicts(of jsonb) returns jsonb language sql as $$ select jsonb_build_object('verdicts', of) $$;
select tests.act_as('owner');
select pg_temp.post('walk');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category) values (tests.id('walk'), auth.uid(), 'spam');
select tests.act_as('author');
select pg_temp.rewrite('walk', 'Send 500 EUR');
select tests.act_as('ana');
select is(pg_temp.decide('walk', 'remove', 'scam', pg_temp.verdicts('[{"version": 2, "verdict": "dismissed"}]')) ->> 'field', 'verdicts', 'of what is decided nothing else is said');
select is(pg_temp.decide('walk', 'remove', 'scam', pg_temp.verdicts('[{"version": 1, "verdict": "dismissed"}]')) ->> 'result', 'applied', 'the edit broke a rule, what was reported did not');
select is(pg_temp.reported('walk'), '1 dismissed', 'whoever reported the walk was wrong');
select is((select dismissed from reporter_accuracy where reporter_id = tests.id('r1')), 1::bigint, 'which their accuracy shows');
select results_eq($$select verdicts from moderation_history where item_id = tests.id('walk') limit 1$$, $$values ('[{"version": 1, "verdict": "dismissed"}]'::jsonb)$$, 'and the history');
select tests.act_as('author');
select ok((select facts not like '%As it was reported%' from member_notices where facts like '%About walk%'), 'its author is not told that the walk was the fault');
select tests.act_as('r1');
select results_eq($$select what, facts, object_until is not null from member_notices n join content_reports r on r.id = n.report_id where false union all
  select what, facts, object_until is not null from member_notices where report_id = (select id from my_reports() where post_id = tests.id('walk'))$$,
  $$values ('dismissed', 'We have looked at what you reported, as you read it. It was within our rules.', true)$$, 'they hear so, and may object');
insert into moderation_appeals (id, notice_id, member_id, text) select tests.id('walk appeal'), n.id, auth.uid(), 'It was spam' from member_notices n where n.report_id = (select id from my_reports() where post_id = tests.id('walk'));
select tests.act_as('priya');
select is((select state from answer_appeal(tests.id('walk appeal'), 'overturned', 'It was.')), 'overturned', 'they were right');
select is(pg_temp.reported('walk') || ' ' || (select state from community_posts where id = tests.id('walk')), '1 upheld removed', 'the report is upheld, and nothing comes back');

select tests.act_as('owner');
select pg_temp.post('twice');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category) values (tests.id('twice'), auth.uid(), 'spam');
select tests.act_as('author');
select pg_temp.rewrite('twice', 'A threat');
select tests.act_as('owner');
-- As a rule lets an edit of a trusted author pass, which closes no report.
create function pg_temp.pass(name text) returns void language sql as $$
  insert into content_versions (post_id, author_id, version, title, body, state, written_at) select p.id, p.user_id, p.version, p.title, p.body, 'replaced', now() from community_posts p where p.id = tests.id(name);
  update community_posts p set version = v.version, pending_version = null, body = v.body, edited_at = now() from content_versions v where p.id = tests.id(name) and v.post_id = p.id and v.version = p.pending_version;
  update content_versions v set state = 'shown' where v.post_id = tests.id(name) and v.state = 'waiting';
$$;
select pg_temp.pass('twice');
select tests.act_as('r2');
insert into content_reports (post_id, reporter_id, category) values (tests.id('twice'), auth.uid(), 'violence');
select tests.act_as('author');
select pg_temp.rewrite('twice', 'Flowers for all');
select tests.act_as('ana');
select is(pg_temp.reported('twice'), '1 open, 2 open', 'two versions are reported');
select is(pg_temp.decide('twice', 'remove', 'violence') ->> 'field', 'verdicts', 'what is neither shown nor decided is upheld by nobody''s silence');
select is((select state from community_posts where id = tests.id('twice')), 'published', 'and nothing is done');
select is(pg_temp.decide('twice', 'remove', 'violence', pg_temp.verdicts('[{"version": 1, "verdict": "dismissed"}]')) ->> 'result', 'applied', 'said of each');
select is(pg_temp.reported('twice'), '1 dismissed, 2 upheld', 'what stood there is taken down and was the fault; what stood before was none');
select is(pg_temp.undo('twice'), 'applied', 'taken back');
select is(pg_temp.reported('twice'), '1 open, 2 open', 'both wait again');
select is(pg_temp.decide('twice', 'approve', 'mended', pg_temp.verdicts('[{"version": 1, "verdict": "dismissed"}]')) ->> 'result', 'applied', 'an approval tells them apart, too');
select is(pg_temp.reported('twice'), '1 dismissed, 2 upheld', 'the reason says so of all others');
select tests.act_as('r2');
select ok(exists (select from member_notices where report_id = (select id from my_reports() where post_id = tests.id('twice')) and reversed_at is null
  and facts = 'Thank you. What you reported broke our rules. Its author has changed it since.'), 'nobody is told that something was done where nothing was');

-- Written over and then written back, it is the text that was reported.
select tests.act_as('owner');
select pg_temp.post('back');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category) values (tests.id('back'), auth.uid(), 'spam');
select tests.act_as('author');
select pg_temp.rewrite('back', 'Flowers');
select tests.act_as('owner');
select pg_temp.pass('back');
select tests.act_as('author');
select pg_temp.rewrite('back', 'A text about back');
select tests.act_as('ana');
select is(pg_temp.decide('back', 'hide', 'spam', pg_temp.verdicts('[{"verdict": "dismissed"}]')) ->> 'result', 'applied', 'hidden');
select is(pg_temp.reported('back'), '1 upheld', 'the same words are judged alike, whatever else is said');

-- Nor is a report escaped by deleting what it is about.
select tests.act_as('owner');
select pg_temp.post('gone');
select pg_temp.post('quiet');
insert into post_comments (id, post_id, user_id, body, state) values (tests.id('above'), tests.id('quiet'), tests.id('r2'), 'Above', 'published');
insert into post_comments (id, post_id, parent_id, user_id, body, state) values (tests.id('below'), tests.id('quiet'), tests.id('above'), tests.id('author'), 'A threat', 'published');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category) values (tests.id('gone'), auth.uid(), 'violence');
insert into content_reports (comment_id, reporter_id, category) values (tests.id('below'), auth.uid(), 'violence');
select tests.act_as('service_role');
select throws_ok(format('delete from %s where id = %L', place, tests.id(name)), '23514', 'Members reported it, or something under it: it stays until that is decided.', name || ' is not deleted for its author')
from (values ('community_posts', 'gone'), ('post_comments', 'below'), ('post_comments', 'above'), ('community_posts', 'quiet')) x (place, name);
select tests.act_as('ana');
select moderate(jsonb_build_array(jsonb_build_object('item_type', 'comment', 'item_id', tests.id('below'), 'version', 1, 'decision', 'remove', 'reason_code', 'violence', 'client_key', gen_random_uuid())));
select tests.act_as('r1');
select is((select state from my_reports() where comment_id = tests.id('below')), 'upheld', 'whoever reported it hears what came of it');

-- Sent in another form, nothing is done.
select tests.act_as('ana');
select throws_ok(format($$select pg_temp.decide('back', 'remove', 'spam', pg_temp.verdicts(%L))$$, v), '22023', null, 'verdicts are not ' || v)
from unnest(array['{}', '"upheld"', '[1]', '[null]', '[{"version": 1}]', '[{"version": 1.5, "verdict": "upheld"}]', '[{"version": 0, "verdict": "upheld"}]', '[{"version": "1", "verdict": "upheld"}]',
  '[{"version": 99999999999, "verdict": "upheld"}]', '[{"version": 1, "verdict": "open"}]', '[{"version": 1, "verdict": null}]']) v;

-- A dismissal holds until enough others disagree.
select tests.act_as('owner');
select pg_temp.post('joke');
select tests.act_as('r1');
insert into content_reports (post_id, reporter_id, category) values (tests.id('joke'), auth.uid(), 'hate');
select tests.act_as('ana');
select pg_temp.decide('joke', 'dismiss_reports', 'within_rules');
select tests.act_as('r2');
insert into content_reports (post_id, reporter_id, category) values (tests.id('joke'), auth.uid(), 'hate');
select tests.act_as('r3');
insert into content_reports (post_id, reporter_id, category) values (tests.id('joke'), auth.uid(), 'hate');
select tests.act_as('ana');
select is_empty($$select * from moderation_queue where item_id = tests.id('joke')$$, 'two more are silenced');
select tests.act_as('r4');
insert into content_reports (post_id, reporter_id, category) values (tests.id('joke'), auth.uid(), 'hate');
select tests.act_as('ana');
select results_eq($$select open_reports, set_aside_reports from moderation_queue where item_id = tests.id('joke')$$, $$values (3, 0)$$, 'three are not');
select tests.act_as('owner');
update moderation_settings set value = 4 where code = 'reporters_to_reopen';
select tests.act_as('ana');
select is_empty($$select * from moderation_queue where item_id = tests.id('joke')$$, 'how many is a setting');

-- Handing on.
select is(pg_temp.decide('joke', 'escalate', 'unsure', jsonb_build_object('assigned_to', tests.id('growth'))) ->> 'field', 'assigned_to', 'it is handed to somebody who may decide');
select is(pg_temp.decide('joke', 'escalate', 'unsure') ->> 'result', 'applied', 'to anybody first');
select is(pg_temp.decide('joke', 'escalate', 'unsure', jsonb_build_object('assigned_to', tests.id('priya'), 'due_at', now() + interval '1 day')) ->> 'result', 'applied', 'then handed on');
select is(pg_temp.decide('joke', 'escalate', 'unsure') ->> 'why', 'It is escalated already.', 'but not back to anybody');
select results_eq($$select assigned_name, due_at > now(), escalated_name from moderation_queue where item_id = tests.id('joke')$$, $$values ('Priya', true, 'Ana')$$, 'to whom, until when, by whom');

-- ---------------------------------------------------------------------------------------
-- What waits, after anything

create function pg_temp.wrong() returns setof uuid language sql as $$
  select i.id from (select 'post' as kind, id from community_posts union all select 'comment', id from post_comments) i
  cross join lateral private.item_waiting(i.kind, i.id) r
  left join moderation_waiting w on w.item_id = i.id
  where (r.waiting_since, case when r.waiting_since is not null then (r.pending, r.edited, r.by_bot, r.escalated, r.counting, r.set_aside, r.earlier, r.held_id) end)
    is distinct from (w.waiting_since, case when w.waiting_since is not null then (w.pending, w.edited, w.by_bot, w.escalated, w.counting, w.set_aside, w.earlier, w.held_id) end)
  union
  select w.item_id from moderation_waiting w where w.waiting_since is not null
    and not exists (select from community_posts where id = w.item_id) and not exists (select from post_comments where id = w.item_id)
$$;
-- A random step by a random person, drawn from a seed, so that a history that went wrong can be told again.
create function pg_temp.step(n integer) returns void language plpgsql as $$
declare
  item record;
  people constant text[] := array['r1', 'r2', 'r3', 'r4'];
  what integer := floor(random() * 10);
begin
  perform tests.act_as('owner');
  select kind, id, user_id, version, pending_version, state, (select max(d.id) from moderation_decisions d where d.post_id = i.id or d.comment_id = i.id) as seen into item
  from (select 'post' as kind, id, user_id, version, pending_version, state from community_posts union all select 'comment', id, user_id, version, pending_version, state from post_comments) i
  order by md5(id::text || n::text) limit 1;
  case
    when what = 0 then
      insert into community_posts (user_id, title, body, state) values (tests.id('author'), 'Step ' || n, 'B', (array['pending', 'published'])[1 + (random() * 1.4)::integer % 2]);
      update content_signals s set bot_score = round(random()::numeric, 3) from community_posts p where p.id = s.post_id and p.title = 'Step ' || n;
    when what = 1 then
      insert into post_comments (post_id, user_id, body) select id, tests.id('trusted'), 'Step ' || n from community_posts order by md5(id::text || n) limit 1;
    when what <= 3 then
      perform set_config('request.jwt.claims', jsonb_build_object('sub', item.user_id, 'role', 'authenticated')::text, true), set_config('role', 'authenticated', true);
      if item.kind = 'post' then
        update community_posts set body = 'Rewritten in step ' || n where id = item.id;
      else
        update post_comments set body = 'Rewritten in step ' || n where id = item.id;
      end if;
    when what <= 5 then
      perform tests.act_as(people[1 + floor(random() * 4)]);
      insert into content_reports (post_id, comment_id, reporter_id, category)
      values (case item.kind when 'post' then item.id end, case item.kind when 'comment' then item.id end, auth.uid(), (array['spam', 'hate'])[1 + floor(random() * 2)]);
    when what = 6 then
      update content_signals set bot_score = round(random()::numeric, 3) where post_id = item.id;
    when what = 7 then
      perform tests.act_as('ana');
      perform undo_decision(item.seen, gen_random_uuid());
    else
      perform tests.act_as((array['ana', 'priya'])[1 + floor(random() * 2)]);
      perform moderate(jsonb_build_array(jsonb_build_object('item_type', item.kind, 'item_id', item.id, 'version', coalesce(item.pending_version, item.version), 'decision_seen', item.seen, 'client_key', gen_random_uuid(),
        'decision', d, 'reason_code', case when d in ('hide', 'remove', 'decline_edit') then 'spam' when d = 'escalate' then 'unsure' when d in ('approve', 'restore') then 'mended' else 'within_rules' end)))
      from unnest(array['approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit']) d order by random() limit 1;
  end case;
exception
  when integrity_constraint_violation or insufficient_privilege or sqlstate 'PT404' or raise_exception then null;
end
$$;
select tests.act_as('owner');
select setseed(0.42);
do $$
begin
  for n in 1..400 loop perform pg_temp.step(n); end loop;
end
$$;
select tests.act_as('owner');
select cmp_ok((select count(*) from moderation_decisions), '>', 30::bigint, 'four hundred random steps decide a lot');
select is_empty($$select * from pg_temp.wrong()$$, 'and what waits is what the rule says, of every item');
select is((select count(*) from community_posts p where p.state = 'published' and p.created_at = now() and p.version > 1 and not exists (
  select from moderation_decisions d where d.post_id = p.id and d.version_seen >= p.version)
  and not exists (select from content_versions v where v.post_id = p.id and v.trust_rule_id is not null)), 0::bigint, 'nothing that was changed is shown unseen');
select tests.act_as('ana');
select isnt_empty($$select from moderation_queue where author_removed > 0 and open_reports > 0$$, 'of authors with a record and of reporters with one');
select is_empty($$select q.item_id from moderation_queue q
  where concat(q.author_removed, ' ', q.author_hidden) <> (
      select concat(count(*) filter (where i.state = 'removed'), ' ', count(*) filter (where i.state = 'hidden'))
      from (select id, user_id, state from community_posts union all select id, user_id, state from post_comments) i where i.user_id = q.author_id and i.id <> q.item_id)
    or (select (e ->> 'value')::numeric from jsonb_array_elements(q.explanation) e where e ->> 'factor' = 'reports') is distinct from (
      select round(sum(a.weight), 2) from content_reports r join reporter_accuracy a using (reporter_id)
      where coalesce(r.post_id, r.comment_id) = q.item_id and private.report_counts(r))
    or concat(q.open_reports, ' ', q.set_aside_reports) <> (
      select concat(count(*) filter (where private.report_counts(r)), ' ', count(*) filter (where not private.report_counts(r)))
      from content_reports r where coalesce(r.post_id, r.comment_id) = q.item_id and r.state = 'open')$$, 'what each place in the queue goes by is what the tables say');
select tests.act_as('owner');
delete from moderation_waiting;
select isnt_empty($$select * from pg_temp.wrong()$$, 'were it lost');
select private.rebuild_waiting();
select is_empty($$select * from pg_temp.wrong()$$, 'it is made anew');
select tests.act_as('ana');
select is((moderation_changes(now() - interval '1 day') -> 'changed' -> 0 ->> 'body'), null, 'what changed is told without the texts');
select is((select jsonb_array_length(moderation_changes('2000-01-01') -> 'changed')), (select count(*)::integer from moderation_queue), 'to who asks for all, all of it');
select is((select jsonb_array_length(moderation_changes('2999-01-01') -> 'changed')), 0, 'to who is ahead, nothing');
select tests.act_as('growth');
select throws_ok($$select moderation_changes(now())$$, '42501', null, 'and to moderators only');

-- ---------------------------------------------------------------------------------------
-- Decided together: by the words that are judged, with pictures told

select tests.act_as('owner');
select pg_temp.post('twin'), pg_temp.post('twin again'), pg_temp.post('fresh', 'pending');
update community_posts set body = 'The same long words about a walk by the river, on a Sunday' where id in (tests.id('twin'), tests.id('twin again'), tests.id('fresh'));
select tests.act_as('author');
update community_posts set body = 'Send five hundred euros by gift card and I will come to see you' where id = tests.id('twin again');
update community_posts set image_path = format('posts/%s/river.png', auth.uid()) where id = tests.id('twin');
select tests.act_as('ana');
select results_eq($$select item_id, image_path from similar_items('post', tests.id('fresh'))$$, $$values (tests.id('twin'), format('posts/%s/river.png', tests.id('author')))$$,
  'an edit that waits is not alike for the words that stood before it, and what brings a picture says so');
select is_empty($$select * from similar_items('post', tests.id('twin again'))$$, 'nor from its side');
select * from finish();
rollback;
