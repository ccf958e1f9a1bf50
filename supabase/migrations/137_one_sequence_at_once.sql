-- Two people who enrol a lead in two sequences at one moment: the second finds it in the first.

create or replace function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout to '60s' set jit to 'off' as $$
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
    -- Whoever enrols them elsewhere at this moment waits, so that a lead is in one sequence.
    perform from public.leads l where l.id = any (lead_ids) order by l.id for no key update;
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

create or replace function private.check_enrollment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
  sequence public.outreach_sequences;
  block jsonb;
begin
  if coalesce(current_setting('app.door', true), '') = 'merge' then
    return new;
  end if;
  if tg_op = 'UPDATE' and new.sequence_id <> old.sequence_id or tg_op = 'UPDATE' and new.lead_id <> old.lead_id then
    raise exception 'An enrollment stays with its lead and its sequence.' using errcode = '23514';
  end if;
  -- Whoever may not be mailed is held up at any time: a claim that could not would fail for everybody else too.
  if tg_op = 'UPDATE' and new.state = 'paused' then
    return new;
  end if;
  if new.state not in ('active', 'paused') or (tg_op = 'UPDATE' and new.state = old.state) then
    if tg_op = 'UPDATE' and new.state <> old.state then
      new.ended_at := coalesce(new.ended_at, clock_timestamp());
      new.next_send_at := null;
    end if;
    return new;
  end if;
  if coalesce(current_setting('app.door', true), '') = 'enrol' then
    return new;
  end if;
  -- Held until the end: a suppression of this moment waits, and finds the enrollment, as does somebody who enrols it elsewhere.
  select * into lead from public.leads l where l.id = new.lead_id for no key update;
  select * into sequence from public.outreach_sequences s where s.id = new.sequence_id;
  block := private.lead_block(lead);
  -- Past enrollments are brought in by the owner, of leads whose source nobody noted then.
  if block is not null and (private.by_api() or block ->> 'code' <> 'no_provenance') then
    raise exception '%', block ->> 'words' using errcode = '23514', detail = '{"field": "lead_id"}', hint = coalesce(block ->> 'unblock', '');
  elsif sequence.state = 'archived' then
    raise exception 'This sequence is archived, so nobody can be enrolled in it.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  elsif sequence.state = 'draft' then
    raise exception 'This sequence is a draft, so nobody can be enrolled in it. Activate it first.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  if private.by_api() then
    if not sequence.allow_parallel and exists (
      select from public.sequence_enrollments o join public.outreach_sequences s on s.id = o.sequence_id
      where o.lead_id = new.lead_id and o.id <> new.id and o.state in ('active', 'paused') and not s.allow_parallel
    ) then
      raise exception 'This lead is in another sequence already.' using errcode = '23514', detail = '{"field": "lead_id"}';
    end if;
    if tg_op = 'INSERT' then
      new.current_step := 0;
      new.enrolled_at := clock_timestamp();
    end if;
    new.next_send_at := private.due_after(sequence, new.current_step, lead.country,
      case when tg_op = 'INSERT' then new.enrolled_at else coalesce((
        select max(s.sent_at) from public.email_sends s where s.enrollment_id = new.id), new.enrolled_at) end);
    if tg_op = 'UPDATE' then
      new.next_send_at := private.next_opening(sequence, private.lead_zone(lead.country, sequence.time_zone), greatest(new.next_send_at, now()));
    end if;
  end if;
  return new;
end
$$;
