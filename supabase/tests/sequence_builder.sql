-- Writing sequences: the order of steps, previews, a try over those enrolled, a copy.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@builder.test' from unnest(array['growth', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@builder.test', array[name] from unnest(array['growth', 'finance']) name;
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address, stop_company) values (tests.id('seq'), 'Seq', 'paused', 'Ines', 'i@builder.test', '1 Main Street, Town', true);
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body)
  select tests.id('s' || n), tests.id('seq'), n, n, 'Hi {{first_name|you}}, ' || n, case n when 2 then 'From {{city}}. ' else '' end || '{{unsubscribe_url}}' from generate_series(1, 3) n;
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'builder', 'B', 'forum', 'https://b.test', 'b');
insert into leads (id, full_name, email, city, source_id) values (tests.id('ann'), 'Ann Lee {{city}}', 'ann@builder.test', null, tests.id('source')), (tests.id('bob'), 'Bob', 'bob@builder.test', 'Bonn', tests.id('source'));
insert into sequence_enrollments (sequence_id, lead_id) select tests.id('seq'), tests.id(n) from unnest(array['ann', 'bob']) n;
insert into email_sends (lead_id, sequence_id, sequence_email_id, to_email, subject, state, sent_at) values (tests.id('bob'), tests.id('seq'), tests.id('s1'), 'bob@builder.test', 'S', 'sent', now());

select tests.act_as('growth');
select reorder_steps(tests.id('seq'), array[tests.id('s1'), tests.id('s3'), tests.id('s2')]);
select is((select string_agg(subject, ' ' order by position) from sequence_emails where sequence_id = tests.id('seq')), 'Hi {{first_name|you}}, 1 Hi {{first_name|you}}, 3 Hi {{first_name|you}}, 2', 'steps change places');
select throws_ok($$select reorder_steps(tests.id('seq'), array[tests.id('s3'), tests.id('s1'), tests.id('s2')])$$, '23514', null, 'one that was sent keeps its own');
select throws_ok($$select reorder_steps(tests.id('seq'), array[tests.id('s1'), tests.id('s3')])$$, 'PT409', null, 'all of them are named');

select is((select p ->> 'subject' || (p ->> 'empty') from preview_mail(tests.id('s2'), tests.id('ann')) p), 'Hi Ann, 2["city"]', 'a step as a lead gets it, and what would be empty');
select is((select p ->> 'body' from preview_mail(tests.id('s2'), tests.id('ann'), body => 'Dear {{full_name}}') p), E'Dear Ann Lee {{city}}\n\n1 Main Street, Town', 'of a text that is not saved yet; what a lead writes in braces is no field');
select is((select concat(t ->> 'leads', t -> 'empty' -> 0 ->> 'field', t -> 'empty' -> 0 ->> 'leads', t -> 'empty' -> 0 ->> 'step') from try_sequence(tests.id('seq')) t), '2city13', 'a try over those enrolled tells what is empty for whom');
select ok((select count(*) from list_merge_fields() where of_lead) > 3, 'the fields are listed');
create temp table copy as select * from duplicate_sequence(tests.id('seq'));
select is((select concat_ws(' ', state, name, stop_company, (select count(*) from sequence_emails e where e.sequence_id = c.id), (select count(*) from sequence_enrollments n where n.sequence_id = c.id)) from copy c),
  'draft Copy of Seq t 3 0', 'a copy is a draft with all but the people');
select is((select name from duplicate_sequence(tests.id('seq'))), 'Copy of Seq (2)', 'a further copy is numbered');
select is((select name from duplicate_sequence(tests.id('seq'))), 'Copy of Seq (3)', 'and the next');
select tests.act_as('finance');
select throws_ok($$select preview_mail(tests.id('s2'), tests.id('ann'))$$, '42501', null, 'growth''s alone');
select throws_ok($$select reorder_steps(tests.id('seq'), '{}')$$, '42501', null, 'in all of it');

-- ---------------------------------------------------------------------------------------
-- Variants

select tests.act_as('growth');
insert into sequence_variants (id, sequence_email_id, share, subject, body) values (tests.id('v1'), tests.id('s1'), 40, 'Other words', '{{unsubscribe_url}}');
select throws_ok($$insert into sequence_variants (sequence_email_id, share, subject, body) values (tests.id('s1'), 60, 'S', 'B')$$, '23514', null, 'something is left for the text of the step itself');
update sequence_emails set body = '{{unsubscribe_url}}' where id = tests.id('s2');
update outreach_sequences set state = 'active' where id = tests.id('seq');
select throws_ok($$update sequence_variants set body = 'Hi {{city}}'$$, '23514', 'Email 1 B has no link to unsubscribe: put {{unsubscribe_url}} into its text. Email 1 B needs a fallback for {{city}}, such as {{city|there}}: 1 of those enrolled would see it.', 'each text of a live sequence is checked');
select throws_ok($$insert into sequence_variants (sequence_email_id, share, subject, body) values (tests.id('s1'), 5, ' ', '{{unsubscribe_url}}')$$, '23514', null, 'a new one too');
select throws_ok($$update sequence_variants set version = 9$$, '42501', null, 'nobody types a version');
update sequence_variants set body = 'Hey. {{unsubscribe_url}}';
select is((select version from sequence_variants), 2, 'it counts');
create temp table second as select * from duplicate_sequence(tests.id('seq'), 'Second copy');
select is((select concat(count(*), min(share), min(subject)) from sequence_variants v where v.sequence_email_id in (select id from sequence_emails where sequence_id = (select id from second))), '140Other words', 'a copy has them');
select tests.act_as('owner');
update outreach_sequences set daily_cap = 5000, send_from = '00:00', send_until = '23:59:59.999999', send_days = '{1,2,3,4,5,6,7}', allow_parallel = true where id = tests.id('seq');
insert into leads (id, full_name, email, source_id) select tests.id('l' || n), 'L ' || n, 'l' || n || '@builder.test', tests.id('source') from generate_series(1, 60) n;
insert into sequence_enrollments (id, sequence_id, lead_id, next_send_at) select tests.id('e' || n), tests.id('seq'), tests.id('l' || n), now() - interval '1 hour' from generate_series(1, 60) n;
select is(jsonb_array_length(private.claim_due_sends(1000, 'w')), 60, 'all are claimed');
select ok((select count(s.variant_id) between 12 and 36 and bool_and(s.subject = 'Other words' and s.step_version = 2 and s.body like 'Hey.%') filter (where s.variant_id is not null)
  and bool_and(s.subject like 'Hi %') filter (where s.variant_id is null) from email_sends s where s.worker = 'w'), 'each gets one of the texts, about by their shares, and the mail keeps which');
select ok((select bool_and((private.pick_variant(s.sequence_email_id, s.enrollment_id)).id is not distinct from s.variant_id) from email_sends s where s.worker = 'w'), 'and would get the same again');
update email_sends s set state = 'sent', sent_at = now() where s.worker = 'w';
select tests.act_as('growth');
select is((select string_agg(label, ', ' order by label) from outreach_funnel(current_date - 1, current_date + 1, 'UTC', 'variant')), 'Seq, step 1 A: Hi {{first_name|you}}, 1, Seq, step 1 B: Other words', 'the funnel counts them apart');
select throws_ok($$delete from sequence_variants$$, '23514', 'This variant was sent already, so it stays. Switch it off instead.', 'what was sent stays');
update sequence_variants set active = false;
select tests.act_as('finance');
select is_empty($$select from sequence_variants$$, 'growth''s alone');

select * from finish();
rollback;
