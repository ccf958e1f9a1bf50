-- The figures of outreach: each by its own time stamp, what was deleted included; runs by day; failures that are the same;
-- enrolling many writes the history that enrolling one does.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@figures.test' from unnest(array['growth', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@figures.test', array[name] from unnest(array['growth', 'finance']) name;
insert into lead_sources (id, slug, name, kind, url, category, silent_after_minutes) select tests.id(n), n, n, 'forum', 'https://' || n || '.test', 'f', 15 from unnest(array['one', 'two']) n;
insert into outreach_sequences (id, name, state, from_name, from_email, postal_address) values (tests.id('seq'), 'Seq', 'active', 'S', 's@figures.test', '1 Main Street, Town');
insert into sequence_emails (id, sequence_id, position, subject, body) values (tests.id('step'), tests.id('seq'), 1, 'S', '{{unsubscribe_url}}');
insert into leads (id, full_name, email, source_id, state, found_at, qualified_at, converted_at) values
  (tests.id('a'), 'A', 'a@figures.test', tests.id('one'), 'converted', '2020-03-02', '2020-03-03', '2020-03-20'),
  (tests.id('b'), 'B', 'b@figures.test', tests.id('one'), 'contacted', '2020-03-02', '2020-03-04', null),
  (tests.id('c'), 'C', 'c@figures.test', tests.id('two'), 'new', '2020-04-01', null, null);
insert into sequence_enrollments (id, sequence_id, lead_id, enrolled_at) select tests.id(n || 'e'), tests.id('seq'), tests.id(n), '2020-03-05' from unnest(array['b']) n;
insert into email_sends (id, lead_id, enrollment_id, sequence_id, sequence_email_id, sender_id, to_email, subject, state, reason, queued_at, sent_at, delivered_at, opened_at)
  overriding system value
  select 900000 + n, tests.id('b'), tests.id('be'), tests.id('seq'), tests.id('step'), (select id from outreach_senders where email = 's@figures.test'), 'b@figures.test', 'S',
    case n when 1 then 'opened' when 2 then 'bounced' else 'skipped' end, case when n > 1 then 'R' end, '2020-03-06', case when n < 3 then '2020-03-06'::timestamptz end, case n when 1 then '2020-03-06'::timestamptz end, case n when 1 then '2020-03-07'::timestamptz end
  from generate_series(1, 3) n;
insert into outreach_responses (lead_id, email_send_id, body, received_at, intent) values (tests.id('b'), 900001, 'Yes', '2020-03-08', 'interested'), (tests.id('b'), null, 'Away', '2020-03-08', 'out_of_office');

select tests.act_as('growth');
create function pg_temp.line(by_what text, from_day date default '2020-03-01', to_day date default '2020-03-31') returns text language sql as $$
  select string_agg(concat_ws(' ', label, found, qualified, enrolled, sent, delivered, opened, bounced, replied, converted, departed), '; ' order by label) from outreach_funnel(from_day, to_day, 'UTC', by_what)
$$;
select is(pg_temp.line('all'), 'All 2 2 1 2 1 1 1 1 1 0', 'each counts by its own time stamp');
select is((select reply_seconds from outreach_funnel('2020-03-01', '2020-03-31')), 172800::float, 'with the median time to a reply');
select is(pg_temp.line('source', '2020-03-01', '2020-04-30'), 'one 2 2 1 2 1 1 1 1 1 0; two 1 0 0 0 0 0 0 0 0 0', 'by source');
select is(pg_temp.line('sequence'), 'No sequence 2 2 0 0 0 0 0 0 1 0; Seq 0 0 1 2 1 1 1 1 0 0', 'by sequence');
select is(pg_temp.line('step') || pg_temp.line('sender'), 'Seq, step 1: S 0 0 0 2 1 1 1 1 0 0s@figures.test 0 0 0 2 1 1 1 1 0 0', 'by step and sender');
select is(pg_temp.line('week'), '2020-03-02 2 2 1 2 1 1 1 1 0 0; 2020-03-16 0 0 0 0 0 0 0 0 1 0', 'by week');
create function pg_temp.shares(from_day date) returns text language sql as $$
  select concat_ws(' ', found, found_qualified, found_converted, '|', sent, answered, '|', qualified, converted, replied) from outreach_funnel(from_day, '2020-03-31')
$$;
select is(pg_temp.shares('2020-03-01') || '; ' || pg_temp.shares('2020-03-07'), '2 2 1 | 2 1 | 2 1 1; 0 0 0 | 0 0 | 0 1 1', 'what a share is of are the same leads and mails, not what else happened in these days');
select throws_ok($$select * from outreach_funnel('2020-03-01', '2020-03-31', 'Mars/Phobos')$$, '22023', 'There is no time zone "Mars/Phobos".', 'a zone that there is not is refused in words');
select throws_ok($$select * from scrape_run_days('2020-03-01', '2020-03-31', 'Mars/Phobos')$$, '22023', 'There is no time zone "Mars/Phobos".', 'of runs too');
select results_eq($$select key, replied from outreach_funnel('2020-03-01', '2020-03-31', 'UTC', 'variant') where replied > 0$$,
  $$select 'step:' || sequence_email_id, 1::bigint from outreach_responses where sequence_id = tests.id('seq') and sender_id is not null and source_id = tests.id('one') and intent = 'interested'$$,
  'a reply has in itself what it is counted by: the text, step, sequence and sender that it answers and the source of its lead');
select is((select string_agg(concat_ws(' ', coalesce(last_sequence(l)::text, 'none'), full_name), '; ' order by full_name) from leads l where source_id = tests.id('one')),
  'none A; ' || tests.id('seq') || ' B', 'a lead is counted as converted for the sequence that it was enrolled in last');
select is((select concat_ws(' ', sent, (select count(*) from email_sends m where m.sender_id = h.id and m.sent_at is not null and m.queued_at >= h.since), since) from outreach_health() h where label = 's@figures.test'),
  concat_ws(' ', 2, 2, timestamptz '2020-03-06'), 'the health of a sender says since when, and holds all from then on');
delete from leads where full_name = 'B';
select is(pg_temp.line('all'), 'All 2 2 1 2 1 1 1 1 1 1', 'what is deleted still counts, and is told');
select is(pg_temp.shares('2020-03-01'), '2 2 1 | 2 1 | 2 1 1', 'in shares as well');
select is(pg_temp.line('source', '2020-03-01', '2020-04-30'), 'one 2 2 1 2 1 1 1 1 1 1; two 1 0 0 0 0 0 0 0 0 0', 'for the source that it was from');
select is((select concat_ws(' ', sent, bounced, complained) from outreach_health() where label = 's@figures.test'), '2 1 0', 'the health of a sender');
select tests.act_as('finance');
select throws_ok($$select * from outreach_funnel('2020-03-01', '2020-03-31')$$, '42501', null, 'growth''s alone');

-- The sums of mails are what the mails say, whatever happened to them and wherever a day begins.
select tests.act_as('owner');
insert into sequence_emails (id, sequence_id, position, subject, body) values (tests.id('step2'), tests.id('seq'), 2, 'T', '{{unsubscribe_url}}');
insert into sequence_variants (id, sequence_email_id, share, subject, body) values (tests.id('variant'), tests.id('step'), 40, 'V', '{{unsubscribe_url}}');
create function pg_temp.any_state(r float) returns text language sql as $$ select (array['sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained'])[1 + floor(r * 6)::integer] $$;
do $$
declare
  ids bigint[];
begin
  perform setseed(0.11);
  alter table email_sends disable trigger check_send; alter table email_sends disable trigger transition; alter table email_sends disable trigger apply_feedback; alter table email_sends disable trigger apply_feedback_told;
  for n in 1..6 loop
    insert into email_sends (lead_id, sequence_id, sequence_email_id, variant_id, sender_id, source_id, to_email, subject, state, reason, queued_at, sent_at, opened_at, clicked_at)
    select null, case when random() < 0.8 then tests.id('seq') end, tests.id(case when random() < 0.5 then 'step' else 'step2' end), case when random() < 0.3 then tests.id('variant') end,
      case when random() < 0.9 then (select id from outreach_senders where email = 's@figures.test') end, case when random() < 0.7 then tests.id(case when random() < 0.5 then 'one' else 'two' end) end,
      'x@figures.test', 'S', case when random() < 0.8 then pg_temp.any_state(random()) else 'skipped' end, 'R', t, case when random() < 0.8 then t end, case when random() < 0.5 then t end, case when random() < 0.3 then t end
    from generate_series(1, 60) g, lateral (select timestamptz '2021-03-20 00:00Z' + random() * interval '20 days' + g * interval '0' as t) x;
    select array_agg(s.id) into ids from email_sends s where s.queued_at >= '2021-03-01' and s.queued_at < '2021-05-01' and random() < 0.3;
    update email_sends s set state = pg_temp.any_state(random()), opened_at = case when random() < 0.5 then s.queued_at end, sent_at = case when random() < 0.8 then coalesce(s.sent_at, s.queued_at) + random() * interval '1 day' end,
      source_id = case when random() < 0.2 then null else s.source_id end where s.id = any (ids);
    delete from email_sends s where s.id = any (ids[:5]);
  end loop;
  alter table email_sends enable trigger user;
end
$$;
create function pg_temp.raw(by_what text, zone text, from_day date, to_day date) returns text language sql as $$
  select string_agg(concat_ws(' ', k, n, d, o, c, b, p), '; ' order by k) from (
    select coalesce(case by_what when 'source' then s.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id::text, 'step:' || s.sequence_email_id)
        when 'sender' then s.sender_id::text when 'week' then date_trunc('week', s.sent_at at time zone zone)::date::text else 'all' end, 'none') as k,
      count(*) as n, count(*) filter (where s.state in ('delivered', 'opened', 'clicked', 'complained')) as d, count(s.opened_at) as o, count(s.clicked_at) as c,
      count(*) filter (where s.state = 'bounced') as b, count(*) filter (where s.state = 'complained') as p
    from email_sends s where (s.sent_at at time zone zone)::date between from_day and to_day and (by_what <> 'sender' or s.sender_id is not null) group by 1) x
$$;
create function pg_temp.rolled(by_what text, zone text, from_day date, to_day date) returns text language sql as $$
  select string_agg(concat_ws(' ', coalesce(key, 'none'), sent, delivered, opened, clicked, bounced, complained), '; ' order by coalesce(key, 'none')) from outreach_funnel(from_day, to_day, zone, by_what) where sent > 0
$$;
grant execute on all functions in schema pg_temp to authenticated;
create temporary table ask as
  select by_what, zone, from_day, from_day + days as to_day, null::text as said from unnest(array['all', 'source', 'sequence', 'step', 'variant', 'sender', 'week']) by_what,
    unnest(array['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Kiritimati']) zone, unnest(array[date '2021-03-01', '2021-03-27', '2021-04-03']) from_day, unnest(array[0, 3, 60]) days;
grant select, update on ask to authenticated;
select tests.act_as('growth');
update ask a set said = pg_temp.rolled(a.by_what, a.zone, a.from_day, a.to_day);
select tests.act_as('owner');
select is_empty($$select * from ask a where a.said is distinct from pg_temp.raw(a.by_what, a.zone, a.from_day, a.to_day)$$, 'each of 378 questions has the answer that the mails themselves give');
select ok((select count(distinct said) > 100 from ask), 'which differ');
create temporary table kept as select s.minutes, s.starts_at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id, sum(s.sent) as sent, sum(s.delivered) as delivered, sum(s.opened) as opened, sum(s.clicked) as clicked, sum(s.bounced) as bounced, sum(s.complained) as complained
  from private.send_sums s group by 1, 2, 3, 4, 5, 6, 7 having array[sum(s.sent), sum(s.opened)] <> array[0, 0]::numeric[];
select private.rebuild_send_sums();
select set_eq('select * from kept', 'select s.minutes, s.starts_at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id, s.sent::numeric, s.delivered::numeric, s.opened::numeric, s.clicked::numeric, s.bounced::numeric, s.complained::numeric from private.send_sums s',
  'and the sums counted anew are those that were kept');

-- Health reads the last 200, and what else was queued in the second of the first of them.
insert into outreach_senders (id, email, name) values (tests.id('many'), 'many@figures.test', 'Many');
insert into email_sends (sender_id, to_email, subject, state, reason, queued_at, sent_at)
select tests.id('many'), 'y@figures.test', 'S', case when n % 50 = 0 then 'bounced' when n = 7 then 'complained' else 'delivered' end, 'R', t, t
from generate_series(1, 420) n, lateral (select timestamptz '2020-05-01 00:00:00.25Z' - (n / 100) * interval '1 second' + (n % 100) * interval '5 milliseconds' as t) x;
select is(concat_ws(' ', h.sent, h.bounced, h.complained, h.since), concat_ws(' ', 299, 5, 1, timestamptz '2020-04-30 23:59:58Z'), 'of a sender with more') from outreach_health() h where h.id = tests.id('many');

-- Runs
delete from scrape_runs;
insert into scrape_runs (source_id, state, error_kind, error_message, queued_at, started_at, finished_at, heartbeat_at, found, new_leads) values
  (tests.id('one'), 'failed', 'http_403', 'Page 12 answered 403', now() - interval '20 days', now() - interval '20 days', now() - interval '20 days', null, 0, 0),
  (tests.id('one'), 'succeeded', null, null, now() - interval '9 days', now() - interval '9 days', now() - interval '9 days', null, 8, 5),
  (tests.id('one'), 'failed', 'http_403', 'Page 7 answered 403', now() - interval '1 day', now() - interval '1 day', now() - interval '1 day', null, 0, 0),
  (tests.id('two'), 'failed', 'http_403', 'Page 9 answered 403', now() - interval '2 days', now() - interval '2 days', now() - interval '2 days', null, 0, 0),
  (tests.id('two'), 'running', null, null, now() - interval '1 hour', now() - interval '1 hour', null, now() - interval '30 minutes', 2, 1);
select tests.act_as('growth');
select results_eq($$select kind, runs, sources, regressed, cardinality(retryable) from scrape_failures()$$, $$values ('http_403', 3::bigint, 2::bigint, true, 1)$$,
  'the same failure is one, which came back; only where nothing ran since is there something to retry');
select results_eq($$select runs, regressed from scrape_failures(7)$$, $$values (2::bigint, true)$$, 'also where it was last seen before these days');
select is((select string_agg(concat_ws(' ', name, worst, stuck, new_leads), '; ' order by name) from scrape_run_days(current_date - 1, current_date) where worst = 'running'), 'two running t 1', 'a run without a sign of life is stuck');
select is((select count(*) from scrape_run_days(current_date - 30, current_date)), 5::bigint, 'a cell for each source and day with a run');
select tests.act_as('owner');
update scrape_runs set cost_minor = 250, currency = 'EUR' where source_id = tests.id('one');
update scrape_runs set cost_minor = 9, currency = 'JPY' where source_id = tests.id('two') and state = 'running';
update leads set scrape_run_id = (select id from scrape_runs where source_id = tests.id('one') and state = 'succeeded') where full_name = 'A';
select tests.act_as('growth');
select results_eq($$select c.source_id, c.currency, c.cost_minor, c.qualified from source_costs(current_date - 10, current_date) c order by 2$$,
  $$values (tests.id('one'), 'EUR', 500::bigint, 1::bigint), (tests.id('two'), 'JPY', 9, 0)$$, 'what the runs of these days cost, and how many of the leads that they brought were qualified');

select ok(erase_lead(tests.id('a'), 'Asked by letter') is not null, 'somebody who was qualified is erased');
select is((select c.qualified from source_costs(current_date - 10, current_date) c where currency = 'EUR'), 1::bigint, 'which makes no lead dearer');
select tests.act_as('owner');
insert into leads (id, full_name, email, source_id, scrape_run_id, state, qualified_at)
  select tests.id('gone'), 'Gone', 'gone@figures.test', r.source_id, r.id, 'qualified', now() from scrape_runs r where r.source_id = tests.id('one') and r.state = 'succeeded';
select tests.act_as('growth');
delete from leads where id = tests.id('gone');
select is((select c.qualified from source_costs(current_date - 10, current_date) c where currency = 'EUR'), 2::bigint, 'nor does one who was deleted');
select tests.act_as('finance');
select is(private.qualified_of((select id from scrape_runs where state = 'succeeded' limit 1)), null, 'which is for growth');
select tests.act_as('growth');

-- Many at once
insert into leads (id, full_name, email, source_id) select tests.id('many' || n), 'Many', 'many' || n || '@figures.test', tests.id('one') from generate_series(1, 3) n;
select enrol_leads(tests.id('seq'), '[{"field": "full_name", "operator": "eq", "value": "Many"}]', dry_run => false);
insert into leads (id, full_name, email, source_id) values (tests.id('single'), 'Single', 'single@figures.test', tests.id('one'));
select enrol_lead(tests.id('single'), tests.id('seq'));
select is((select count(*) from audit_log a join sequence_enrollments e on e.id::text = a.record_id join leads l on l.id = e.lead_id where l.full_name = 'Many' and a.action = 'insert'), 3::bigint, 'each has its history');
select is((select jsonb_object_agg(k, v) from audit_log a join sequence_enrollments e on e.id::text = a.record_id join leads l on l.id = e.lead_id, jsonb_each(to_jsonb(a) || jsonb_build_object('keys', (select array_agg(x order by x) from jsonb_object_keys(a.after) x))) t (k, v)
    where l.email = 'many1@figures.test' and k in ('actor_name', 'actor_kind', 'actor_roles', 'table_name', 'record_label', 'changed', 'keys')),
  (select jsonb_object_agg(k, v) from audit_log a join sequence_enrollments e on e.id::text = a.record_id join leads l on l.id = e.lead_id, jsonb_each(to_jsonb(a) || jsonb_build_object('keys', (select array_agg(x order by x) from jsonb_object_keys(a.after) x))) t (k, v)
    where l.full_name = 'Single' and k in ('actor_name', 'actor_kind', 'actor_roles', 'table_name', 'record_label', 'changed', 'keys')), 'as one who was enrolled alone');

-- A table that is emptied leaves nothing of its mails.
select tests.act_as('owner');
select isnt((select sum(s.sent) from private.send_sums s), 0::numeric, 'of mails that were sent there are sums');
truncate email_sends cascade;
select is((select coalesce(sum(s.sent + s.opened + s.bounced), 0) from private.send_sums s), 0::numeric, 'of mails that are no more there are none');
select tests.act_as('growth');
select is((select coalesce(sum(f.sent), 0) from outreach_funnel('2021-03-01', '2021-05-01', 'UTC', 'all') f), 0::numeric, 'and the funnel tells of none');

select * from finish();
rollback;
