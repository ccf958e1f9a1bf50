-- 051 outreach_people
-- What is one person: erased on request so that nothing of them is left but counts and hashes, merged where they came
-- twice, followed up later. Who is deleted stays in the figures; whatever happened with a lead is one list.

-- ---------------------------------------------------------------------------------------
-- Columns

alter table public.leads
  add column if not exists qualified_at timestamptz,
  add column if not exists follow_up_on date,
  add column if not exists follow_up_note text check (char_length(follow_up_note) <= 300);
comment on column public.leads.qualified_at is 'When it was found good enough to be written to.';
comment on column public.leads.follow_up_on is 'The day on which somebody means to come back to them; a reply of "later" sets it.';
create index if not exists leads_follow_up_idx on public.leads (follow_up_on) where follow_up_on is not null;
grant update (follow_up_on, follow_up_note) on public.leads to authenticated;
update public.leads l set qualified_at = coalesce(
    (select min(a.at) from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.after ->> 'state' = 'qualified'),
    l.contacted_at, l.found_at)
  where l.qualified_at is null and (l.state in ('qualified', 'contacted', 'replied', 'converted') or l.contacted_at is not null);

-- ---------------------------------------------------------------------------------------
-- Doors: what the functions below may do and nobody else. None of them can be set through the API.

create or replace function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'audit_log' and coalesce(current_setting('app.door', true), '') = 'erase' then
    return new;
  end if;
  raise exception 'The % is append-only: its rows are never changed or removed.', replace(tg_table_name, '_', ' ')
    using errcode = '42501';
end
$$;
create or replace function private.only_review() returns trigger
language plpgsql set search_path = '' as $$
begin
  if coalesce(current_setting('app.door', true), '') in ('erase', 'merge') then
    return new;
  end if;
  if to_jsonb(new) - array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at', 'search', 'folded', 'sort_name']
    is distinct from to_jsonb(old) - array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at', 'search', 'folded', 'sort_name'] then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$$;
create or replace function private.enforce_transition() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  earlier text := case when tg_op = 'INSERT' then '' else old.state end;
begin
  if tg_op = 'INSERT' then
    -- Machines and migrations bring rows in whatever state they are in; a lead that was deleted comes back as it was.
    if auth.uid() is null or tg_table_name = 'leads' and coalesce(current_setting('app.door', true), '') = 'restore' then
      return new;
    end if;
  elsif new.state = old.state then
    return new;
  end if;
  if not exists (
    select from public.state_transitions t
    where t.table_name = tg_table_name and t.from_state = earlier and t.to_state = new.state
  ) and coalesce(current_setting('app.door', true), '') <> 'merge' then
    raise exception '%',
      case when tg_op = 'INSERT' then format('A new row here cannot start as %s.', replace(new.state, '_', ' '))
      else format('What is %s cannot become %s.', replace(old.state, '_', ' '), replace(new.state, '_', ' ')) end
      using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$$;
create or replace function private.keep_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys text[];
begin
  if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected' and coalesce(current_setting('app.door', true), '') not in ('consent', 'merge') then
    if coalesce(current_setting('app.import', true), '') = '' then
      raise exception 'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    new.consent := 'objected';
  end if;
  if tg_op = 'UPDATE' and coalesce(current_setting('app.import', true), '') <> '' then
    new.state := old.state;
  end if;
  if new.consent = 'objected' or tg_op = 'UPDATE'
    and (new.email, new.phone, new.handle, new.profile_url, new.consent) is not distinct from (old.email, old.phone, old.handle, old.profile_url, old.consent) then
    return new;
  end if;
  keys := private.lookup_keys(private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country), new.email);
  if exists (select from private.suppressed_keys k join public.outreach_suppressions s on s.id = k.suppression_id
    where k.key = any (keys) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain') then
    new.consent := 'objected';
  end if;
  return new;
end
$$;
create or replace function private.keep_lead_evidence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(current_setting('app.door', true), '') = 'merge' then
    return new;
  end if;
  if private.by_api() then
    if tg_op = 'INSERT' then
      new.added_by := auth.uid();
    elsif new.added_by is distinct from old.added_by and new.added_by is not null then
      new.added_by := old.added_by;
    end if;
    if new.consent = 'consented' and (tg_op = 'INSERT' or old.consent <> 'consented') and coalesce(current_setting('app.door', true), '') <> 'consent' then
      raise exception 'Consent needs its evidence: record when it was given, how, and in which words.' using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    -- What a program scores is what its reasons come to.
    if auth.uid() is null and new.score_reasons <> '[]' then
      new.score := (select least(100, greatest(0, coalesce(sum(case when jsonb_typeof(r -> 'points') = 'number' then (r ->> 'points')::numeric end), 0)))
        from jsonb_array_elements(new.score_reasons) r);
    end if;
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state = 'qualified' then new.qualified_at := coalesce(new.qualified_at, clock_timestamp()); end if;
    if new.state = 'contacted' then new.contacted_at := coalesce(new.contacted_at, clock_timestamp()); end if;
    if new.state = 'replied' then new.replied_at := coalesce(new.replied_at, clock_timestamp()); end if;
    if new.state = 'converted' then new.converted_at := coalesce(new.converted_at, clock_timestamp()); end if;
  end if;
  return new;
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
  -- Held until the end: a suppression of this moment waits, and finds the enrollment.
  select * into lead from public.leads l where l.id = new.lead_id for share;
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

-- Whoever is known only by a hash stays so: a lead that comes again with their address adds no plain key of theirs.
create or replace function private.apply_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys constant text[] := private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country);
  known public.outreach_suppressions;
begin
  select s.* into known from private.suppressions_of(keys, new.email) s
  where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
  order by s.kind = 'person' desc, s.created_at limit 1;
  if known.id is not null then
    insert into private.suppressed_keys (key, suppression_id)
    select case known.kind when 'hash' then private.hashed_key(k) else k end, known.id from unnest(keys) k on conflict do nothing;
  elsif keys <> '{}' then
    insert into public.outreach_suppressions (email, kind, reason, source, lead_id)
    values (coalesce(new.email, new.phone, new.handle, new.profile_url), 'person', 'objected', 'lead', new.id)
    on conflict do nothing;
  end if;
  return null;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Who is deleted leaves their enrollments, mails and replies in the figures, and has them again when brought back

do $$
begin
  alter table public.sequence_enrollments alter column lead_id drop not null;
  alter table public.sequence_enrollments drop constraint if exists sequence_enrollments_lead_id_fkey;
  alter table public.sequence_enrollments add constraint sequence_enrollments_lead_id_fkey
    foreign key (lead_id) references public.leads (id) on delete set null;
end
$$;

create table if not exists private.departed_leads (
  id bigint generated always as identity primary key,
  -- None of somebody erased.
  lead_id uuid,
  source_id uuid references public.lead_sources (id) on delete set null,
  found_at timestamptz not null,
  qualified_at timestamptz,
  contacted_at timestamptz,
  replied_at timestamptz,
  converted_at timestamptz,
  departed_at timestamptz not null default now(),
  relations jsonb not null default '{}'
);
comment on table private.departed_leads is 'What the figures still count of leads that were deleted or erased: when, and from where. Nothing of who it was.';
create index if not exists departed_leads_lead_idx on private.departed_leads (lead_id) where lead_id is not null;
create index if not exists departed_leads_source_idx on private.departed_leads (source_id);
alter table private.departed_leads enable row level security;
revoke all on private.departed_leads from anon, authenticated, service_role;

create or replace function private.lead_departs() returns trigger
language plpgsql security definer set search_path = '' as $$
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
create or replace trigger lead_departs before delete on public.leads for each row execute function private.lead_departs();

create or replace function private.lead_returns() returns trigger
language plpgsql security definer set search_path = '' as $$
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
create or replace trigger z_lead_returns after insert on public.leads for each row execute function private.lead_returns();

-- ---------------------------------------------------------------------------------------
-- Merging

create table if not exists private.lead_merges (
  id uuid primary key default gen_random_uuid(),
  kept_id uuid not null,
  gone_id uuid not null,
  gone jsonb not null,
  before jsonb not null,
  after jsonb not null,
  moved jsonb not null,
  merged_by uuid,
  merged_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid
);
comment on table private.lead_merges is 'Leads that were found to be one person: what each was before, so that it can be taken back within the day.';
create index if not exists lead_merges_kept_idx on private.lead_merges (kept_id, merged_at desc);
create index if not exists lead_merges_gone_idx on private.lead_merges (gone_id);
alter table private.lead_merges enable row level security;
revoke all on private.lead_merges from anon, authenticated, service_role;

-- The stricter of two: who objected has; who never agreed has not.
create or replace function private.stricter_consent(a text, b text) returns text
language sql immutable set search_path = '' as $$
  select c from unnest(array['objected', 'none', 'legitimate_interest', 'consented']) with ordinality o (c, n) where c in (a, b) order by n limit 1
$$;
-- Converted counts before all; then that somebody turned it down; then how far it came.
create or replace function private.merged_state(a text, b text) returns text
language sql immutable set search_path = '' as $$
  select s from unnest(array['converted', 'rejected', 'replied', 'contacted', 'qualified', 'new']) with ordinality o (s, n) where s in (a, b) order by n limit 1
$$;

create or replace function private.merge_leads(kept uuid, gone uuid, take text[], kept_version timestamptz, gone_version timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  fields constant text[] := array['full_name', 'email', 'phone', 'handle', 'profile_url', 'headline', 'city', 'country', 'source_id', 'owner_id', 'score', 'rejected_reason', 'follow_up_on', 'follow_up_note'];
  k public.leads;
  g public.leads;
  merged public.leads;
  e public.sequence_enrollments;
  twin public.sequence_enrollments;
  patch jsonb := '{}';
  field text;
  moved jsonb := '{}';
  changed jsonb := '[]';
  dropped jsonb := '[]';
  added jsonb;
  merge_id uuid;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may merge leads.' using errcode = '42501';
  elsif kept = gone then
    raise exception 'This is one lead already.' using errcode = '23514';
  elsif exists (select from unnest(take) t where t <> all (fields)) then
    raise exception 'There is no field "%" to take.', (select t from unnest(take) t where t <> all (fields) limit 1) using errcode = '22023';
  end if;
  perform from public.leads l where l.id in (kept, gone) order by l.id for update;
  select * into k from public.leads l where l.id = kept;
  select * into g from public.leads l where l.id = gone;
  if k.id is null or g.id is null then
    raise exception 'One of these leads does not exist any more.' using errcode = 'P0002';
  elsif k.updated_at <> kept_version or g.updated_at <> gone_version then
    raise exception 'Somebody changed one of these leads after you opened them. Nothing was merged.' using errcode = 'PT409';
  end if;
  perform set_config('app.door', 'merge', true), set_config('app.reason', format('Merged: %s and %s are one person', k.full_name, g.full_name), true);

  -- What is taken, and what the kept one lacks.
  foreach field in array fields loop
    if to_jsonb(g) -> field <> 'null' and (field = any (take) or to_jsonb(k) -> field = 'null') then
      patch := patch || jsonb_build_object(field, to_jsonb(g) -> field);
    end if;
  end loop;
  merged := jsonb_populate_record(k, patch);
  merged.tags := array(select distinct t from unnest(k.tags || g.tags) t order by t);
  merged.interests := array(select distinct t from unnest(k.interests || g.interests) t order by t);
  merged.notes := case when g.notes is null or g.notes = k.notes then k.notes else left(concat_ws(E'\n', k.notes, g.notes), 4000) end;
  merged.consent := private.stricter_consent(k.consent, g.consent);
  merged.state := private.merged_state(k.state, g.state);
  merged.converted_user_id := coalesce(k.converted_user_id, g.converted_user_id);
  merged.rejected_reason := coalesce(merged.rejected_reason, case when merged.state = 'rejected' then coalesce(g.rejected_reason, 'Merged') end);
  merged.found_at := least(k.found_at, g.found_at);
  merged.qualified_at := least(k.qualified_at, g.qualified_at);
  merged.contacted_at := least(k.contacted_at, g.contacted_at);
  merged.replied_at := least(k.replied_at, g.replied_at);
  merged.converted_at := least(k.converted_at, g.converted_at);
  merged.notice_given_at := least(k.notice_given_at, g.notice_given_at);
  merged.added_by := coalesce(k.added_by, g.added_by);

  -- Each is suppressed for what the other is suppressed for; a mailbox that bounces says nothing of their others.
  with held as (
    select distinct l.id as lead_id, s.suppression_id from public.leads l join private.lead_keys lk on lk.lead_id = l.id
    join private.suppressed_keys s on s.key in (lk.key, private.hashed_key(lk.key)) where l.id in (kept, gone)
  ), put as (
    insert into private.suppressed_keys (key, suppression_id)
    select distinct case s.kind when 'hash' then private.hashed_key(lk.key) else lk.key end, h.suppression_id
    from held h join public.outreach_suppressions s on s.id = h.suppression_id and s.kind <> 'domain' and s.reason <> 'hard_bounce'
    join private.lead_keys lk on lk.lead_id in (kept, gone)
    on conflict do nothing returning key, suppression_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'suppression', p.suppression_id)), '[]') into added from put p;

  -- Enrollments: of two in one sequence the kept one's stays, ended if the other had ended, and with its mails.
  moved := jsonb_build_object('sends', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'enrollment', s.enrollment_id)), '[]') from public.email_sends s where s.lead_id = gone));
  for e in select * from public.sequence_enrollments x where x.lead_id = gone order by x.enrolled_at for update loop
    select * into twin from public.sequence_enrollments x where x.lead_id = kept and x.sequence_id = e.sequence_id for update;
    if twin.id is null then
      update public.sequence_enrollments x set lead_id = kept where x.id = e.id;
      changed := changed || jsonb_build_object('row', to_jsonb(e));
    else
      changed := changed || jsonb_build_object('row', to_jsonb(twin));
      dropped := dropped || jsonb_build_object('row', to_jsonb(e));
      update public.email_sends s set enrollment_id = twin.id where s.enrollment_id = e.id;
      update public.sequence_enrollments x set current_step = greatest(x.current_step, e.current_step),
        state = case when x.state in ('active', 'paused') and e.state not in ('active', 'paused') then e.state else x.state end,
        stop_reason = coalesce(x.stop_reason, e.stop_reason),
        ended_at = case when x.state in ('active', 'paused') and e.state not in ('active', 'paused') then e.ended_at else x.ended_at end,
        next_send_at = case when e.state in ('active', 'paused') then greatest(x.next_send_at, e.next_send_at) end
      where x.id = twin.id;
      delete from public.sequence_enrollments x where x.id = e.id;
    end if;
  end loop;
  for e in
    select x.* from public.sequence_enrollments x join public.outreach_sequences s on s.id = x.sequence_id
    where x.lead_id = kept and x.state in ('active', 'paused') and not s.allow_parallel order by x.enrolled_at offset 1
  loop
    if not changed @> jsonb_build_array(jsonb_build_object('row', jsonb_build_object('id', e.id))) then
      changed := changed || jsonb_build_object('row', to_jsonb(e));
    end if;
    update public.sequence_enrollments x set state = 'stopped', stop_reason = 'Merged: the lead is in another sequence already', ended_at = clock_timestamp(), next_send_at = null where x.id = e.id;
  end loop;

  with s as (update public.email_sends x set lead_id = kept where x.lead_id = gone returning x.id),
    r as (update public.outreach_responses x set lead_id = kept where x.lead_id = gone returning x.id),
    c as (update public.lead_consents x set lead_id = kept where x.lead_id = gone returning x.id),
    m as (update public.record_comments x set record_id = kept::text where x.table_name = 'leads' and x.record_id = gone::text returning x.id),
    b as (update public.bot_actions_log x set target_id = kept::text where x.target_table = 'leads' and x.target_id = gone::text returning x.id)
  select moved || jsonb_build_object('enrollments', changed, 'dropped', dropped, 'keys', added,
    'replies', (select coalesce(jsonb_agg(r.id), '[]') from r), 'consents', (select coalesce(jsonb_agg(c.id), '[]') from c),
    'comments', (select coalesce(jsonb_agg(m.id), '[]') from m), 'bots', (select coalesce(jsonb_agg(b.id), '[]') from b),
    'sends_moved', (select count(*) from s))
  into moved;

  delete from public.leads l where l.id = gone;
  update public.leads l set (full_name, email, phone, handle, profile_url, headline, city, country, source_id, owner_id, score, rejected_reason, follow_up_on, follow_up_note,
      tags, interests, notes, consent, state, converted_user_id, found_at, qualified_at, contacted_at, replied_at, converted_at, notice_given_at, added_by)
    = (select merged.full_name, merged.email, merged.phone, merged.handle, merged.profile_url, merged.headline, merged.city, merged.country, merged.source_id, merged.owner_id,
      merged.score, merged.rejected_reason, merged.follow_up_on, merged.follow_up_note, merged.tags, merged.interests, merged.notes, merged.consent, merged.state,
      merged.converted_user_id, merged.found_at, merged.qualified_at, merged.contacted_at, merged.replied_at, merged.converted_at, merged.notice_given_at, merged.added_by)
  where l.id = kept returning l.* into merged;
  perform set_config('app.door', '', true), set_config('app.reason', '', true);
  insert into private.lead_merges (kept_id, gone_id, gone, before, after, moved, merged_by)
  values (kept, gone, to_jsonb(g), to_jsonb(k), to_jsonb(merged), moved, auth.uid()) returning id into merge_id;
  return jsonb_build_object('merge_id', merge_id, 'lead', to_jsonb(merged));
end
$$;
create or replace function public.merge_leads(kept uuid, gone uuid, take text[] default '{}', kept_version timestamptz default null, gone_version timestamptz default null) returns jsonb
language sql security invoker set search_path = '' as $$ select private.merge_leads(kept, gone, take, kept_version, gone_version) $$;
comment on function public.merge_leads(uuid, uuid, text[], timestamptz, timestamptz) is
  'Makes two leads of one person one: the fields in take come from the one that goes, what the kept one lacks too; enrollments, mails, replies, consents and comments move; the stricter consent and every suppression hold. Can be taken back within a day.';

create or replace function private.undo_merge(merge_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  m private.lead_merges;
  k public.leads;
  row_now jsonb;
  back public.leads;
  e jsonb;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may take a merge back.' using errcode = '42501';
  end if;
  select * into m from private.lead_merges x where x.id = merge_id for update;
  if m.id is null then
    raise exception 'This merge does not exist.' using errcode = 'P0002';
  elsif m.undone_at is not null then
    raise exception 'This merge was taken back already.' using errcode = 'PT409';
  elsif m.merged_at < now() - interval '1 day' then
    raise exception 'A merge can be taken back within a day; this one is older.' using errcode = '23514';
  end if;
  select * into k from public.leads l where l.id = m.kept_id for update;
  if k.id is null then
    raise exception 'The merged lead does not exist any more.' using errcode = 'P0002';
  end if;
  perform set_config('app.door', 'merge', true), set_config('app.reason', 'Merge taken back', true);
  delete from private.suppressed_keys s using jsonb_to_recordset(m.moved -> 'keys') a (key text, suppression uuid)
  where s.key = a.key and s.suppression_id = a.suppression;
  -- What was changed since the merge stays.
  row_now := to_jsonb(k);
  select coalesce(jsonb_object_agg(b.key, b.value), '{}') into e from jsonb_each(m.before) b
  where b.value is distinct from m.after -> b.key and row_now -> b.key is not distinct from m.after -> b.key and b.key not in ('updated_at', 'search', 'folded', 'sort_name', 'looks_like');
  back := jsonb_populate_record(k, e);
  update public.leads l set (full_name, email, phone, handle, profile_url, headline, city, country, source_id, owner_id, score, rejected_reason, follow_up_on, follow_up_note,
      tags, interests, notes, consent, state, converted_user_id, found_at, qualified_at, contacted_at, replied_at, converted_at, notice_given_at, added_by)
    = (select back.full_name, back.email, back.phone, back.handle, back.profile_url, back.headline, back.city, back.country, back.source_id, back.owner_id, back.score,
      back.rejected_reason, back.follow_up_on, back.follow_up_note, back.tags, back.interests, back.notes, back.consent, back.state, back.converted_user_id,
      back.found_at, back.qualified_at, back.contacted_at, back.replied_at, back.converted_at, back.notice_given_at, back.added_by)
  where l.id = m.kept_id;
  back := jsonb_populate_record(null::public.leads, m.gone);
  insert into public.leads (id, source_id, scrape_run_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, score_reasons, state,
    consent, rejected_reason, owner_id, converted_user_id, notes, found_at, qualified_at, contacted_at, replied_at, converted_at, created_at, added_by, notice_given_at, follow_up_on, follow_up_note)
  values (back.id, back.source_id, back.scrape_run_id, back.full_name, back.email, back.phone, back.handle, back.profile_url, back.headline, back.city, back.country, back.interests,
    back.tags, back.score, back.score_reasons, back.state, back.consent, back.rejected_reason, back.owner_id, back.converted_user_id, back.notes, back.found_at, back.qualified_at,
    back.contacted_at, back.replied_at, back.converted_at, back.created_at, back.added_by, back.notice_given_at, back.follow_up_on, back.follow_up_note);
  insert into public.sequence_enrollments
    (id, sequence_id, lead_id, state, current_step, next_send_at, stop_reason, enrolled_by, enrolled_at, ended_at)
  select r.id, r.sequence_id, m.gone_id, r.state, r.current_step, r.next_send_at, r.stop_reason, r.enrolled_by, r.enrolled_at, r.ended_at
  from jsonb_array_elements(m.moved -> 'dropped') d, jsonb_populate_record(null::public.sequence_enrollments, d -> 'row') r;
  for e in select d -> 'row' from jsonb_array_elements(m.moved -> 'enrollments') d loop
    -- One that has ended since stays ended.
    update public.sequence_enrollments x set lead_id = (e ->> 'lead_id')::uuid,
      state = case when x.state in ('active', 'paused') or x.stop_reason like 'Merged%' or x.stop_reason is not distinct from coalesce(e ->> 'stop_reason', x.stop_reason) then e ->> 'state' else x.state end,
      next_send_at = (e ->> 'next_send_at')::timestamptz, stop_reason = e ->> 'stop_reason', ended_at = (e ->> 'ended_at')::timestamptz
    where x.id = (e ->> 'id')::uuid;
  end loop;
  update public.email_sends s set lead_id = m.gone_id, enrollment_id = a.enrollment
  from jsonb_to_recordset(m.moved -> 'sends') a (id bigint, enrollment uuid) where s.id = a.id;
  update public.outreach_responses r set lead_id = m.gone_id where r.id in (select v::uuid from jsonb_array_elements_text(m.moved -> 'replies') v);
  update public.lead_consents c set lead_id = m.gone_id where c.id in (select v::uuid from jsonb_array_elements_text(m.moved -> 'consents') v);
  update public.record_comments c set record_id = m.gone_id::text where c.id in (select v::uuid from jsonb_array_elements_text(m.moved -> 'comments') v);
  update public.bot_actions_log b set target_id = m.gone_id::text where b.id in (select v::bigint from jsonb_array_elements_text(m.moved -> 'bots') v);
  perform set_config('app.door', '', true), set_config('app.reason', '', true);
  update private.lead_merges x set undone_at = clock_timestamp(), undone_by = auth.uid() where x.id = m.id;
  return m.gone_id;
end
$$;
create or replace function public.undo_merge(merge_id uuid) returns uuid
language sql security invoker set search_path = '' as $$ select private.undo_merge(merge_id) $$;
comment on function public.undo_merge(uuid) is 'Takes a merge of the last day back: both leads are again what they were, but for what was changed since. Answers the key of the one that had gone.';

create or replace function private.lead_twins(lead uuid) returns table (id uuid, why text)
language plpgsql stable security definer set search_path = '' as $$
declare
  l public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  select * into l from public.leads x where x.id = lead;
  return query
    select t.id, string_agg(distinct t.why, ', ') from (
      select o.lead_id as id, case split_part(o.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as why
      from private.lead_keys k join private.lead_keys o on o.key = k.key and o.lead_id <> k.lead_id where k.lead_id = lead
      union all
      (select x.id, case when x.sort_name = l.sort_name then 'same name' else 'nearly the same name' end || ' and city' from public.leads x
       where x.id <> lead and l.city is not null and lower(x.city) = lower(l.city) and char_length(l.sort_name) > 3
         and (x.sort_name = l.sort_name or left(x.sort_name, 3) = left(l.sort_name, 3) and extensions.similarity(x.sort_name, l.sort_name) > 0.6)
       limit 20)
    ) t group by t.id limit 20;
end
$$;
create or replace function public.lead_twins(lead_id uuid) returns table (id uuid, why text)
language sql stable security invoker set search_path = '' as $$ select * from private.lead_twins(lead_id) $$;
comment on function public.lead_twins(uuid) is 'Other leads that may be the same person: by mailbox, phone, handle or profile, or by nearly the same name in the same city.';

create or replace function private.twin_pairs(most integer) returns table (a uuid, a_name text, b uuid, b_name text, why text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  return query
    select x.id, x.full_name, y.id, y.full_name, p.why from (
      select least(d.first, d.last) as one, greatest(d.first, d.last) as other, string_agg(distinct d.why, ', ') as why from (
        select min(k.lead_id::text) as first, max(k.lead_id::text) as last,
          case split_part(k.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as why
        from private.lead_keys k group by k.key having count(*) > 1
        union all
        select min(l.id::text), max(l.id::text), 'same name and city' from public.leads l where l.city is not null and char_length(l.sort_name) > 3
        group by l.sort_name, lower(l.city) having count(*) > 1
      ) d group by 1, 2
    ) p join public.leads x on x.id = p.one::uuid join public.leads y on y.id = p.other::uuid
    order by p.why like '%mailbox%' desc, p.why like '%phone%' desc, x.found_at desc, x.id limit greatest(0, least(coalesce(most, 50), 200));
end
$$;
create or replace function public.twin_pairs(most integer default 50) returns table (a uuid, a_name text, b uuid, b_name text, why text)
language sql stable security invoker set search_path = '' as $$ select * from private.twin_pairs(most) $$;
comment on function public.twin_pairs(integer) is 'Pairs of leads that may be one person, the surest first.';

-- ---------------------------------------------------------------------------------------
-- Erasing (GDPR Art. 17)

create or replace function private.erase_lead(lead_id uuid, reason text) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '60s' as $$
declare
  nothing constant text := '(erased)';
  l public.leads;
  keys text[];
  addresses text[];
  gone uuid[];
  touched jsonb;
  counts jsonb;
  suppression public.outreach_suppressions;
  stays uuid;
  n integer;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may erase somebody.' using errcode = '42501';
  elsif char_length(btrim(coalesce(reason, ''))) < 3 then
    raise exception 'Say how and when they asked for it.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  select * into l from public.leads x where x.id = erase_lead.lead_id for update;
  if l.id is null then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  end if;

  -- All by which they were ever known: now, in the history, in mails, in suppressions, before a merge.
  with was as (
    select a.before as row from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.before is not null
    union all select a.after from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.after is not null
    union all select m.gone from private.lead_merges m where l.id in (m.kept_id, m.gone_id)
    union all select m.before from private.lead_merges m where l.id in (m.kept_id, m.gone_id)
    union all select to_jsonb(l)
  ), found as (
    select unnest(private.contact_keys(w.row ->> 'email', w.row ->> 'phone', w.row ->> 'handle', w.row ->> 'profile_url', l.country)) as key, w.row ->> 'email' as address from was w
    union all select 'mail:' || private.mail_key(s.to_email), s.to_email from public.email_sends s where s.lead_id = l.id
    union all select k.key, null from private.suppressed_keys k join public.outreach_suppressions s on s.id = k.suppression_id
      where s.lead_id = l.id and s.kind <> 'domain' and k.key not like 'hash:%'
  )
  select array_agg(distinct f.key) filter (where f.key is not null), array_agg(distinct f.address) filter (where f.address is not null) into keys, addresses from found f;

  -- Leads of theirs that are gone: merged into this one, or deleted with an address or number of theirs.
  gone := array(
    select m.gone_id from private.lead_merges m where m.kept_id = l.id and m.undone_at is null
    union
    select a.record_id::uuid from public.audit_log a
    where a.table_name = 'leads' and a.action = 'delete' and a.before is not null and not exists (select from public.leads x where x.id::text = a.record_id)
      and private.contact_keys(a.before ->> 'email', a.before ->> 'phone', a.before ->> 'handle', a.before ->> 'profile_url', l.country) && keys);
  select jsonb_build_object(
    'email_sends', (select coalesce(jsonb_agg(s.id::text), '[]') from public.email_sends s
      where s.lead_id = l.id or s.lead_id is null and 'mail:' || private.mail_key(s.to_email) = any (keys)),
    'outreach_responses', (select coalesce(jsonb_agg(r.id::text), '[]') from public.outreach_responses r
      where r.lead_id = l.id or r.id in (select v::uuid from private.departed_leads d, jsonb_array_elements_text(d.relations -> 'replies') v where d.lead_id = any (gone))),
    'sequence_enrollments', (select coalesce(jsonb_agg(e.id::text), '[]') from public.sequence_enrollments e where e.lead_id = l.id),
    'lead_consents', (select coalesce(jsonb_agg(c.id::text), '[]') from public.lead_consents c where c.lead_id = l.id),
    'outreach_suppressions', (select coalesce(jsonb_agg(distinct s.id::text), '[]') from public.outreach_suppressions s left join private.suppressed_keys k on k.suppression_id = s.id
      where s.kind <> 'domain' and (s.lead_id = l.id or k.key = any (keys) or s.email = any (addresses)))) into touched;
  touched := touched || jsonb_build_object(
    'leads', jsonb_build_array(l.id::text) || coalesce((select jsonb_agg(g::text) from unnest(gone) g), '[]'),
    'bot_actions_log', (select coalesce(jsonb_agg(b.id::text), '[]') from public.bot_actions_log b
      where b.target_table = 'leads' and (b.target_id = l.id::text or b.target_id = any (gone::text[])) or b.target_table = 'outreach_responses' and touched -> 'outreach_responses' ? b.target_id),
    'record_comments', (select coalesce(jsonb_agg(c.id::text), '[]') from public.record_comments c
      where c.table_name = 'leads' and (c.record_id = l.id::text or c.record_id = any (gone::text[])) or touched -> c.table_name ? c.record_id));

  perform set_config('app.door', 'erase', true), set_config('app.reason', left('Erased (GDPR Art. 17): ' || btrim(reason), 1000), true);
  delete from public.record_comments c where touched -> 'record_comments' ? c.id::text;
  update public.email_sends s set state = 'skipped', reason = nothing where s.lead_id = l.id and s.state = 'queued';
  update public.sequence_enrollments e set state = 'stopped', stop_reason = nothing where e.lead_id = l.id and e.state in ('active', 'paused');
  update public.sequence_enrollments e set stop_reason = nothing where e.lead_id = l.id and e.stop_reason is not null;
  update public.email_sends s set to_email = 'erased@erased.invalid', subject = nothing, body = null, message_id = null, unsubscribe_token = null,
    reason = case when s.reason is not null then nothing end where touched -> 'email_sends' ? s.id::text;
  update public.outreach_responses r set subject = null, body = nothing, handling_note = null where touched -> 'outreach_responses' ? r.id::text;
  update public.lead_consents c set how = nothing, words = nothing where c.lead_id = l.id;
  update public.bot_actions_log b set input = '{}', output = '{}', target_id = null, error_message = case when b.error_message is not null then nothing end,
    review_note = case when b.review_note is not null then nothing end where touched -> 'bot_actions_log' ? b.id::text;
  update public.scrape_runs r set log = (select coalesce(jsonb_agg(case when x.line::text ilike any (array(
      select '%' || replace(replace(v, '\', '\\'), '_', '\_') || '%' from unnest(addresses || l.full_name || l.phone || l.handle) v where v <> '')) then x.line || jsonb_build_object('text', nothing) else x.line end order by x.n), '[]')
    from jsonb_array_elements(r.log) with ordinality x (line, n)) where r.id = l.scrape_run_id;
  get diagnostics n = row_count;
  update public.import_rows r set data = '{}', key = null, reason = null
  from public.imports i
  where i.id = r.import_id and i.table_name in ('leads', 'outreach_suppressions') and r.data <> '{}'
    and private.contact_keys(r.data ->> 'email', r.data ->> 'phone', r.data ->> 'handle', r.data ->> 'profile_url', coalesce(r.data ->> 'country', l.country)) && keys;
  get diagnostics n = row_count;
  delete from private.lead_merges m where l.id in (m.kept_id, m.gone_id);
  update private.departed_leads d set lead_id = null, relations = '{}' where d.lead_id = any (gone);
  delete from public.leads x where x.id = l.id;

  -- Suppressions keep their reasons and lose the name; one stands in any case.
  for suppression in select * from public.outreach_suppressions s where touched -> 'outreach_suppressions' ? s.id::text loop
    update public.outreach_suppressions s set kind = 'hash', email = 'Erased person ' || left(s.id::text, 8), lead_id = null, note = null,
      lift_reason = case when s.lifted_at is not null then nothing end where s.id = suppression.id;
    delete from private.suppressed_keys k where k.suppression_id = suppression.id and k.key not like 'hash:%';
    if suppression.lifted_at is null then
      stays := coalesce(stays, suppression.id);
    end if;
  end loop;
  if keys is not null then
    if stays is null or not exists (select from public.outreach_suppressions s where touched -> 'outreach_suppressions' ? s.id::text and s.lifted_at is null
        and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')) then
      stays := gen_random_uuid();
      insert into public.outreach_suppressions (id, email, kind, reason, source) values (stays, 'Erased person ' || left(stays::text, 8), 'hash', 'legal', 'erasure');
      touched := jsonb_set(touched, '{outreach_suppressions}', touched -> 'outreach_suppressions' || to_jsonb(stays::text));
    end if;
    insert into private.suppressed_keys (key, suppression_id)
    select private.hashed_key(k), s.id from unnest(keys) k, public.outreach_suppressions s
    where touched -> 'outreach_suppressions' ? s.id::text and s.lifted_at is null on conflict do nothing;
  end if;

  -- The history keeps that something happened, when and by whom; the last of it says why.
  update public.audit_log a set record_label = nothing, before = null, after = null,
    reason = case when a.reason like 'Erased (GDPR Art. 17)%' and a.action = 'delete' and a.table_name = 'leads' then a.reason end
  where (a.before is not null or a.after is not null or a.record_label is not null or a.reason is not null)
    and exists (select from jsonb_each(touched) t where t.key = a.table_name and t.value ? a.record_id)
    and a.table_name = any (array(select jsonb_object_keys(touched)));
  perform set_config('app.door', '', true), set_config('app.reason', '', true);
  select jsonb_object_agg(t.key, jsonb_array_length(t.value)) into counts from jsonb_each(touched) t;
  return counts || jsonb_build_object('import_rows', n);
end
$$;
create or replace function public.erase_lead(lead_id uuid, reason text) returns jsonb
language sql security invoker set search_path = '' as $$ select private.erase_lead(lead_id, reason) $$;
comment on function public.erase_lead(uuid, text) is
  'GDPR Art. 17: removes a person from leads, mails, replies, consents, comments, bot actions, imports and the history. What stays are counts, and hashes by which they are never mailed again. Cannot be taken back.';

create or replace function public.recreate_record(target text, entry bigint, reason text default null) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  key_column text := private.bulk_key(target);
  key_type text := private.column_type(target, key_column);
  audited public.audit_log;
  names text;
  is_there boolean;
  row_now jsonb;
begin
  select * into audited from public.audit_log a
  where a.id = entry and a.table_name = target and a.action = 'delete';
  if not found then
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'P0002';
  elsif audited.before is null then
    raise exception 'This was erased for good: nothing is left to bring back.' using errcode = '23514';
  end if;
  execute format('select exists (select from public.%I t where t.%I = $1::%s)', target, key_column, key_type)
    into is_there using audited.record_id;
  if is_there then
    raise exception 'This record is there again already.' using errcode = 'PT409';
  end if;
  -- What the database computes or numbers itself, and what this person may not set, is left to the database.
  select string_agg(format('%I', a.attname), ', ') into names
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.attidentity <> 'a' and audited.before ? a.attname
    and has_column_privilege(a.attrelid, a.attnum, 'insert');
  if names is null then
    raise exception 'Your role does not allow this. Nothing was brought back.' using errcode = '42501';
  end if;
  perform set_config('app.reason', concat_ws(': ', 'Brought back after it was deleted', nullif(btrim(reason), '')), true), set_config('app.door', 'restore', true);
  execute format(
    'insert into public.%1$I as t (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1) returning to_jsonb(t)',
    target, names) into row_now using audited.before;
  perform set_config('app.door', '', true);
  return row_now;
end
$$;

-- ---------------------------------------------------------------------------------------
-- All that happened with a lead

create or replace function private.merges_of(lead uuid) returns table (id uuid, at timestamptz, name text, by_name text, may_undo boolean, undone boolean)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    return;
  end if;
  return query select m.id, m.merged_at, m.gone ->> 'full_name', s.full_name, m.undone_at is null and m.merged_at > now() - interval '1 day', m.undone_at is not null
    from private.lead_merges m left join public.staff_members s on s.user_id = m.merged_by where m.kept_id = lead;
end
$$;

create or replace function public.lead_timeline(lead_id uuid) returns table (
  at timestamptz, kind text, title text, detail text, body text, actor text, ref_table text, ref_id text, data jsonb)
language sql stable security invoker set search_path = '' as $$
  with l as (select * from public.leads x where x.id = lead_timeline.lead_id),
  mail as (select s.*, q.name as sequence_name, coalesce(s.body, case when s.state <> 'skipped' then m.body end) as shown, s.body is null and m.body is not null as is_template
    from public.email_sends s left join public.outreach_sequences q on q.id = s.sequence_id left join public.sequence_emails m on m.id = s.sequence_email_id
    where s.lead_id = lead_timeline.lead_id)
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
    case when m.state in ('skipped', 'failed') then m.reason else m.sequence_name end, m.shown, null, 'email_sends', m.id::text,
    jsonb_build_object('state', m.state, 'step', m.step, 'version', m.step_version, 'template', m.is_template, 'to', m.to_email)
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
comment on function public.lead_timeline(uuid) is 'All that happened with a lead, the newest first: found, scored, enrolled, mailed with the text, opened, replied, suppressed, edited by whom.';

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('private', 'public') and p.proname in ('lead_departs', 'lead_returns', 'stricter_consent', 'merged_state', 'merge_leads', 'undo_merge', 'lead_twins',
      'twin_pairs', 'erase_lead', 'merges_of', 'lead_timeline', 'apply_objection')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function private.merge_leads(uuid, uuid, text[], timestamptz, timestamptz), public.merge_leads(uuid, uuid, text[], timestamptz, timestamptz),
  private.undo_merge(uuid), public.undo_merge(uuid), private.lead_twins(uuid), public.lead_twins(uuid), private.twin_pairs(integer), public.twin_pairs(integer),
  private.erase_lead(uuid, text), public.erase_lead(uuid, text), private.merges_of(uuid), public.lead_timeline(uuid)
  to authenticated;
