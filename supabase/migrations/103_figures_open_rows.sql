-- Each figure of outreach opens exactly the rows that it counts: what a reply answers and where a lead was from stands in
-- the reply and the enrollment themselves, so that a list can be narrowed to it. And of a mail whose text was not kept
-- nothing else is shown as if it had been its text.

alter table public.outreach_responses
  add column if not exists sequence_id uuid references public.outreach_sequences (id) on delete set null,
  add column if not exists sequence_email_id uuid references public.sequence_emails (id) on delete set null,
  add column if not exists variant_id uuid references public.sequence_variants (id) on delete set null,
  add column if not exists sender_id uuid references public.outreach_senders (id) on delete set null;
create index if not exists outreach_responses_sequence_idx on public.outreach_responses (sequence_id, received_at desc);
create index if not exists outreach_responses_step_idx on public.outreach_responses (sequence_email_id, received_at desc);
create index if not exists outreach_responses_variant_idx on public.outreach_responses (variant_id, received_at desc);
create index if not exists outreach_responses_sender_idx on public.outreach_responses (sender_id, received_at desc);
comment on column public.outreach_responses.sequence_id is 'The sequence of the mail that it answers.';
comment on column public.outreach_responses.sequence_email_id is 'The step that it answers.';
comment on column public.outreach_responses.variant_id is 'The further text that it answers; none for the text of the step itself.';
comment on column public.outreach_responses.sender_id is 'The sender of the mail that it answers.';
comment on column public.outreach_responses.source_id is 'Where its lead was from when the mail that it answers was queued; without one, when it came.';
comment on column public.sequence_enrollments.source_id is 'Where its lead was from when it was enrolled.';

-- What is there already, without touching its history.
alter table public.outreach_responses disable trigger user;
update public.outreach_responses r
set sequence_id = s.sequence_id, sequence_email_id = s.sequence_email_id, variant_id = s.variant_id, sender_id = s.sender_id
from public.email_sends s
where s.id = r.email_send_id and r.sequence_id is null and r.sequence_email_id is null and r.sender_id is null;
update public.outreach_responses r set source_id = coalesce((select s.source_id from public.email_sends s where s.id = r.email_send_id), (select l.source_id from public.leads l where l.id = r.lead_id))
where r.source_id is null;
alter table public.outreach_responses enable trigger user;
alter table public.sequence_enrollments disable trigger user;
update public.sequence_enrollments e set source_id = l.source_id from public.leads l where l.id = e.lead_id and e.source_id is null and l.source_id is not null;
alter table public.sequence_enrollments enable trigger user;

create or replace function private.note_answered() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  send public.email_sends;
begin
  select * into send from public.email_sends s where s.id = new.email_send_id;
  new.sequence_id := send.sequence_id;
  new.sequence_email_id := send.sequence_email_id;
  new.variant_id := send.variant_id;
  new.sender_id := send.sender_id;
  new.source_id := coalesce(send.source_id, (select l.source_id from public.leads l where l.id = new.lead_id));
  return new;
end
$$;
comment on function private.note_answered() is 'Trigger: a reply keeps which mail of which sequence, step, text and sender it answers, and where its lead was from.';
drop trigger if exists b_answered on public.outreach_responses;
create trigger b_answered before insert on public.outreach_responses for each row execute function private.note_answered();

create or replace function private.note_source() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.source_id := (select l.source_id from public.leads l where l.id = new.lead_id);
  return new;
end
$$;
comment on function private.note_source() is 'Trigger: an enrollment keeps where its lead was from.';
drop trigger if exists b_source on public.sequence_enrollments;
create trigger b_source before insert on public.sequence_enrollments for each row when (new.source_id is null) execute function private.note_source();
revoke all on function private.note_answered(), private.note_source() from public, anon, authenticated, service_role;

create or replace function private.lead_departs() returns trigger
language plpgsql
 security definer set search_path = '' as $$
declare
  door constant text := coalesce(current_setting('app.door', true), '');
begin
  if door = 'merge' then
    return old;
  end if;
  update public.email_sends s set state = 'skipped', reason = 'The lead was deleted' where s.lead_id = old.id and s.state = 'queued';
  update public.sequence_enrollments e set state = 'stopped', stop_reason = 'The lead was deleted' where e.lead_id = old.id and e.state in ('active', 'paused');
      insert into private.departed_leads (lead_id, source_id, found_at, qualified_at, contacted_at, replied_at, converted_at, relations)
  values (case when door <> 'erase' then old.id end, old.source_id, old.found_at, old.qualified_at, old.contacted_at, old.replied_at, old.converted_at,
    case when door = 'erase' then '{}' else jsonb_build_object(
      'enrollments', (select coalesce(jsonb_agg(e.id), '[]') from public.sequence_enrollments e where e.lead_id = old.id),
      'sends', (select coalesce(jsonb_agg(s.id), '[]') from public.email_sends s where s.lead_id = old.id),
      'replies', (select coalesce(jsonb_agg(r.id), '[]') from public.outreach_responses r where r.lead_id = old.id),
      'consents', (select coalesce(jsonb_agg(c.id), '[]') from public.lead_consents c where c.lead_id = old.id)) end);
  return old;
end
$$;

create or replace function private.lead_returns() returns trigger
language plpgsql
 security definer set search_path = '' as $$
declare
  gone private.departed_leads;
begin
  delete from private.departed_leads d where d.lead_id = new.id returning * into gone;
  if gone.id is not null then
    perform set_config('app.door', 'merge', true);
    update public.leads l set found_at = gone.found_at, qualified_at = gone.qualified_at, contacted_at = gone.contacted_at, replied_at = gone.replied_at, converted_at = gone.converted_at
    where l.id = new.id;
    update public.sequence_enrollments e set lead_id = new.id where e.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'enrollments') v);
    update public.email_sends s set lead_id = new.id where s.id in (select v::bigint from jsonb_array_elements_text(gone.relations -> 'sends') v);
    update public.outreach_responses r set lead_id = new.id where r.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'replies') v);
    update public.lead_consents c set lead_id = new.id where c.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'consents') v);
    perform set_config('app.door', '', true);
  end if;
  return null;
end
$$;

create or replace function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) returns jsonb
language plpgsql
 security definer set search_path = '' set statement_timeout = '60s' set jit = 'off' as $$
declare
  target public.outreach_sequences;
  hashes boolean := exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;');
  asker constant uuid := auth.uid();
  answer jsonb;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may enrol leads.' using errcode = '42501';
  end if;
  select * into target from public.outreach_sequences s where s.id = sequence for share;
  if not found then
    raise exception 'This sequence does not exist any more.' using errcode = 'P0002';
  elsif target.state in ('draft', 'archived') then
    raise exception 'This sequence is %, so nobody can be enrolled in it.', case target.state when 'draft' then 'a draft' else target.state end
      using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  if not dry_run then
    perform from public.leads l where l.id = any (lead_ids) order by l.id for share;
  end if;
  create temporary table if not exists enrolling (lead_id uuid, verdict text, country text, source_id uuid) on commit drop;
  truncate pg_temp.enrolling;
  insert into pg_temp.enrolling (lead_id, verdict, country, source_id)
  with lead as (
    select l.id, l.email, l.consent, l.state, l.source_id, l.added_by, l.country, split_part(l.email, '@', 2) as domain
    from public.leads l where l.id = any (lead_ids)
  ), barred as (
    select k.lead_id from private.lead_keys k join private.suppressed_keys s on s.key = k.key where k.lead_id = any (lead_ids)
    union
    select l.id from lead l join (
      select d.domain from (select distinct lead.domain from lead where lead.domain <> '') d
      where exists (select from private.suppressed_keys s where s.key = any (private.lookup_keys('{}', 'x@' || d.domain)))
    ) d on d.domain = l.domain
    union
    select k.lead_id from private.lead_keys k join private.suppressed_keys s on s.key = private.hashed_key(k.key) where hashes and k.lead_id = any (lead_ids)
  )
  select l.id, case
      when exists (select from public.sequence_enrollments e where e.sequence_id = target.id and e.lead_id = l.id) then 'already_in'
      when l.consent = 'objected' or l.id in (select b.lead_id from barred b) then 'suppressed'
      when l.email is null then 'no_address'
      when l.state in ('rejected', 'converted') then 'wrong_state'
      when l.source_id is null and l.added_by is null
        or l.consent <> 'consented' and (select s.lawful_basis from public.lead_sources s where s.id = l.source_id) = 'consent' then 'no_provenance'
      when not target.allow_parallel and exists (
        select from public.sequence_enrollments e join public.outreach_sequences s on s.id = e.sequence_id
        where e.lead_id = l.id and e.state in ('active', 'paused') and not s.allow_parallel) then 'in_another_sequence'
      else 'enrolled' end, l.country, l.source_id
  from lead l;
  if not dry_run then
    perform set_config('app.door', 'enrol', true);
    with opening as materialized (
      select c.country, private.due_after(target, 0, c.country, now()) as at from (select distinct n.country from pg_temp.enrolling n) c
    ), added as (
      insert into public.sequence_enrollments (sequence_id, lead_id, next_send_at, enrolled_by, source_id)
      select target.id, n.lead_id, o.at, asker, n.source_id from pg_temp.enrolling n join opening o on o.country is not distinct from n.country
      where n.verdict = 'enrolled' on conflict do nothing returning *
    ), told as (
      -- What the audit trigger writes of each, in one statement.
      insert into public.audit_log (actor_id, actor_name, actor_kind, actor_roles, action, table_name, record_id, record_label, changed, before, after, reason, operation_id)
      select asker, s.full_name, 'person', s.roles, 'insert', 'sequence_enrollments', a.id::text, null, '{}', null,
        to_jsonb(a) - array['search', 'folded', 'sort_name', 'updated_at'], left(nullif(current_setting('app.reason', true), ''), 1000), nullif(current_setting('app.operation', true), '')::uuid
      from added a, public.staff_members s where s.user_id = asker
    )
    -- Whom somebody else enrolled at this moment is in already.
    update pg_temp.enrolling n set verdict = 'already_in' where n.verdict = 'enrolled' and not exists (select from added a where a.lead_id = n.lead_id);
    perform set_config('app.door', '', true);
  end if;
  select jsonb_object_agg(g.name, jsonb_build_object('count', coalesce(v.n, 0), 'ids', coalesce(v.ids, '[]'))) into answer
  from unnest(array['enrolled', 'already_in', 'suppressed', 'no_address', 'no_provenance', 'in_another_sequence', 'wrong_state']) g (name)
  left join (select n.verdict, count(*) as n, jsonb_agg(n.lead_id order by n.lead_id) as ids from pg_temp.enrolling n group by 1) v on v.verdict = g.name;
  return answer || jsonb_build_object('dry_run', dry_run, 'sequence_id', target.id);
end
$$;

-- ---------------------------------------------------------------------------------------
-- The figures

create or replace function public.last_sequence(lead public.leads) returns uuid
language sql stable security invoker cost 1000 set search_path = '' as $$
  select e.sequence_id from public.sequence_enrollments e where e.lead_id = lead.id order by e.enrolled_at desc, e.id desc limit 1
$$;
comment on function public.last_sequence(public.leads) is 'A computed column: the sequence that a lead was enrolled in last, which its conversion is counted for.';
revoke all on function public.last_sequence(public.leads) from public, anon, authenticated, service_role;
grant execute on function public.last_sequence(public.leads) to authenticated;

create or replace function private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) returns table(key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint, replied bigint, converted bigint, departed bigint, reply_seconds double precision)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off' as $$
declare
  from_time timestamptz;
  to_time timestamptz;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read the funnel.' using errcode = '42501';
  elsif by_what is null or by_what not in ('all', 'source', 'sequence', 'step', 'variant', 'sender', 'week') then
    raise exception 'Count by all, source, sequence, step, variant, sender or week.' using errcode = '22023';
  elsif from_date is null or to_date is null or not isfinite(from_date) or not isfinite(to_date) then
    raise exception 'Name the first and the last day.' using errcode = '22023';
  elsif to_date - from_date > 800 then
    raise exception 'At most 800 days at a time.' using errcode = '22023';
  end if;
  from_time := from_date::timestamp at time zone time_zone;
  to_time := (to_date + 1)::timestamp at time zone time_zone;
  return query
  with fact as (
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.found_at at time zone time_zone)::date::text when 'all' then 'all' end as key, 'found' as what, count(*) as n, null::double precision as seconds
    from public.leads l where l.found_at >= from_time and l.found_at < to_time group by 1
    union all
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.qualified_at at time zone time_zone)::date::text when 'all' then 'all' end, 'qualified', count(*), null
    from public.leads l where l.qualified_at >= from_time and l.qualified_at < to_time group by 1
    union all
    select case by_what when 'source' then d.source_id::text when 'week' then date_trunc('week', t.at at time zone time_zone)::date::text when 'all' then 'all' end, t.what, 1, null
    from private.departed_leads d, lateral (values ('found', d.found_at), ('departed', d.found_at), ('qualified', d.qualified_at), ('converted', d.converted_at)) t (what, at)
    where t.at >= from_time and t.at < to_time
    union all
    select case by_what when 'source' then e.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', e.enrolled_at at time zone time_zone)::date::text when 'all' then 'all' end, 'enrolled', count(*), null
    from public.sequence_enrollments e where e.enrolled_at >= from_time and e.enrolled_at < to_time group by 1
    union all
    select m.key, t.what, t.n, null from (
      select case by_what when 'source' then s.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id::text, 'step:' || s.sequence_email_id) when 'sender' then s.sender_id::text
          when 'week' then date_trunc('week', s.at at time zone time_zone)::date::text when 'all' then 'all' end as key,
        sum(s.sent)::bigint as sent, sum(s.delivered)::bigint as delivered, sum(s.opened)::bigint as opened, sum(s.clicked)::bigint as clicked, sum(s.bounced)::bigint as bounced, sum(s.complained)::bigint as complained
      from private.sends_between(from_time, to_time, by_what in ('all', 'week')) s group by 1) m,
      lateral (values ('sent', m.sent), ('delivered', m.delivered), ('opened', m.opened), ('clicked', m.clicked), ('bounced', m.bounced), ('complained', m.complained)) t (what, n)
    where t.n > 0
    union all
    select case by_what when 'source' then r.source_id::text when 'sequence' then r.sequence_id::text when 'step' then r.sequence_email_id::text when 'variant' then coalesce(r.variant_id::text, 'step:' || r.sequence_email_id) when 'sender' then r.sender_id::text
        when 'week' then date_trunc('week', r.received_at at time zone time_zone)::date::text when 'all' then 'all' end, 'replied', 1, extract(epoch from r.received_at - s.sent_at)
    from public.outreach_responses r left join public.email_sends s on s.id = r.email_send_id
    where r.received_at >= from_time and r.received_at < to_time and r.intent <> 'out_of_office'
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then public.last_sequence(l)::text when 'week' then date_trunc('week', l.converted_at at time zone time_zone)::date::text when 'all' then 'all' end, 'converted', count(*), null
    from public.leads l
    where l.converted_at >= from_time and l.converted_at < to_time group by 1
  ), summed as (
    select f.key, sum(f.n) filter (where f.what = 'found')::bigint as found, sum(f.n) filter (where f.what = 'qualified')::bigint as qualified, sum(f.n) filter (where f.what = 'enrolled')::bigint as enrolled,
      sum(f.n) filter (where f.what = 'sent')::bigint as sent, sum(f.n) filter (where f.what = 'delivered')::bigint as delivered, sum(f.n) filter (where f.what = 'opened')::bigint as opened,
      sum(f.n) filter (where f.what = 'clicked')::bigint as clicked, sum(f.n) filter (where f.what = 'bounced')::bigint as bounced, sum(f.n) filter (where f.what = 'complained')::bigint as complained,
      sum(f.n) filter (where f.what = 'replied')::bigint as replied, sum(f.n) filter (where f.what = 'converted')::bigint as converted, sum(f.n) filter (where f.what = 'departed')::bigint as departed,
      percentile_cont(0.5) within group (order by f.seconds) filter (where f.seconds >= 0) as reply_seconds
    from fact f group by f.key
  )
  select s.key, case by_what
      when 'source' then coalesce((select x.name from public.lead_sources x where x.id::text = s.key), 'No source')
      when 'sequence' then coalesce((select x.name from public.outreach_sequences x where x.id::text = s.key), 'No sequence')
      when 'step' then coalesce((select q.name || ', step ' || x.position || ': ' || x.subject from public.sequence_emails x join public.outreach_sequences q on q.id = x.sequence_id where x.id::text = s.key), 'No step')
      when 'variant' then coalesce((select q.name || ', step ' || t.name || ': ' || t.subject from private.mail_texts t join public.outreach_sequences q on q.id = t.sequence_id
        where coalesce(t.variant_id::text, 'step:' || t.step_id) = s.key), 'No variant')
      when 'sender' then coalesce((select x.email from public.outreach_senders x where x.id::text = s.key), 'No sender')
      when 'week' then s.key else 'All' end,
    coalesce(s.found, 0), coalesce(s.qualified, 0), coalesce(s.enrolled, 0), coalesce(s.sent, 0), coalesce(s.delivered, 0), coalesce(s.opened, 0), coalesce(s.clicked, 0),
    coalesce(s.bounced, 0), coalesce(s.complained, 0), coalesce(s.replied, 0), coalesce(s.converted, 0), coalesce(s.departed, 0), s.reply_seconds
  from summed s
  -- What has no step or sender by its nature is no row of its own.
  where s.key is not null or by_what in ('source', 'sequence') and coalesce(s.found, s.enrolled, s.sent) is not null
  order by case when by_what = 'week' then s.key end desc, coalesce(s.sent, 0) desc, coalesce(s.found, 0) desc
  limit 200;
end
$$;

drop function if exists public.outreach_health();
create function public.outreach_health() returns table (kind text, id uuid, label text, state text, pause_reason text, sent bigint, bounced bigint, complained bigint, since timestamptz)
language sql stable security invoker set search_path = '' as $$
  select 'sender', s.id, s.email, s.state, s.pause_reason, r.sent, r.bounced, r.complained, b.since
  from public.outreach_senders s
  -- By the second, as an address of a list says it: the list from there on holds exactly the counted.
  left join lateral (select date_trunc('second', min(m.queued_at)) as since from (
    select x.queued_at from public.email_sends x where x.sender_id = s.id and x.sent_at is not null order by x.queued_at desc limit 200) m) b on true
  left join lateral (select count(*) as sent, count(*) filter (where m.state = 'bounced') as bounced, count(*) filter (where m.state = 'complained') as complained
    from public.email_sends m where m.sender_id = s.id and m.sent_at is not null and m.queued_at >= b.since) r on true
  where s.state <> 'retired'
  union all
  select 'sequence', s.id, s.name, s.state, s.pause_reason, r.sent, r.bounced, r.complained, b.since
  from public.outreach_sequences s
  left join lateral (select date_trunc('second', min(m.queued_at)) as since from (
    select x.queued_at from public.email_sends x where x.sequence_id = s.id and x.sent_at is not null order by x.queued_at desc limit 200) m) b on true
  left join lateral (select count(*) as sent, count(*) filter (where m.state = 'bounced') as bounced, count(*) filter (where m.state = 'complained') as complained
    from public.email_sends m where m.sequence_id = s.id and m.sent_at is not null and m.queued_at >= b.since) r on true
  where s.state in ('active', 'paused')
  order by 1, 3
$$;
comment on function public.outreach_health() is
  'Of each sender and running sequence the last 200 mails, and what else was queued in the second of the first of them: how many bounced (limit 5 %) and were complained about (limit 0.3 %), and since when.';
revoke all on function public.outreach_health() from public, anon, authenticated, service_role;
grant execute on function public.outreach_health() to authenticated;

-- ---------------------------------------------------------------------------------------
-- What was sent, and nothing in its place

create or replace function public.reply_context(response_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'reply', to_jsonb(r) - array['search', 'folded'],
    'lead', (select to_jsonb(l) - array['search', 'folded', 'sort_name'] || jsonb_build_object('source_name', s.name, 'owner_name', o.full_name)
      from public.leads l left join public.lead_sources s on s.id = l.source_id left join public.staff_members o on o.user_id = l.owner_id where l.id = r.lead_id),
    'thread', (select coalesce(jsonb_agg(t.one order by t.at), '[]') from (
      select coalesce(m.sent_at, m.queued_at) as at, jsonb_build_object('kind', 'sent', 'id', m.id, 'at', coalesce(m.sent_at, m.queued_at), 'subject', m.subject,
        'body', m.body, 'state', m.state, 'answered', m.id = r.email_send_id) as one
      from public.email_sends m where m.lead_id = r.lead_id and m.sent_at is not null
      union all
      select o.received_at, jsonb_build_object('kind', 'reply', 'id', o.id, 'at', o.received_at, 'subject', o.subject, 'body', o.body, 'intent', o.intent, 'handled_at', o.handled_at,
        'handling_note', o.handling_note, 'this', o.id = r.id)
      from public.outreach_responses o where o.lead_id = r.lead_id or o.id = r.id) t),
    'classified', (select jsonb_build_object('id', b.id, 'intent', b.output ->> 'intent', 'confidence', b.confidence, 'bot', h.label, 'at', b.created_at)
      from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
      where b.target_table = 'outreach_responses' and b.target_id = r.id::text and b.action = 'classify_reply' and b.outcome = 'succeeded' order by b.created_at desc limit 1),
    'draft', (select jsonb_build_object('id', b.id, 'text', b.output ->> 'text', 'confidence', b.confidence, 'bot', h.label, 'at', b.created_at)
      from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
      where b.target_table = 'outreach_responses' and b.target_id = r.id::text and b.action = 'draft_reply' and b.outcome = 'succeeded' order by b.created_at desc limit 1))
  from public.outreach_responses r where r.id = reply_context.response_id
$$;

create or replace function public.lead_timeline(lead_id uuid) returns table(at timestamp with time zone, kind text, title text, detail text, body text, actor text, ref_table text, ref_id text, data jsonb)
language sql stable set search_path = '' as $$
  with l as (select * from public.leads x where x.id = lead_timeline.lead_id),
  mail as (select s.*, q.name as sequence_name from public.email_sends s left join public.outreach_sequences q on q.id = s.sequence_id where s.lead_id = lead_timeline.lead_id)
  select l.found_at, 'found', coalesce('Found on ' || s.name, 'Added by hand'), null, null, a.full_name, case when l.scrape_run_id is not null then 'scrape_runs' when s.id is not null then 'lead_sources' end,
    coalesce(l.scrape_run_id, s.id)::text, null::jsonb
  from l left join public.lead_sources s on s.id = l.source_id left join public.staff_members a on a.user_id = l.added_by
  union all
  select b.created_at, 'scored', 'Scored ' || coalesce(b.output ->> 'score', '?'), b.output ->> 'reason', null, h.label, 'bot_actions_log', b.id::text, null
  from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
  where b.target_table = 'leads' and b.target_id = lead_timeline.lead_id::text and b.action = 'score_lead'
  union all
  select e.enrolled_at, 'enrolled', 'Enrolled in ' || q.name, null, null, p.full_name, 'sequence_enrollments', e.id::text, null
  from public.sequence_enrollments e join public.outreach_sequences q on q.id = e.sequence_id left join public.staff_members p on p.user_id = e.enrolled_by where e.lead_id = lead_timeline.lead_id
  union all
  select e.ended_at, 'ended', q.name || case e.state when 'completed' then ' is complete' else ' ended' end, e.stop_reason, null, null, 'sequence_enrollments', e.id::text, null
  from public.sequence_enrollments e join public.outreach_sequences q on q.id = e.sequence_id where e.lead_id = lead_timeline.lead_id and e.ended_at is not null
  union all
  select coalesce(m.sent_at, m.failed_at, m.queued_at), case m.state when 'skipped' then 'not_sent' when 'failed' then 'not_sent' else 'mail' end, m.subject,
    case when m.state in ('skipped', 'failed') then m.reason else m.sequence_name end, m.body, null, 'email_sends', m.id::text,
    jsonb_build_object('state', m.state, 'step', m.step, 'version', m.step_version, 'not_kept', m.body is null and m.state <> 'skipped', 'to', m.to_email)
  from mail m
  union all select m.opened_at, 'opened', 'Opened “' || m.subject || '”', null, null, null, 'email_sends', m.id::text, null from mail m where m.opened_at is not null
  union all select m.clicked_at, 'clicked', 'Clicked in “' || m.subject || '”', null, null, null, 'email_sends', m.id::text, null from mail m where m.clicked_at is not null
  union all select coalesce(m.failed_at, m.updated_at), m.state, case m.state when 'bounced' then 'Bounced: “' else 'Complained about “' end || m.subject || '”', m.reason, null, null, 'email_sends', m.id::text, null
  from mail m where m.state in ('bounced', 'complained')
  union all
  select r.received_at, 'replied', coalesce(r.subject, 'Reply'), replace(r.intent, '_', ' '), r.body, null, 'outreach_responses', r.id::text, jsonb_build_object('sentiment', r.sentiment, 'intent', r.intent)
  from public.outreach_responses r where r.lead_id = lead_timeline.lead_id
  union all
  select r.handled_at, 'handled', 'Reply handled', r.handling_note, null, p.full_name, 'outreach_responses', r.id::text, null
  from public.outreach_responses r left join public.staff_members p on p.user_id = r.handled_by where r.lead_id = lead_timeline.lead_id and r.handled_at is not null
  union all
  select s.created_at, 'suppressed', 'Suppressed: ' || replace(s.reason, '_', ' '), concat_ws(' · ', s.source, s.note), null, p.full_name, 'outreach_suppressions', s.id::text, null
  from l join public.outreach_suppressions s on s.lead_id = l.id or s.kind = 'address' and s.email = l.email left join public.staff_members p on p.user_id = s.created_by
  union all
  select s.lifted_at, 'lifted', 'Suppression lifted', s.lift_reason, null, p.full_name, 'outreach_suppressions', s.id::text, null
  from l join public.outreach_suppressions s on s.lead_id = l.id or s.kind = 'address' and s.email = l.email left join public.staff_members p on p.user_id = s.lifted_by where s.lifted_at is not null
  union all
  select c.given_at, 'consent', 'Consent: ' || c.how, null, c.words, p.full_name, 'lead_consents', c.id::text, null
  from public.lead_consents c left join public.staff_members p on p.user_id = c.recorded_by where c.lead_id = lead_timeline.lead_id
  union all select l.notice_given_at, 'notice', 'Told where we found them', 'GDPR Art. 14', null, null, null, null, null from l where l.notice_given_at is not null
  union all
  select a.at, 'edited', 'Changed ' || replace(array_to_string(array(select c from unnest(a.changed) c where c <> all ('{looks_like,contacted_at,replied_at,converted_at,qualified_at,notice_given_at}')), ', '), '_', ' '),
    a.reason, null, a.actor_name, null, null, jsonb_build_object('before', a.before, 'after', a.after, 'changed', a.changed)
  from public.audit_log a where a.table_name = 'leads' and a.record_id = lead_timeline.lead_id::text and a.action = 'update'
    and not a.changed <@ '{looks_like,contacted_at,replied_at,converted_at,qualified_at,notice_given_at}'
  union all
  select m.at, 'merged', 'Merged with ' || m.name, case when m.undone then 'Taken back' end, null, m.by_name, null, m.id::text, jsonb_build_object('may_undo', m.may_undo) from private.merges_of(lead_timeline.lead_id) m
  order by 1 desc nulls last
$$;

