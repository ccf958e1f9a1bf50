-- 054 outreach_figures
-- What became of it all: the funnel by time stamps, the health of senders, the runs of sources by day, failures that are
-- the same. And enrolling many at once writes its history in one statement.

create or replace function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  target public.outreach_sequences;
  hashes boolean := exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;');
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
  create temporary table if not exists enrolling (lead_id uuid, verdict text, country text) on commit drop;
  truncate pg_temp.enrolling;
  insert into pg_temp.enrolling
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
      else 'enrolled' end, l.country
  from lead l;
  if not dry_run then
    perform set_config('app.door', 'enrol', true);
    with opening as (
      select c.country, private.due_after(target, 0, c.country, now()) as at from (select distinct n.country from pg_temp.enrolling n) c
    ), added as (
      insert into public.sequence_enrollments (sequence_id, lead_id, next_send_at, enrolled_by)
      select target.id, n.lead_id, o.at, auth.uid() from pg_temp.enrolling n join opening o on o.country is not distinct from n.country
      where n.verdict = 'enrolled' on conflict do nothing returning *
    ), told as (
      -- What the audit trigger writes of each, in one statement.
      insert into public.audit_log (actor_id, actor_name, actor_kind, actor_roles, action, table_name, record_id, record_label, changed, before, after, reason, operation_id)
      select auth.uid(), s.full_name, 'person', s.roles, 'insert', 'sequence_enrollments', a.id::text, null, '{}', null,
        to_jsonb(a) - array['search', 'folded', 'sort_name', 'updated_at'], left(nullif(current_setting('app.reason', true), ''), 1000), nullif(current_setting('app.operation', true), '')::uuid
      from added a, public.staff_members s where s.user_id = auth.uid()
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

create or replace trigger transition before insert or update of state on public.sequence_enrollments
  for each row when (coalesce(current_setting('app.door', true), '') <> 'enrol') execute function private.enforce_transition();
create or replace trigger audit after insert or update or delete on public.sequence_enrollments
  for each row when (coalesce(current_setting('app.door', true), '') <> 'enrol') execute function private.audit('all');

create index if not exists email_sends_sent_idx on public.email_sends (sent_at desc) where sent_at is not null;
create index if not exists leads_qualified_idx on public.leads (qualified_at desc) where qualified_at is not null;
create index if not exists leads_converted_idx on public.leads (converted_at desc) where converted_at is not null;

create or replace function private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) returns table (
  key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint,
  replied bigint, converted bigint, departed bigint, reply_seconds double precision)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  from_time timestamptz;
  to_time timestamptz;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read the funnel.' using errcode = '42501';
  elsif by_what is null or by_what not in ('all', 'source', 'sequence', 'step', 'sender', 'week') then
    raise exception 'Count by all, source, sequence, step, sender or week.' using errcode = '22023';
  elsif from_date is null or to_date is null or not isfinite(from_date) or not isfinite(to_date) then
    raise exception 'Name the first and the last day.' using errcode = '22023';
  elsif to_date - from_date > 800 then
    raise exception 'At most 800 days at a time.' using errcode = '22023';
  end if;
  from_time := from_date::timestamp at time zone time_zone;
  to_time := (to_date + 1)::timestamp at time zone time_zone;
  return query
  with fact as (
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.found_at at time zone time_zone)::date::text when 'all' then 'all' end as key, 'found' as what, 1 as n, null::double precision as seconds
    from public.leads l where l.found_at >= from_time and l.found_at < to_time
    union all
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.qualified_at at time zone time_zone)::date::text when 'all' then 'all' end, 'qualified', 1, null
    from public.leads l where l.qualified_at >= from_time and l.qualified_at < to_time
    union all
    select case by_what when 'source' then d.source_id::text when 'week' then date_trunc('week', t.at at time zone time_zone)::date::text when 'all' then 'all' end, t.what, 1, null
    from private.departed_leads d, lateral (values ('found', d.found_at), ('departed', d.found_at), ('qualified', d.qualified_at), ('converted', d.converted_at)) t (what, at)
    where t.at >= from_time and t.at < to_time
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', e.enrolled_at at time zone time_zone)::date::text when 'all' then 'all' end, 'enrolled', 1, null
    from public.sequence_enrollments e left join public.leads l on l.id = e.lead_id and by_what = 'source' where e.enrolled_at >= from_time and e.enrolled_at < to_time
    union all
    select m.key, t.what, t.n, null from (
      select case by_what when 'source' then l.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'sender' then s.sender_id::text
          when 'week' then date_trunc('week', s.sent_at at time zone time_zone)::date::text when 'all' then 'all' end as key,
        count(*)::integer as sent, count(*) filter (where s.delivered_at is not null or s.opened_at is not null or s.clicked_at is not null)::integer as delivered,
        count(s.opened_at)::integer as opened, count(s.clicked_at)::integer as clicked, count(*) filter (where s.state = 'bounced')::integer as bounced,
        count(*) filter (where s.state = 'complained')::integer as complained
      from public.email_sends s left join public.leads l on l.id = s.lead_id and by_what = 'source' where s.sent_at >= from_time and s.sent_at < to_time group by 1) m,
      lateral (values ('sent', m.sent), ('delivered', m.delivered), ('opened', m.opened), ('clicked', m.clicked), ('bounced', m.bounced), ('complained', m.complained)) t (what, n)
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'sender' then s.sender_id::text
        when 'week' then date_trunc('week', r.received_at at time zone time_zone)::date::text when 'all' then 'all' end, 'replied', 1, extract(epoch from r.received_at - s.sent_at)
    from public.outreach_responses r left join public.email_sends s on s.id = r.email_send_id left join public.leads l on l.id = r.lead_id and by_what = 'source'
    where r.received_at >= from_time and r.received_at < to_time and r.intent <> 'out_of_office'
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', l.converted_at at time zone time_zone)::date::text when 'all' then 'all' end, 'converted', 1, null
    from public.leads l left join lateral (select x.sequence_id from public.sequence_enrollments x where x.lead_id = l.id order by x.enrolled_at desc limit 1) e on by_what = 'sequence'
    where l.converted_at >= from_time and l.converted_at < to_time
  ), summed as (
    select f.key, sum(f.n) filter (where f.what = 'found') as found, sum(f.n) filter (where f.what = 'qualified') as qualified, sum(f.n) filter (where f.what = 'enrolled') as enrolled,
      sum(f.n) filter (where f.what = 'sent') as sent, sum(f.n) filter (where f.what = 'delivered') as delivered, sum(f.n) filter (where f.what = 'opened') as opened,
      sum(f.n) filter (where f.what = 'clicked') as clicked, sum(f.n) filter (where f.what = 'bounced') as bounced, sum(f.n) filter (where f.what = 'complained') as complained,
      sum(f.n) filter (where f.what = 'replied') as replied, sum(f.n) filter (where f.what = 'converted') as converted, sum(f.n) filter (where f.what = 'departed') as departed,
      percentile_cont(0.5) within group (order by f.seconds) filter (where f.seconds >= 0) as reply_seconds
    from fact f group by f.key
  )
  select s.key, case by_what
      when 'source' then coalesce((select x.name from public.lead_sources x where x.id::text = s.key), 'No source')
      when 'sequence' then coalesce((select x.name from public.outreach_sequences x where x.id::text = s.key), 'No sequence')
      when 'step' then coalesce((select q.name || ', step ' || x.position || ': ' || x.subject from public.sequence_emails x join public.outreach_sequences q on q.id = x.sequence_id where x.id::text = s.key), 'No step')
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
create or replace function public.outreach_funnel(from_date date, to_date date, time_zone text default 'UTC', by_what text default 'all') returns table (
  key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint,
  replied bigint, converted bigint, departed bigint, reply_seconds double precision)
language sql stable security invoker set search_path = '' as $$ select * from private.outreach_funnel(from_date, to_date, time_zone, by_what) $$;
comment on function public.outreach_funnel(date, date, text, text) is
  'Found, qualified, enrolled, sent, delivered, opened, clicked, replied and converted in these days, each by its own time stamp; in all, or by source, sequence, step, sender or week. Counts those that were deleted and erased since.';

create or replace function public.outreach_health() returns table (kind text, id uuid, label text, state text, pause_reason text, sent bigint, bounced bigint, complained bigint)
language sql stable security invoker set search_path = '' as $$
  select 'sender', s.id, s.email, s.state, s.pause_reason, count(r.state), count(*) filter (where r.state = 'bounced'), count(*) filter (where r.state = 'complained')
  from public.outreach_senders s left join lateral (select m.state from public.email_sends m where m.sender_id = s.id and m.sent_at is not null order by m.queued_at desc limit 200) r on true
  where s.state <> 'retired' group by s.id
  union all
  select 'sequence', s.id, s.name, s.state, s.pause_reason, count(r.state), count(*) filter (where r.state = 'bounced'), count(*) filter (where r.state = 'complained')
  from public.outreach_sequences s left join lateral (select m.state from public.email_sends m where m.sequence_id = s.id and m.sent_at is not null order by m.queued_at desc limit 200) r on true
  where s.state in ('active', 'paused') group by s.id
  order by 1, 3
$$;
comment on function public.outreach_health() is 'Of each sender and running sequence the last 200 mails: how many bounced (limit 5 %) and were complained about (limit 0.3 %).';

-- ---------------------------------------------------------------------------------------
-- Runs

create or replace function public.scrape_run_days(from_date date, to_date date, time_zone text default 'UTC') returns table (
  source_id uuid, name text, source_state text, day date, runs bigint, worst text, stuck boolean, found bigint, new_leads bigint, duplicates bigint, errors bigint, cost_minor bigint, currency text)
language sql stable security invoker set search_path = '' as $$
  select s.id, s.name, s.state, (r.queued_at at time zone time_zone)::date, count(*),
    (array['failed', 'partial', 'running', 'queued', 'cancelled', 'succeeded'])[min(array_position(array['failed', 'partial', 'running', 'queued', 'cancelled', 'succeeded'], r.state))],
    bool_or(r.state = 'running' and coalesce(r.heartbeat_at, r.started_at) < now() - s.silent_after_minutes * interval '1 minute'),
    sum(r.found), sum(r.new_leads), sum(r.duplicates), sum(r.errors), sum(r.cost_minor), min(r.currency)
  from public.scrape_runs r join public.lead_sources s on s.id = r.source_id
  where r.queued_at >= from_date::timestamp at time zone time_zone and r.queued_at < (to_date + 1)::timestamp at time zone time_zone
    and case when isfinite(from_date) and isfinite(to_date) then to_date - from_date <= 100 else false end
  group by s.id, (r.queued_at at time zone time_zone)::date
$$;
comment on function public.scrape_run_days(date, date, text) is 'Of each source and day: how many runs, the worst that came of one, whether one is stuck, and what they brought.';

create or replace function public.scrape_failures(days integer default 30) returns table (
  fingerprint text, kind text, message text, runs bigint, sources bigint, first_at timestamptz, last_at timestamptz, regressed boolean, run_ids uuid[], retryable uuid[])
language sql stable security invoker set search_path = '' as $$
  with failed as (
    select r.*, lag(r.queued_at) over (partition by r.error_fingerprint order by r.queued_at) as earlier
    from public.scrape_runs r where r.error_fingerprint is not null and r.state in ('failed', 'partial') and r.queued_at > now() - least(days, 365) * interval '1 day'
  )
  select f.error_fingerprint, min(f.error_kind), (array_agg(f.error_message order by f.queued_at desc))[1], count(*), count(distinct f.source_id), min(f.queued_at), max(f.queued_at),
    -- Gone for a week, and back.
    coalesce(bool_or(f.queued_at - f.earlier > interval '7 days' and f.queued_at > now() - interval '7 days'), false),
    (array_agg(f.id order by f.queued_at desc))[:100],
    -- The last run of each source, where that is one of these: what a retry would run.
    array_agg(f.id) filter (where not exists (select from public.scrape_runs n where n.source_id = f.source_id and n.queued_at > f.queued_at))
  from failed f group by f.error_fingerprint order by max(f.queued_at) desc
$$;
comment on function public.scrape_failures(integer) is 'Failures that differ in numbers and addresses only, as one: how often, since when, last when, whether they came back, and which runs.';

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('private', 'public') and p.proname in ('enrol', 'outreach_funnel', 'outreach_health', 'scrape_run_days', 'scrape_failures')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function private.enrol(uuid, uuid[], boolean), private.outreach_funnel(date, date, text, text), public.outreach_funnel(date, date, text, text),
  public.outreach_health(), public.scrape_run_days(date, date, text), public.scrape_failures(integer) to authenticated;
