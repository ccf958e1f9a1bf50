-- A reason is something that can be read: wherever one is asked for, signs that nobody sees are none, and where one may be given
-- they are not kept as one.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@reasons.test' from unnest(array['member', 'other', 'ana', 'ben']) name;
insert into profiles (id, display_name, email, bio) select tests.id(name), initcap(name), name || '@reasons.test', 'Hello there' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), initcap(name), name || '@reasons.test', '{admin,moderator,growth,finance}' from unnest(array['ana', 'ben']) name;
insert into invoices (id, user_id, billing_name, billing_email, currency) select tests.id('invoice'), tests.id('member'), 'M', 'm@reasons.test', 'EUR';
insert into invoice_line_items (invoice_id, description, unit_minor, tax_rate) values (tests.id('invoice'), 'L', 1000, 19);
select issue_invoice(tests.id('invoice'), null);
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('plan'), 'reasons', 'R', 'month', 'EUR', 1000);
create temporary table made as select (receive_payment('EUR', 5000, tests.id('member'))).id as payment, (start_subscription(tests.id('member'), tests.id('plan'))).id as sub;
select allocate_payment(payment, tests.id('invoice'), null, 300) from made;
grant select on made to public;
insert into community_posts (id, user_id, title, body, state) values (tests.id('post'), tests.id('other'), 'T', 'B', 'published');
insert into member_notices (id, member_id, kind, what, object_until) select tests.id(name), tests.id('member'), 'decision', 'hide', now() + interval '1 day' from unnest(array['notice', 'second notice']) name;
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'reasons', 'R', 'forum', 'https://reasons.test', 'r');
insert into leads (id, full_name, email, source_id) values (tests.id('lead'), 'Lead', 'lead@reasons.test', tests.id('source'));
insert into outreach_suppressions (id, email, reason) values (tests.id('suppression'), 'gone@reasons.test', 'manual');
insert into ai_bot_health (id, name, label) values (tests.id('bot'), 'reasons', 'R');
insert into bot_actions_log (id, bot_id, action, outcome) overriding system value select 880001, tests.id('bot'), 'match', 'succeeded';
select tests.act_as('member');
insert into member_reports (id, member_id, reporter_id, category) values (tests.id('report'), tests.id('other'), tests.id('member'), 'spam');
insert into moderation_appeals (id, notice_id, member_id, text) values (tests.id('appeal'), tests.id('notice'), tests.id('member'), 'No');
select tests.act_as('ana');
select close_month('2026-01-01', month_end('2026-01-01') ->> 'version');
select sanction_member(tests.id('other'), 'mute', 7, 'spam');
select tests.act_as('owner');

-- What asks for a reason, with @ in the place of what was written, and what it says where that is none.
create temporary table asked (call text primary key, says text, who text default 'ana');
insert into asked values
  ($$void_invoice(tests.id('invoice'), v.invoice, @)$$, 'Say why this invoice is void.', 'ana'),
  ($$write_off_invoice(tests.id('invoice'), v.invoice, @)$$, 'Say why this invoice is written off.', 'ana'),
  ($$extend_due_date(tests.id('invoice'), v.invoice, current_date + 90, @)$$, 'Say why this invoice is given more time.', 'ana'),
  ($$credit_invoice(tests.id('invoice'), v.invoice, 100, @)$$, 'Say why this invoice is credited.', 'ana'),
  ($$release_payment((select payment from made), tests.id('invoice'), v.invoice, 100, @)$$, 'Say why this payment is taken off the invoice.', 'ana'),
  ($$refund_payment((select payment from made), 100, @)$$, 'Say why this is paid back.', 'ana'),
  ($$cancel_subscription((select sub from made), v.sub, @)$$, 'Say why this subscription ends.', 'ana'),
  ($$pause_subscription((select sub from made), v.sub, @)$$, 'Say why this subscription pauses.', 'ana'),
  ($$mark_subscription_unpaid((select sub from made), v.sub, @)$$, 'Say why this is not expected to be paid.', 'ana'),
  ($$set_plan_price(tests.id('plan'), v.plan, 1200, @)$$, 'Say why the price changes.', 'ana'),
  ($$reopen_month('2026-01-01', @)$$, 'Say why this month is opened again.', 'ana'),
  ($$erase_lead(tests.id('lead'), @)$$, 'Say how and when they asked for it.', 'ana'),
  ($$lift_suppression(tests.id('suppression'), @)$$, 'Say why it is lifted.', 'ana'),
  ($$review_source(tests.id('source'), true, @)$$, 'Say what its terms and its robots.txt say.', 'ana'),
  ($$record_consent(tests.id('lead'), now(), @, 'I agree')$$, 'Consent needs its evidence', 'ana'),
  ($$record_consent(tests.id('lead'), now(), 'By phone', @)$$, 'Consent needs its evidence', 'ana'),
  ($$sanction_member(tests.id('member'), 'mute', 7, 'other', @)$$, 'Say in the note what the other reason is.', 'ana'),
  ($$lift_sanction((select id from member_sanctions where member_id = tests.id('other')), @)$$, 'Say why.', 'ana'),
  ($$answer_appeal(tests.id('appeal'), 'upheld', @, gen_random_uuid())$$, 'Say why: the member reads it.', 'ana'),
  ($$answer_member_report(tests.id('report'), 'dismissed', @, gen_random_uuid())$$, 'Say ', 'ana'),
  ($$remove_profile_words(tests.id('member'), 'bio', 'other', @)$$, 'Say what the other reason is.', 'ana'),
  ($$moderate(jsonb_build_array(jsonb_build_object('item_type', 'post', 'item_id', tests.id('post'), 'version', 1, 'decision', 'hide', 'reason_code', 'other', 'note', @, 'client_key', gen_random_uuid())))$$, 'Say in the note what the other reason is.', 'ana'),
  ($$review_bot_action(880001, 'overturned', @)$$, 'Say why it was wrong.', 'ana'),
  ($$bulk_change('leads', jsonb_build_object('ids', jsonb_build_array(tests.id('lead'))), '{"city": "Bonn"}', 1, reason => @)$$, 'Nobody can read this reason.', 'ana'),
  ($$bulk_delete('leads', jsonb_build_object('ids', jsonb_build_array(tests.id('lead'))), 1, reason => @)$$, 'Nobody can read this reason.', 'ana'),
  ($$bulk_call('leads', jsonb_build_object('ids', jsonb_build_array(tests.id('lead'))), 'erase_lead', 'lead_id', '{}', 1, reason => @)$$, 'Nobody can read this reason.', 'ana'),
  ($$add_comment(gen_random_uuid(), 'leads', tests.id('lead')::text, @)$$, 'Write something first.', 'ana'),
  ($$pg_temp.object(@)$$, 'Say why you object.', 'member');
-- What may be given a reason or a note and needs none.
create temporary table optional (f text primary key);
insert into optional values ('acknowledge_bot_incident'), ('handle_response'), ('suppress_lead'), ('undo_decision'), ('remind_invoice'), ('change_subscription'), ('restore_record'),
  ('recreate_record'), ('retry_scrape_run'), ('start_scrape_run'), ('set_staff_active');

create function pg_temp.object(why text) returns uuid language sql as $$
  insert into moderation_appeals (notice_id, member_id, text) values (tests.id('second notice'), auth.uid(), why) returning id
$$;

-- What comes of it: the answer or the refusal; nothing of it stays.
create function pg_temp.outcome(call text, who text, written text) returns text language plpgsql as $$
declare
  answer text;
begin
  perform tests.act_as(who);
  begin
    execute format('select (%s)::text from (select (select updated_at from invoices where id = tests.id(''invoice'')) as invoice,
      (select updated_at from user_subscriptions where id = (select sub from made)) as sub, (select updated_at from subscription_plans where id = tests.id(''plan'')) as plan) v',
      replace(call, '@', quote_literal(written))) into answer;
    raise exception using errcode = 'UNDO1', message = coalesce(answer, 'done');
  exception when others then
    answer := sqlerrm;
  end;
  perform tests.act_as('owner');
  return answer;
end
$$;

select set_eq($$select distinct split_part(call, '(', 1) from asked where call !~ '^(pg_temp|moderate|add_comment|record_consent)' union all select f from optional$$,
  $$select p.proname::text from pg_proc p, unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) a (name, type)
    where p.pronamespace = 'public'::regnamespace and a.name ~ '^(reason|why|note|answer)$' and a.type = 'text'::regtype$$,
  'every function that takes a reason, a note or an answer stands here');
select unalike(pg_temp.outcome(call, who, 'They asked for it by phone'), '%' || says || '%', split_part(call, '(', 1) || ' takes what can be read') from asked;
select alike(pg_temp.outcome(call, who, written), '%' || says || '%', split_part(call, '(', 1) || ' takes no ' || what)
from asked, (values ('spaces', '    '), ('no-break spaces', U&'\00A0\202F\2007\3000'), ('zero width', U&'\200B\200C\200D\FEFF\2060'), ('Braille blank', U&'\2800\2800\2800'),
  ('Hangul fillers', U&'\3164\FFA0\115F'), ('tags', U&'\+0E0041\+0E0042\+0E007F'), ('combining marks', U&'\0301\0308\20D0\0903'), ('soft hyphens', U&'\00AD\00AD\00AD'),
  ('signs of direction', U&'\202E\2066\2069'), ('selectors', U&'\FE0F\FE0E\+0E0100'), ('controls', E'\t\n\u0085\x07'), ('all together', U&' \200B\0301\00A0\2800\3164\+0E0041\FFF9 ')) w (what, written);

-- Where a reason may be given, what nobody can read is kept as none.
select is(private.said(written), wanted) from (values (U&'\200B \0301', null), ('', null), (null, null), (' So ', 'So'), ('好', '好'), (U&'e\0301', U&'e\0301'), ('🙂', '🙂')) w (written, wanted);
select is_empty($$select p.oid::regprocedure from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and p.prosrc ~ '(nullif\(btrim\(|btrim\(coalesce\()([\w.]+\.)?(reason|why|note|answer)\y'$$, 'and no function looks at it in another way');

-- Required texts that people write: each is asked of its column's own constraints, without a row.
create function pg_temp.may_stand(of_table oid, of_column smallint, given text) returns boolean language plpgsql as $$
declare
  rule text;
  holds boolean;
begin
  for rule in select pg_get_expr(k.conbin, k.conrelid) from pg_constraint k where k.contype = 'c' and k.conrelid = of_table and k.conkey = array[of_column] loop
    execute format('select %s from (select %L::text as %I) r', rule, given, (select attname from pg_attribute where attrelid = of_table and attnum = of_column)) into holds;
    if not holds then return false; end if;
  end loop;
  return true;
end
$$;
select is_empty($$select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and a.attnotnull and a.atttypid = 'text'::regtype and not a.attisdropped
    and (has_column_privilege('authenticated', c.oid, a.attnum, 'insert') or has_column_privilege('authenticated', c.oid, a.attnum, 'update'))
    and not pg_temp.may_stand(c.oid, a.attnum, '') and exists (
      select from unnest(array[repeat(' ', 12), repeat(U&'\3164', 12), repeat(U&'\200B', 12), U&' \FEFF\00A0 \2060 \3164 \200D  ']) unseen where pg_temp.may_stand(c.oid, a.attnum, unseen))
    -- Keys, paths and zones are checked by other means; blank emails when their sequence is activated.
    and c.relname || '.' || a.attname not in ('record_comments.record_id', 'outreach_sequences.time_zone', 'user_images.storage_path')
    and c.relname not in ('sequence_emails', 'sequence_variants')$$,
  'what may not be empty may not be blank, nor of signs that nobody sees');
select tests.act_as('ana');
select throws_like($$insert into leads (full_name, email, source_id) values (U&'\3164', 'unseen@reasons.test', tests.id('source'))$$, '%leads_full_name_required_check%', 'not by the API either');
select throws_like($$update leads set state = 'rejected', rejected_reason = U&'\200B' where id = tests.id('lead')$$, '%leads_rejected_reason_required_check%', 'nor as the reason that a state requires');
select * from finish();
rollback;
