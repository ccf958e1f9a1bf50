-- The enrollments that are found for a word at once are those of which the gate says it, whatever has changed and by whom.

begin;
set local search_path = public, extensions;
select no_plan();
select setseed(0.12);

insert into auth.users (id, email) select tests.id(name), name || '@why.test' from unnest(array['growth', 'admin', 'moderator', 'finance', 'member']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), name, name || '@why.test', array[name] from unnest(array['growth', 'admin', 'moderator', 'finance']) name;
insert into profiles (id, display_name, email) values (tests.id('member'), 'Member', 'member@why.test');
insert into lead_sources (id, slug, name, kind, url, category) select tests.id('source ' || n), 'why-' || n, 'Why ' || n, 'forum', 'https://why.test', 'w' from generate_series(1, 2) n;
insert into outreach_sequences (id, name, from_name, from_email, postal_address, daily_cap, time_zone, send_from, send_until, send_days, allow_parallel)
select tests.id('sequence ' || n), 'Why ' || n, 'Ada', 'why' || n || '@why.test', '1 Main Street, Town', 3, 'Europe/Berlin', '00:00', '23:59:59.999999', '{1,2,3,4,5,6,7}', true from generate_series(1, 3) n;
insert into sequence_emails (id, sequence_id, position, delay_days, subject, body)
select tests.id('step ' || q || ' ' || n), tests.id('sequence ' || q), n, 0, 'S', 'Hello {{first_name|you}} {{unsubscribe_url}}' from generate_series(1, 3) q, generate_series(1, 3) n;
update outreach_sequences set state = 'active' where name like 'Why%';
insert into leads (id, full_name, email, phone, country, source_id)
select tests.id('lead ' || n), 'Lead ' || n, 'lead' || n || '@d' || n % 12 || '.why.test', '+49 30 55500' || lpad((n % 25)::text, 2, '0'), (array['DE', 'JP', null])[1 + n % 3], tests.id('source ' || 1 + n % 2) from generate_series(1, 24) n;
select tests.act_as('growth');
insert into sequence_enrollments (sequence_id, lead_id) select tests.id('sequence ' || 1 + n % 3), tests.id('lead ' || n) from generate_series(1, 24) n;
select tests.act_as('owner');
-- Enrolled a moment after this transaction began, they would be due in none of it.
update sequence_enrollments set next_send_at = now() - interval '1 minute';

-- Of each enrollment what why_not_sent answers for it alone, and the words of which it is found among all.
create function pg_temp.differing() returns text language plpgsql as $$
declare
  answer text;
begin
  perform tests.act_as('growth');
  select string_agg(format('%s: found as %s, the gate says %s', l.full_name, f.words, g.word), ', ') into answer
  from sequence_enrollments e left join leads l on l.id = e.lead_id
  cross join lateral (select case e.state when 'completed' then 'sent' when 'active' then coalesce(w ->> 'code', w ->> 'verdict') when 'paused' then coalesce(w ->> 'code', w ->> 'verdict') else 'ended' end as word
    from why_not_sent(e.id) w) g
  left join (select t.id, string_agg(t.word, ' ') as words from pg_temp.told() t group by 1) f on f.id = e.id
  where coalesce(f.words, 'ended') is distinct from g.word;
  perform tests.act_as('owner');
  return answer;
end
$$;
create function pg_temp.told() returns table (id uuid, word text) language plpgsql as $$
declare
  one text;
begin
  foreach one in array array(select substr(p.proname, 5) from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname ~ '^why_' and p.proname <> 'why_not_sent') loop
    return query execute format('select e.id, %L from sequence_enrollments e where e.%I = true', one, 'why_' || one);
  end loop;
end
$$;
create function pg_temp.does(who text, what text) returns text language plpgsql as $$
declare
  answer text;
begin
  perform tests.act_as(who);
  begin
    execute what;
  exception when others then
    answer := sqlstate || ' ' || sqlerrm;
  end;
  perform tests.act_as('owner');
  return answer;
end
$$;
-- The acts that move it, with names in the place of a lead, a sequence and a step.
create temporary table act (n serial, who text, what text, told text, held boolean not null default false);
insert into act (who, what) values
  ('service_role', $$select claim_due_sends(2, 'w')$$),
  ('service_role', $$select report_send(id, 'sent', now(), null, null) from email_sends where state = 'queued' order by id limit 1$$),
  ('service_role', $$select report_send(id, 'failed', now(), null, 'no') from email_sends where state = 'queued' order by id desc limit 1$$),
  ('service_role', $$select report_send(id, 'bounced', now(), null, '4.2.2 full') from email_sends where state = 'sent' order by id desc limit 1$$),
  ('service_role', $$select record_response(send_id => id, subject => 'Re', body => 'Away', intent => 'out_of_office', back_on => current_date + 3) from email_sends where state = 'sent' order by id desc limit 1$$),
  ('growth', $$update leads set email = null where id = {lead}$$),
  ('growth', $$update leads set email = 'new' || floor(random() * 1000) || '@new.why.test' where id = {lead}$$),
  ('growth', $$update leads set phone = '+49 30 55500' || lpad(floor(random() * 60)::text, 2, '0') where id = {lead}$$),
  ('growth', $$update leads set country = (array['DE', 'JP', 'US'])[1 + floor(random() * 3)] where id = {lead}$$),
  ('growth', $$update leads set state = 'qualified' where id = {lead}$$),
  ('growth', $$update leads set state = 'rejected', rejected_reason = 'No' where id = {lead}$$),
  ('growth', $$select record_consent({lead}, now() - interval '1 hour', 'By phone', 'I agree')$$),
  ('growth', $$select suppress_lead({lead}, 'manual')$$),
  ('growth', $$insert into outreach_suppressions (email, reason) select email, 'unsubscribed' from leads where id = {lead}$$),
  ('growth', $$insert into outreach_suppressions (email, kind, subdomains, reason) values ('d' || floor(random() * 12) || '.why.test', 'domain', random() < 0.5, 'legal')$$),
  ('admin', $$select lift_suppression((select id from outreach_suppressions where lifted_at is null order by random() limit 1), 'By mistake')$$),
  ('growth', $$select erase_lead({lead}, 'By letter')$$),
  ('growth', $$delete from leads where id = {lead}$$),
  ('growth', $$select merge_leads({lead}, (select id from leads where full_name like 'Lead%' and id <> {lead} order by random() limit 1), '{}')$$),
  ('growth', $$update lead_sources set lawful_basis = case lawful_basis when 'consent' then 'legitimate_interest' else 'consent' end where slug = 'why-1'$$),
  ('growth', $$update sequence_enrollments set state = 'paused' where lead_id = {lead} and state = 'active'$$),
  ('growth', $$update sequence_enrollments set state = 'active' where lead_id = {lead} and state = 'paused'$$),
  ('growth', $$update sequence_enrollments set state = 'stopped', stop_reason = 'So' where lead_id = {lead}$$),
  ('growth', $$insert into sequence_enrollments (sequence_id, lead_id) values ({sequence}, {lead})$$),
  ('growth', $$select enrol_leads({sequence}, '[{"field": "full_name", "operator": "startswith", "value": "Lead"}]', dry_run => false)$$),
  ('growth', $$update outreach_sequences set state = 'paused' where id = {sequence}$$),
  ('growth', $$update outreach_sequences set state = 'active' where id = {sequence}$$),
  ('growth', $$update outreach_senders set state = case state when 'active' then 'paused' else 'active' end where email = 'why1@why.test'$$),
  ('growth', $$update outreach_sequences set send_until = case send_until when '00:01' then '23:59:59.999999'::time else '00:01' end where id = {sequence}$$),
  ('growth', $$update sequence_emails set active = not active where id = {step}$$),
  ('growth', $$insert into sequence_emails (sequence_id, position, delay_days, subject, body) select {sequence}, max(position) + 1, 0, 'S', 'B {{unsubscribe_url}}' from sequence_emails where sequence_id = {sequence}$$),
  ('owner', $$update sequence_emails set position = position + 10 where id = {step}$$),
  ('owner', $$update profiles set state = case state when 'suspended' then 'active' else 'suspended' end where id = tests.id('member')$$),
  ('growth', $$update leads set email = 'member@why.test' where id = {lead}$$),
  ('owner', $$delete from email_sends where id = (select max(id) from email_sends)$$),
  ('owner', $$update sequence_enrollments set next_send_at = now() + (random() * 4 - 2) * interval '1 day' where lead_id = {lead} and state = 'active'$$),
  ('owner', $$update sequence_enrollments set current_step = floor(random() * 3) where lead_id = {lead}$$);

create function pg_temp.walk(rounds integer) returns text language plpgsql as $$
declare
  a record;
  differs text;
  answer text;
begin
  -- Each in turn first, so that all of them happen.
  for a in select x.* from act x, generate_series(1, rounds) round order by round, case when round > 1 then random() end, x.n loop
    answer := pg_temp.does(a.who, replace(replace(replace(a.what, '{lead}', quote_literal(tests.id('lead ' || 1 + floor(random() * 24)))), '{sequence}', quote_literal(tests.id('sequence ' || 1 + floor(random() * 3)))),
      '{step}', quote_literal(tests.id('step ' || 1 + floor(random() * 3) || ' ' || 1 + floor(random() * 3)))));
    update act set told = answer, held = held or answer is null where act.n = a.n;
    differs := pg_temp.differing();
    if differs is not null then
      return format('after %s (%s): %s', a.what, answer, differs);
    end if;
  end loop;
  return null;
end
$$;
select is(pg_temp.differing(), null, 'what is found is what the gate says');
select is(pg_temp.walk(2), null, 'whatever happens');
select cmp_ok((select count(*) from act where held), '>', 25::bigint, 'most of which did happen');
select tests.act_as('growth');
select cmp_ok((select count(distinct e.why)::integer from sequence_enrollments e), '>', 1, 'and they differ');
-- Who may not ask learns nothing, whatever row they make up.
select tests.act_as('finance');
select is(why(jsonb_populate_record(null::sequence_enrollments, jsonb_build_object('id', tests.id('x'), 'state', 'active', 'current_step', 0, 'sequence_id', tests.id('sequence 1'), 'next_send_at', '2026-01-01'))), null, 'growth''s alone');
select is((select count(*) from unnest((private.enrollments_told('due')).ids)), 0::bigint, 'nor of anybody''s enrollments');
select tests.act_as('owner');

select * from finish();
rollback;
