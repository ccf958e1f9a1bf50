-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET statement_timeout TO '60s'
 SET jit TO 'off'
AS $function$
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
    raise exception 'This sequence does not exist any more.' using errcode = 'PT404';
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
    select k.lead_id from private.lead_keys k join private.suspended_keys s on s.key = k.key where k.lead_id = any (lead_ids)
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
    perform private.set_context('door', 'enrol');
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
        to_jsonb(a) - array['search', 'folded', 'sort_name', 'updated_at'], left(private.context('reason'), 1000), private.context('operation')::uuid
      from added a, public.staff_members s where s.user_id = asker
    )
    -- Whom somebody else enrolled at this moment is in already.
    update pg_temp.enrolling n set verdict = 'already_in' where n.verdict = 'enrolled' and not exists (select from added a where a.lead_id = n.lead_id);
    perform private.set_context('door', '');
  end if;
  select jsonb_object_agg(g.name, jsonb_build_object('count', coalesce(v.n, 0), 'ids', coalesce(v.ids, '[]'))) into answer
  from unnest(array['enrolled', 'already_in', 'suppressed', 'no_address', 'no_provenance', 'in_another_sequence', 'wrong_state']) g (name)
  left join (select n.verdict, count(*) as n, jsonb_agg(n.lead_id order by n.lead_id) as ids from pg_temp.enrolling n group by 1) v on v.verdict = g.name;
  return answer || jsonb_build_object('dry_run', dry_run, 'sequence_id', target.id);
end
$function$;

comment on function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) is 'Enrols leads in a sequence, where nothing stands against it; answers under each verdict how many there are and their ids. A dry run only answers. Two who enrol the same leads wait for each other.';

grant execute on function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) to authenticated;
