-- Writing sequences: the order of steps, previews, a try over those enrolled, a copy.

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
insert into auth.users (id, email) select pg_temp.id(name), name || '@builder.test' from unnest(array['growth', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select pg_temp.id(name), initcap(name), name || '@builder.test', array[name] from unnest(array['growth', 'finance']) name;
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address, stop_company) values (pg_temp.id('seq'), 'Seq', 'paused', 'Ines', 'i@builder.test', '1 Main Street, Town', true);
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body)
  select pg_temp.id('s' || n), pg_temp.id('seq'), n, n, 'Hi {{first_name|you}}, ' || n, case n when 2 then 'From {{city}}. ' else '' end || '{{unsubscribe_url}}' from generate_series(1, 3) n;
insert into lead_sources (id, slug, name, kind, url, category) values (pg_temp.id('source'), 'builder', 'B', 'forum', 'https://b.test', 'b');
insert into leads (id, full_name, email, city, source_id) values (pg_temp.id('ann'), 'Ann Lee {{city}}', 'ann@builder.test', null, pg_temp.id('source')), (pg_temp.id('bob'), 'Bob', 'bob@builder.test', 'Bonn', pg_temp.id('source'));
insert into sequence_enrollments (sequence_id, lead_id) select pg_temp.id('seq'), pg_temp.id(n) from unnest(array['ann', 'bob']) n;
insert into email_sends (lead_id, sequence_id, sequence_email_id, to_email, subject, state, sent_at) values (pg_temp.id('bob'), pg_temp.id('seq'), pg_temp.id('s1'), 'bob@builder.test', 'S', 'sent', now());

select pg_temp.act_as('growth');
select reorder_steps(pg_temp.id('seq'), array[pg_temp.id('s1'), pg_temp.id('s3'), pg_temp.id('s2')]);
select is((select string_agg(subject, ' ' order by position) from sequence_emails where sequence_id = pg_temp.id('seq')), 'Hi {{first_name|you}}, 1 Hi {{first_name|you}}, 3 Hi {{first_name|you}}, 2', 'steps change places');
select throws_ok($$select reorder_steps(pg_temp.id('seq'), array[pg_temp.id('s3'), pg_temp.id('s1'), pg_temp.id('s2')])$$, '23514', null, 'one that was sent keeps its own');
select throws_ok($$select reorder_steps(pg_temp.id('seq'), array[pg_temp.id('s1'), pg_temp.id('s3')])$$, 'PT409', null, 'all of them are named');

select is((select p ->> 'subject' || (p ->> 'empty') from preview_mail(pg_temp.id('s2'), pg_temp.id('ann')) p), 'Hi Ann, 2["city"]', 'a step as a lead gets it, and what would be empty');
select is((select p ->> 'body' from preview_mail(pg_temp.id('s2'), pg_temp.id('ann'), body => 'Dear {{full_name}}') p), E'Dear Ann Lee {{city}}\n\n1 Main Street, Town', 'of a text that is not saved yet; what a lead writes in braces is no field');
select is((select concat(t ->> 'leads', t -> 'empty' -> 0 ->> 'field', t -> 'empty' -> 0 ->> 'leads', t -> 'empty' -> 0 ->> 'step') from try_sequence(pg_temp.id('seq')) t), '2city13', 'a try over those enrolled tells what is empty for whom');
select ok((select count(*) from list_merge_fields() where of_lead) > 3, 'the fields are listed');
create temp table copy as select * from duplicate_sequence(pg_temp.id('seq'));
select is((select concat_ws(' ', state, name, stop_company, (select count(*) from sequence_emails e where e.sequence_id = c.id), (select count(*) from sequence_enrollments n where n.sequence_id = c.id)) from copy c),
  'draft Copy of Seq t 3 0', 'a copy is a draft with all but the people');
select is((select name from duplicate_sequence(pg_temp.id('seq'))), 'Copy of Seq (2)', 'a further copy is numbered');
select is((select name from duplicate_sequence(pg_temp.id('seq'))), 'Copy of Seq (3)', 'and the next');
select pg_temp.act_as('finance');
select throws_ok($$select preview_mail(pg_temp.id('s2'), pg_temp.id('ann'))$$, '42501', null, 'growth''s alone');
select throws_ok($$select reorder_steps(pg_temp.id('seq'), '{}')$$, '42501', null, 'in all of it');

-- ---------------------------------------------------------------------------------------
-- Variants

select pg_temp.act_as('growth');
insert into sequence_variants (id, sequence_email_id, share, subject, body) values (pg_temp.id('v1'), pg_temp.id('s1'), 40, 'Other words', '{{unsubscribe_url}}');
select throws_ok($$insert into sequence_variants (sequence_email_id, share, subject, body) values (pg_temp.id('s1'), 60, 'S', 'B')$$, '23514', null, 'something is left for the text of the step itself');
update sequence_emails set body = '{{unsubscribe_url}}' where id = pg_temp.id('s2');
update outreach_sequences set state = 'active' where id = pg_temp.id('seq');
select throws_ok($$update sequence_variants set body = 'Hi {{city}}'$$, '23514', 'Email 1 B has no link to unsubscribe: put {{unsubscribe_url}} into its text. Email 1 B needs a fallback for {{city}}, such as {{city|there}}: 1 of those enrolled would see it.', 'each text of a live sequence is checked');
select throws_ok($$insert into sequence_variants (sequence_email_id, share, subject, body) values (pg_temp.id('s1'), 5, ' ', '{{unsubscribe_url}}')$$, '23514', null, 'a new one too');
select throws_ok($$update sequence_variants set version = 9$$, '42501', null, 'nobody types a version');
update sequence_variants set body = 'Hey. {{unsubscribe_url}}';
select is((select version from sequence_variants), 2, 'it counts');
create temp table second as select * from duplicate_sequence(pg_temp.id('seq'), 'Second copy');
select is((select concat(count(*), min(share), min(subject)) from sequence_variants v where v.sequence_email_id in (select id from sequence_emails where sequence_id = (select id from second))), '140Other words', 'a copy has them');
select pg_temp.act_as('owner');
update outreach_sequences set daily_cap = 5000, send_from = '00:00', send_until = '23:59:59.999999', send_days = '{1,2,3,4,5,6,7}', allow_parallel = true where id = pg_temp.id('seq');
insert into leads (id, full_name, email, source_id) select pg_temp.id('l' || n), 'L ' || n, 'l' || n || '@builder.test', pg_temp.id('source') from generate_series(1, 60) n;
insert into sequence_enrollments (id, sequence_id, lead_id, next_send_at) select pg_temp.id('e' || n), pg_temp.id('seq'), pg_temp.id('l' || n), now() - interval '1 hour' from generate_series(1, 60) n;
select is(jsonb_array_length(private.claim_due_sends(1000, 'w')), 60, 'all are claimed');
select ok((select count(s.variant_id) between 12 and 36 and bool_and(s.subject = 'Other words' and s.step_version = 2 and s.body like 'Hey.%') filter (where s.variant_id is not null)
  and bool_and(s.subject like 'Hi %') filter (where s.variant_id is null) from email_sends s where s.worker = 'w'), 'each gets one of the texts, about by their shares, and the mail keeps which');
select ok((select bool_and((private.pick_variant(s.sequence_email_id, s.enrollment_id)).id is not distinct from s.variant_id) from email_sends s where s.worker = 'w'), 'and would get the same again');
update email_sends s set state = 'sent', sent_at = now() where s.worker = 'w';
select pg_temp.act_as('growth');
select is((select string_agg(label, ', ' order by label) from outreach_funnel(current_date - 1, current_date + 1, 'UTC', 'variant')), 'Seq, step 1 A: Hi {{first_name|you}}, 1, Seq, step 1 B: Other words', 'the funnel counts them apart');
select throws_ok($$delete from sequence_variants$$, '23514', 'This variant was sent already, so it stays. Switch it off instead.', 'what was sent stays');
update sequence_variants set active = false;
select pg_temp.act_as('finance');
select is_empty($$select from sequence_variants$$, 'growth''s alone');

select * from finish();
rollback;
