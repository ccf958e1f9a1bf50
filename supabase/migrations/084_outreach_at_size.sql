-- 081 outreach_at_size
-- Outreach at the size of years of mail: the gate asks what it needs once, a claim counts once what was sent today, and the
-- funnel reads sums of the mails.

-- ---------------------------------------------------------------------------------------
-- The gate

-- What stands against mailing a lead, as one word; the basis is that of its source.
create or replace function private.lead_code(lead public.leads, basis text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when lead.id is null then 'no_lead'
    when lead.email is null then 'no_address'
    when lead.consent = 'objected' or private.is_lead_suppressed(lead) then 'suppressed'
    when lead.state in ('rejected', 'converted') then 'wrong_state'
    when lead.source_id is null and lead.added_by is null or lead.consent <> 'consented' and basis = 'consent' then 'no_provenance' end;
end
$$;
create or replace function private.lead_block(lead public.leads) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  code constant text := private.lead_code(lead, (select s.lawful_basis from public.lead_sources s where s.id = lead.source_id));
begin
  return jsonb_build_object('code', code) || case code
    when 'no_lead' then jsonb_build_object('words', 'The lead does not exist any more.', 'unblock', null)
    when 'no_address' then jsonb_build_object('words', 'This lead has no email address, so it cannot be enrolled.', 'unblock', 'Add an email address.')
    when 'suppressed' then jsonb_build_object('words', 'This lead must not be mailed: the address is suppressed.', 'unblock', 'An admin can lift the suppression, with a reason.')
    when 'wrong_state' then jsonb_build_object('words', format('This lead is %s, so it cannot be enrolled.', lead.state), 'unblock', 'Change the state of the lead.')
    when 'no_provenance' then case when lead.source_id is null and lead.added_by is null
      then jsonb_build_object('words', 'Nobody knows where this lead is from, so it cannot be enrolled.', 'unblock', 'Give its source.')
      else jsonb_build_object('words', 'Leads of this source are mailed with their consent only, and there is none on record.', 'unblock', 'Record the consent, with its evidence.') end
    end;
end
$$;

-- Why an enrollment waits, as one word, as far as it does not hang on the hour or on what was sent today: then it is ready.
create or replace function private.gate_of(e public.sequence_enrollments, at timestamptz, out code text, out step integer, out step_id uuid, out country text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if e.state not in ('active', 'paused') then
    code := case e.state when 'completed' then 'sent' else 'ended' end;
    return;
  end if;
  select m.position, m.id, l.country, coalesce(private.lead_code(l, r.lawful_basis), case
      when e.state = 'paused' then 'paused'
      when exists (select from public.email_sends s where s.enrollment_id = e.id and s.state = 'queued') then 'reserved'
      when m.id is null then 'sent'
      when q.state <> 'active' then 'sequence_' || q.state
      when e.next_send_at is null or e.next_send_at > at then 'not_yet'
      else 'ready' end)
    into step, step_id, country, code
  from public.outreach_sequences q left join public.leads l on l.id = e.lead_id left join public.lead_sources r on r.id = l.source_id
  left join lateral (
    select x.position, x.id from public.sequence_emails x
    where x.sequence_id = e.sequence_id and x.active and x.position > e.current_step
      and not exists (select from public.email_sends s where s.enrollment_id = e.id and s.sequence_email_id = x.id and s.state not in ('skipped', 'failed'))
    order by x.position limit 1) m on true
  where q.id = e.sequence_id;
end
$$;

-- The gate without the caps, in words.
create or replace function private.enrollment_gate(e public.sequence_enrollments, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  gate record;
  sequence public.outreach_sequences;
  opening timestamptz;
begin
  select * into gate from private.gate_of(e, at);
  if gate.code = 'sent' then
    return jsonb_build_object('verdict', 'sent', 'words', 'All emails of the sequence were sent.');
  elsif gate.code = 'ended' then
    return jsonb_build_object('verdict', 'ended', 'code', e.state, 'words', coalesce(e.stop_reason, 'The enrollment ended: ' || e.state || '.'));
  elsif gate.code in ('no_lead', 'no_address', 'suppressed', 'wrong_state', 'no_provenance') then
    return coalesce(private.lead_block((select l from public.leads l where l.id = e.lead_id)), private.lead_block(null)) || '{"verdict": "blocked"}';
  elsif gate.code = 'paused' then
    return jsonb_build_object('verdict', 'blocked', 'code', 'paused', 'words', 'The enrollment is paused.', 'unblock', 'Resume it.');
  elsif gate.code = 'reserved' then
    return jsonb_build_object('verdict', 'reserved', 'code', 'reserved', 'words', 'A worker has the email and has not told yet what became of it.', 'unblock', 'It is decided within the hour.');
  elsif gate.code = 'not_yet' then
    return jsonb_build_object('verdict', 'waiting', 'code', 'not_yet', 'due_at', e.next_send_at, 'step', gate.step, 'words', 'The next email is not due yet.', 'unblock', 'It goes by itself.');
  end if;
  select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
  if gate.code <> 'ready' then
    return private.sequence_block(sequence, at) || '{"verdict": "blocked"}';
  end if;
  opening := private.next_opening(sequence, private.lead_zone(gate.country, sequence.time_zone), at);
  if opening > at then
    return jsonb_build_object('verdict', 'waiting', 'code', 'window', 'due_at', opening, 'step', gate.step,
      'words', 'It is outside the hours in which the sequence sends where the lead lives.', 'unblock', 'It goes by itself.');
  end if;
  return jsonb_build_object('verdict', 'due', 'due_at', e.next_send_at, 'step', gate.step, 'step_id', gate.step_id, 'words', 'It is due now: the next worker takes it.');
end
$$;

create or replace function private.gate_code(e public.sequence_enrollments) returns text
language plpgsql stable security definer set search_path = '' cost 10000 as $$
declare
  gate record;
  sequence public.outreach_sequences;
  place text;
  kept text[];
  -- Asked once a statement, not for each of its rows: who asks, and below what a sequence may still send.
  moment text := concat_ws(' ', statement_timestamp(), current_setting('request.jwt.claims', true), current_setting('request.jwt.claim.sub', true));
begin
  if current_setting('app.gate_asker', true) is distinct from moment then
    if not (select private.has_role('growth')) then
      return null;
    end if;
    perform set_config('app.gate_asker', moment, true);
  end if;
  gate := private.gate_of(e, now());
  if gate.code <> 'ready' then
    return gate.code;
  end if;
  -- Of these mails only: the next statement may find others sent.
  moment := statement_timestamp()::text || ' ' || coalesce((select max(s.id) from public.email_sends s), 0);
  place := format('app.gate_%s_%s', replace(e.sequence_id::text, '-', ''), gate.country);
  kept := string_to_array(current_setting(place, true), '|');
  if kept[1] is distinct from moment then
    select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
    kept := array[moment, case when private.next_opening(sequence, private.lead_zone(gate.country, sequence.time_zone), now()) > now() then 'window'
      else coalesce(private.sequence_block(sequence, now()) ->> 'code', 'due') end];
    perform set_config(place, array_to_string(kept, '|'), true);
  end if;
  return kept[2];
end
$$;

-- In the order of the claim, also where many are due at one moment.
create index if not exists sequence_enrollments_claim_idx on public.sequence_enrollments (sequence_id, next_send_at, id) where state = 'active';
drop index if exists public.sequence_enrollments_due_idx;

-- What was sent today is counted by the day that is meant, not by a plan for any.
create or replace function private.sequence_room(sequence public.outreach_sequences, at timestamptz) returns integer
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  today constant timestamptz := (at at time zone sequence.time_zone)::date::timestamp at time zone sequence.time_zone;
begin
  return sequence.daily_cap - (select count(*) from public.email_sends s where s.sequence_id = sequence.id and s.queued_at >= today and s.state <> 'skipped');
end
$$;
comment on function private.sequence_room(public.outreach_sequences, timestamptz) is 'How many mails a sequence may still send today, by its own clock.';
create or replace function private.sender_today(sender public.outreach_senders, at timestamptz, out sent integer, out cap integer, out latest timestamptz)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  today constant timestamptz := date_trunc('day', at, 'UTC');
begin
  cap := least(sender.daily_cap, case when sender.ramp_start is not null
    then sender.ramp_start + sender.ramp_step * coalesce((at::date - sender.first_used_at::date), 0) end);
  select count(*) filter (where s.queued_at >= today), max(s.queued_at) into sent, latest from public.email_sends s
  where s.sender_id = sender.id and s.queued_at >= today - interval '1 day' and s.state <> 'skipped';
end
$$;
comment on function private.sender_today(public.outreach_senders, timestamptz) is 'What a sender has mailed today, how much it may, and when it last did.';
create or replace function private.sender_block(sender public.outreach_senders, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  today record;
begin
  if sender.state is distinct from 'active' then
    return jsonb_build_object('code', 'sender_paused', 'words', coalesce(format('The sender %s is %s. %s', sender.email, sender.state, sender.pause_reason), 'The sequence has no sender.'),
      'unblock', 'Activate the sender, or give the sequence another.');
  end if;
  today := private.sender_today(sender, at);
  if today.sent >= today.cap then
    return jsonb_build_object('code', 'sender_cap', 'words', format('The sender %s has mailed its %s of today.', sender.email, today.cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', date_trunc('day', at, 'UTC') + interval '1 day');
  elsif sender.min_gap_seconds > 0 and today.latest + sender.min_gap_seconds * interval '1 second' > at then
    return jsonb_build_object('code', 'sender_gap', 'words', format('The sender %s mails once in %s seconds.', sender.email, sender.min_gap_seconds),
      'unblock', 'It goes on by itself.', 'due_at', today.latest + sender.min_gap_seconds * interval '1 second');
  end if;
  return null;
end
$$;
create or replace function private.sequence_block(sequence public.outreach_sequences, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  today constant timestamptz := (at at time zone sequence.time_zone)::date::timestamp at time zone sequence.time_zone;
  sender public.outreach_senders;
  block jsonb;
  first_block jsonb;
begin
  if sequence.state <> 'active' then
    return jsonb_build_object('code', 'sequence_' || sequence.state, 'words', format('The sequence is %s.', sequence.state),
      'unblock', case sequence.state when 'archived' then null else 'Activate the sequence.' end);
  end if;
  if private.sequence_room(sequence, at) <= 0 then
    return jsonb_build_object('code', 'sequence_cap', 'words', format('The sequence has mailed its %s of today.', sequence.daily_cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', today + interval '1 day');
  end if;
  -- Of several senders, one that may is enough; of those that may not, the first that will.
  for sender in select * from private.senders_of(sequence) loop
    block := private.sender_block(sender, at);
    if block is null then
      return null;
    elsif first_block is null or (block ->> 'due_at')::timestamptz < coalesce((first_block ->> 'due_at')::timestamptz, 'infinity') then
      first_block := block;
    end if;
  end loop;
  return coalesce(first_block, private.sender_block(null, at));
end
$$;
drop function if exists private.pick_sender(public.outreach_sequences, timestamptz, uuid);

create or replace function private.claim_due_sends(n integer, worker text) returns jsonb
language plpgsql security definer set search_path = '' set jit = off as $$
declare
  moment timestamptz;
  sequence public.outreach_sequences;
  senders public.outreach_senders[];
  sender public.outreach_senders;
  sent_by integer[];
  room_of integer[];
  room integer;
  nth integer;
  e public.sequence_enrollments;
  lead public.leads;
  step public.sequence_emails;
  variant public.sequence_variants;
  gate jsonb;
  token uuid;
  send public.email_sends;
  own_name text;
  claimed jsonb := '[]';
  taken integer := 0;
begin
  if n is null or n not between 1 and 1000 or char_length(btrim(coalesce(worker, ''))) not between 1 and 120 then
    raise exception 'Claim 1 to 1000 mails, and give the name of the worker.' using errcode = '22023';
  end if;
  -- Whoever counts what a sequence and its senders have sent today holds them: two claims never pass a cap together.
  perform from public.outreach_senders s where s.state = 'active' order by s.id for no key update;
  for sequence in
    select * from public.outreach_sequences s where s.state = 'active'
      and exists (select from public.sequence_enrollments x where x.sequence_id = s.id and x.state = 'active' and x.next_send_at <= now())
    order by s.id for no key update
  loop
    exit when taken >= n;
    moment := clock_timestamp();
    own_name := sequence.from_name;
    continue when private.sequence_block(sequence, moment) is not null;
    -- Nobody else mails of what is held, so that what is left is counted down from here.
    room := private.sequence_room(sequence, moment);
    select array_agg(s.sender order by s.email), array_agg(t.sent order by s.email), array_agg(case when s.min_gap_seconds > 0 then 1 else t.cap - t.sent end order by s.email)
      into senders, sent_by, room_of
    from (select x as sender, x.* from private.senders_of(sequence) x where private.sender_block(x, moment) is null) s, private.sender_today(s.sender, moment) t;
    for e in
      select * from public.sequence_enrollments x where x.sequence_id = sequence.id and x.state = 'active' and x.next_send_at <= moment
      order by x.next_send_at, x.id limit (n - taken) * 2 + 20 for no key update skip locked
    loop
      exit when taken >= n or room <= 0;
      -- A lead that somebody is changing at this moment may be on the way to being suppressed: the next claim sees.
      select * into lead from public.leads l where l.id = e.lead_id for share skip locked;
      continue when not found;
      gate := private.enrollment_gate(e, clock_timestamp());
      sequence.from_name := own_name;
      if gate ->> 'verdict' = 'due' then
        -- Whoever wrote before writes again; else who has written least today.
        select i into nth from generate_subscripts(senders, 1) i where room_of[i] > 0
        order by (senders[i]).id = (select m.sender_id from public.email_sends m where m.enrollment_id = e.id and m.sender_id is not null order by m.queued_at desc limit 1) desc nulls last, sent_by[i], i
        limit 1;
        exit when nth is null;
        sender := senders[nth];
        select * into step from public.sequence_emails m where m.id = (gate ->> 'step_id')::uuid;
        -- Of several texts each enrollment has its own, also when the mail is tried again.
        variant := private.pick_variant(step.id, e.id);
        if variant.id is not null then
          step.subject := variant.subject;
          step.preview_text := variant.preview_text;
          step.body := variant.body;
          step.version := variant.version;
        end if;
        -- Who writes is who the mail says: the sequence's own name for its own address.
        if sender.email <> sequence.from_email then
          sequence.from_name := sender.name;
        end if;
        token := gen_random_uuid();
        insert into public.email_sends (lead_id, enrollment_id, sequence_email_id, variant_id, sequence_id, sender_id, step, step_version, to_email, subject, body, worker, unsubscribe_token, queued_at)
        values (lead.id, e.id, step.id, variant.id, sequence.id, sender.id, step.position, step.version, lead.email,
          left(coalesce(nullif(regexp_replace(private.render_mail(step.subject, lead, sequence, token), '\s+', ' ', 'g'), ''), '(no subject)'), 200),
          private.render_mail(step.body, lead, sequence, token)
            || case when step.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || sequence.postal_address end,
          btrim(worker), token, clock_timestamp())
        returning * into send;
        if send.state <> 'queued' then
          continue;
        end if;
        room := room - 1;
        room_of[nth] := room_of[nth] - 1;
        sent_by[nth] := sent_by[nth] + 1;
        update public.sequence_enrollments x set next_send_at = null where x.id = e.id;
        if sender.first_used_at is null then
          update public.outreach_senders s set first_used_at = now() where s.id = sender.id returning s.* into sender;
          senders[nth] := sender;
        end if;
        taken := taken + 1;
        claimed := claimed || jsonb_build_object('id', send.id, 'enrollment_id', e.id, 'lead_id', lead.id, 'sequence_id', sequence.id, 'step', step.position,
          'step_version', step.version, 'variant_id', variant.id, 'to_email', send.to_email, 'from_name', sequence.from_name, 'from_email', sender.email, 'reply_to', sequence.reply_to,
          'subject', send.subject, 'preview_text', private.render_mail(step.preview_text, lead, sequence, token), 'body', send.body,
          'unsubscribe_url', private.merge_value('unsubscribe_url', lead, sequence, token), 'claimed_at', send.queued_at);
      elsif gate ->> 'verdict' = 'waiting' then
        update public.sequence_enrollments x set next_send_at = (gate ->> 'due_at')::timestamptz where x.id = e.id;
      elsif gate ->> 'verdict' = 'sent' then
        update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
      elsif gate ->> 'code' in ('suppressed', 'no_address', 'wrong_state') then
        update public.sequence_enrollments x set state = 'stopped', stop_reason = gate ->> 'words' where x.id = e.id;
      elsif gate ->> 'code' = 'no_provenance' then
        update public.sequence_enrollments x set state = 'paused', stop_reason = gate ->> 'words' where x.id = e.id;
      end if;
    end loop;
  end loop;
  return claimed;
end
$$;

create or replace function private.enrol(sequence uuid, lead_ids uuid[], dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '60s' set jit = off as $$
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
    with opening as materialized (
      select c.country, private.due_after(target, 0, c.country, now()) as at from (select distinct n.country from pg_temp.enrolling n) c
    ), added as (
      insert into public.sequence_enrollments (sequence_id, lead_id, next_send_at, enrolled_by)
      select target.id, n.lead_id, o.at, asker from pg_temp.enrolling n join opening o on o.country is not distinct from n.country
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
-- Sums of the mails

-- Where the lead of a mail was from, as it was then: what the funnel counts by also when the lead is gone.
alter table public.email_sends add column if not exists source_id uuid references public.lead_sources (id) on delete set null;
comment on column public.email_sends.source_id is 'Where its lead was from when it was queued.';
create index if not exists email_sends_source_idx on public.email_sends (source_id, queued_at desc);
alter table public.sequence_enrollments add column if not exists source_id uuid references public.lead_sources (id) on delete set null;
comment on column public.sequence_enrollments.source_id is 'Where its lead was from, once that was deleted or erased.';
create index if not exists sequence_enrollments_source_idx on public.sequence_enrollments (source_id);
alter table public.outreach_responses add column if not exists source_id uuid references public.lead_sources (id) on delete set null;
comment on column public.outreach_responses.source_id is 'Where its lead was from, once that was deleted or erased.';
create index if not exists outreach_responses_source_idx on public.outreach_responses (source_id);

create or replace function private.check_send() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
begin
  if tg_op = 'INSERT' then
    new.source_id := (select l.source_id from public.leads l where l.id = new.lead_id);
  end if;
  if new.state in ('queued', 'sent')
    and (tg_op = 'INSERT' or new.state <> old.state or (new.state = 'queued' and new.to_email <> old.to_email)) then
    select * into lead from public.leads l where l.id = new.lead_id for share;
    if private.is_suppressed(new.to_email) or private.is_lead_suppressed(lead) then
      if tg_op = 'UPDATE' and new.state = 'sent' then
        raise exception 'This mail must not be sent: the address is suppressed.' using errcode = '23514';
      end if;
      new.state := 'skipped';
      new.reason := 'suppressed';
    end if;
  end if;
  return new;
end
$$;
comment on function private.check_send() is 'Trigger: no mail goes to a suppressed address; each keeps where its lead was from.';

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
  update public.sequence_enrollments e set source_id = old.source_id where e.lead_id = old.id;
  update public.outreach_responses r set source_id = old.source_id where r.lead_id = old.id;
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
language plpgsql security definer set search_path = '' as $$
declare
  gone private.departed_leads;
begin
  delete from private.departed_leads d where d.lead_id = new.id returning * into gone;
  if gone.id is not null then
    perform set_config('app.door', 'merge', true);
    update public.leads l set found_at = gone.found_at, qualified_at = gone.qualified_at, contacted_at = gone.contacted_at, replied_at = gone.replied_at, converted_at = gone.converted_at
    where l.id = new.id;
    update public.sequence_enrollments e set lead_id = new.id, source_id = null where e.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'enrollments') v);
    update public.email_sends s set lead_id = new.id where s.id in (select v::bigint from jsonb_array_elements_text(gone.relations -> 'sends') v);
    update public.outreach_responses r set lead_id = new.id, source_id = null where r.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'replies') v);
    update public.lead_consents c set lead_id = new.id where c.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'consents') v);
    perform set_config('app.door', '', true);
  end if;
  return null;
end
$$;

-- What each mail that was sent counts for; the state says what became of it in the end, as the lists do.
create or replace view private.send_facts with (security_invoker = true) as
  select s.sent_at as at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id,
    1::bigint as sent, (s.state in ('delivered', 'opened', 'clicked', 'complained'))::integer::bigint as delivered, (s.opened_at is not null)::integer::bigint as opened,
    (s.clicked_at is not null)::integer::bigint as clicked, (s.state = 'bounced')::integer::bigint as bounced, (s.state = 'complained')::integer::bigint as complained
  from public.email_sends s where s.sent_at is not null;
comment on view private.send_facts is 'Mails that were sent, each with what it counts for in the funnel.';
revoke all on private.send_facts from public, anon, authenticated, service_role;

create table if not exists private.send_sums (
  minutes smallint not null check (minutes in (15, 1440)),
  starts_at timestamptz not null,
  shard smallint not null,
  sequence_id uuid,
  sequence_email_id uuid,
  variant_id uuid,
  sender_id uuid,
  source_id uuid,
  sent bigint not null,
  delivered bigint not null,
  opened bigint not null,
  clicked bigint not null,
  bounced bigint not null,
  complained bigint not null
);
comment on table private.send_sums is
  'Mails by when they were sent: by quarter of an hour in all, and by day (UTC) of each sequence, step, variant, sender and source. Sharded, so that workers who tell at once do not wait for each other.';
create unique index if not exists send_sums_key on private.send_sums (minutes, starts_at, shard, sequence_id, sequence_email_id, variant_id, sender_id, source_id) nulls not distinct;
alter table private.send_sums enable row level security;
revoke all on private.send_sums from public, anon, authenticated, service_role;

create or replace function private.add_to_send_sums(facts private.send_facts[]) returns void
language sql security definer set search_path = '' as $$
  insert into private.send_sums as s
  select l.minutes, date_bin(make_interval(mins => l.minutes), f.at, '2000-01-01Z'), pg_backend_pid() % 8,
    k.sequence_id, k.sequence_email_id, k.variant_id, k.sender_id, k.source_id, sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from unnest(facts) f, (values (15), (1440)) l (minutes),
    lateral (select f.sequence_id, f.sequence_email_id, f.variant_id, f.sender_id, f.source_id where l.minutes = 1440 union all select null, null, null, null, null where l.minutes = 15) k
  group by 1, 2, 4, 5, 6, 7, 8
  having array[sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)] <> array[0, 0, 0, 0, 0, 0]::numeric[]
  order by 1, 2, 4, 5, 6, 7, 8
  on conflict (minutes, starts_at, shard, sequence_id, sequence_email_id, variant_id, sender_id, source_id) do update
    set sent = s.sent + excluded.sent, delivered = s.delivered + excluded.delivered, opened = s.opened + excluded.opened,
      clicked = s.clicked + excluded.clicked, bounced = s.bounced + excluded.bounced, complained = s.complained + excluded.complained
$$;
create or replace function private.send_fact(s public.email_sends, sign integer) returns private.send_facts
language sql immutable set search_path = '' as $$
  select s.sent_at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id, sign::bigint, sign::bigint * (s.state in ('delivered', 'opened', 'clicked', 'complained'))::integer,
    sign::bigint * (s.opened_at is not null)::integer, sign::bigint * (s.clicked_at is not null)::integer, sign::bigint * (s.state = 'bounced')::integer, sign::bigint * (s.state = 'complained')::integer
$$;
create or replace function private.keep_send_sums() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  facts private.send_facts[];
begin
  if tg_op <> 'DELETE' then
    facts := (select array_agg(private.send_fact(n, 1)) from new_rows n where n.sent_at is not null);
  end if;
  if tg_op <> 'INSERT' then
    facts := facts || (select array_agg(private.send_fact(o, -1)) from old_rows o where o.sent_at is not null);
  end if;
  if facts <> '{}' then
    perform private.add_to_send_sums(facts);
  end if;
  return null;
end
$$;
create or replace trigger sums_insert after insert on public.email_sends
  referencing new table as new_rows for each statement execute function private.keep_send_sums();
create or replace trigger sums_update after update on public.email_sends
  referencing old table as old_rows new table as new_rows for each statement execute function private.keep_send_sums();
create or replace trigger sums_delete after delete on public.email_sends
  referencing old table as old_rows for each statement execute function private.keep_send_sums();

create or replace function private.rebuild_send_sums() returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody writes meanwhile what would be missed.
  lock table public.email_sends in share mode;
  delete from private.send_sums;
  insert into private.send_sums
  select 1440, date_bin('1 day', f.at, '2000-01-01Z'), 0, f.sequence_id, f.sequence_email_id, f.variant_id, f.sender_id, f.source_id,
    sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from private.send_facts f group by 2, 4, 5, 6, 7, 8
  union all
  select 15, date_bin('15 minutes', f.at, '2000-01-01Z'), 0, null, null, null, null, null, sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from private.send_facts f group by 2;
  return (select coalesce(sum(s.sent), 0) from private.send_sums s where s.minutes = 15);
end
$$;
comment on function private.rebuild_send_sums() is 'Counts all mails that were sent anew for the funnel; answers with how many there are.';

-- The mails sent in a span, summed where that is whole, one by one at its ends. Whole spans of a day fit no zone but UTC.
create or replace function private.sends_between(from_time timestamptz, to_time timestamptz, in_all boolean) returns setof private.send_facts
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  span constant interval := case when in_all then interval '15 minutes' else interval '1 day' end;
  first_at timestamptz := date_bin(span, from_time, '2000-01-01Z');
  last_at timestamptz := date_bin(span, to_time, '2000-01-01Z');
begin
  if first_at < from_time then
    first_at := first_at + span;
  end if;
  if first_at >= last_at then
    return query select * from private.send_facts f where f.at >= from_time and f.at < to_time;
    return;
  end if;
  return query
    select s.starts_at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id, s.sent, s.delivered, s.opened, s.clicked, s.bounced, s.complained
    from private.send_sums s where s.minutes = case when in_all then 15 else 1440 end and s.starts_at >= first_at and s.starts_at < last_at;
  return query select * from private.send_facts f where f.at >= from_time and f.at < first_at;
  return query select * from private.send_facts f where f.at >= last_at and f.at < to_time;
end
$$;

create or replace function private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) returns table (
  key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint,
  replied bigint, converted bigint, departed bigint, reply_seconds double precision)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
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
    select case by_what when 'source' then coalesce(e.source_id, l.source_id)::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', e.enrolled_at at time zone time_zone)::date::text when 'all' then 'all' end, 'enrolled', count(*), null
    from public.sequence_enrollments e left join public.leads l on l.id = e.lead_id and by_what = 'source' where e.enrolled_at >= from_time and e.enrolled_at < to_time group by 1
    union all
    select m.key, t.what, t.n, null from (
      select case by_what when 'source' then s.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id, s.sequence_email_id)::text when 'sender' then s.sender_id::text
          when 'week' then date_trunc('week', s.at at time zone time_zone)::date::text when 'all' then 'all' end as key,
        sum(s.sent)::bigint as sent, sum(s.delivered)::bigint as delivered, sum(s.opened)::bigint as opened, sum(s.clicked)::bigint as clicked, sum(s.bounced)::bigint as bounced, sum(s.complained)::bigint as complained
      from private.sends_between(from_time, to_time, by_what in ('all', 'week')) s group by 1) m,
      lateral (values ('sent', m.sent), ('delivered', m.delivered), ('opened', m.opened), ('clicked', m.clicked), ('bounced', m.bounced), ('complained', m.complained)) t (what, n)
    where t.n > 0
    union all
    select case by_what when 'source' then coalesce(r.source_id, s.source_id, l.source_id)::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id, s.sequence_email_id)::text when 'sender' then s.sender_id::text
        when 'week' then date_trunc('week', r.received_at at time zone time_zone)::date::text when 'all' then 'all' end, 'replied', 1, extract(epoch from r.received_at - s.sent_at)
    from public.outreach_responses r left join public.email_sends s on s.id = r.email_send_id left join public.leads l on l.id = r.lead_id and by_what = 'source'
    where r.received_at >= from_time and r.received_at < to_time and r.intent <> 'out_of_office'
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', l.converted_at at time zone time_zone)::date::text when 'all' then 'all' end, 'converted', count(*), null
    from public.leads l left join lateral (select x.sequence_id from public.sequence_enrollments x where x.lead_id = l.id order by x.enrolled_at desc limit 1) e on by_what = 'sequence'
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
        where coalesce(t.variant_id, t.step_id)::text = s.key), 'No variant')
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

-- ---------------------------------------------------------------------------------------
-- Copies of a sequence

create or replace function public.duplicate_sequence(sequence_id uuid, name text default null) returns public.outreach_sequences
language plpgsql security invoker set search_path = '' as $$
declare
  made public.outreach_sequences;
  wanted text := left(nullif(btrim(duplicate_sequence.name), ''), 120);
  base text;
  nth integer := 1;
begin
  -- Held, so that two who copy it at once do not take one name.
  select q.name into base from public.outreach_sequences q where q.id = duplicate_sequence.sequence_id for no key update;
  if not found then
    raise exception 'This sequence does not exist, or you may not see it.' using errcode = 'P0002';
  end if;
  if wanted is null then
    wanted := left('Copy of ' || base, 120);
    while exists (select from public.outreach_sequences q where q.name = wanted) loop
      nth := nth + 1;
      wanted := left('Copy of ' || base, 114) || format(' (%s)', nth);
    end loop;
  end if;
  insert into public.outreach_sequences (name, description, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days,
      allow_parallel, soft_bounce_limit, away_days, stop_company)
  select wanted, q.description, q.from_name, q.from_email, q.reply_to, q.postal_address, q.daily_cap, q.send_from, q.send_until,
    q.time_zone, auth.uid(), q.send_days, q.allow_parallel, q.soft_bounce_limit, q.away_days, q.stop_company
  from public.outreach_sequences q where q.id = duplicate_sequence.sequence_id returning * into made;
  insert into public.sequence_emails (sequence_id, position, delay_days, subject, preview_text, body, active)
  select made.id, e.position, e.delay_days, e.subject, e.preview_text, e.body, e.active from public.sequence_emails e where e.sequence_id = duplicate_sequence.sequence_id;
  insert into public.sequence_variants (sequence_email_id, share, subject, preview_text, body, active)
  select n.id, v.share, v.subject, v.preview_text, v.body, v.active from public.sequence_variants v
  join public.sequence_emails e on e.id = v.sequence_email_id and e.sequence_id = duplicate_sequence.sequence_id
  join public.sequence_emails n on n.sequence_id = made.id and n.position = e.position order by v.created_at, v.id;
  insert into public.sequence_senders (sequence_id, sender_id) select made.id, s.sender_id from public.sequence_senders s where s.sequence_id = duplicate_sequence.sequence_id;
  return made;
end
$$;

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'private' and p.proname in ('lead_code', 'lead_block', 'gate_of', 'enrollment_gate', 'gate_code', 'sequence_room', 'sender_today', 'sender_block', 'sequence_block', 'claim_due_sends',
      'enrol', 'check_send', 'lead_departs', 'lead_returns', 'add_to_send_sums', 'send_fact', 'keep_send_sums', 'rebuild_send_sums', 'sends_between', 'outreach_funnel')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function private.gate_code(public.sequence_enrollments), private.enrol(uuid, uuid[], boolean), private.outreach_funnel(date, date, text, text) to authenticated;
grant execute on function private.claim_due_sends(integer, text) to service_role;

-- What was there before: of the mails that have no source yet, that of their lead.
alter table public.email_sends disable trigger user;
alter table public.sequence_enrollments disable trigger user;
alter table public.outreach_responses disable trigger user;
update public.email_sends s set source_id = l.source_id from public.leads l where l.id = s.lead_id and s.source_id is null and l.source_id is not null;
update public.email_sends s set source_id = d.source_id from private.departed_leads d, jsonb_array_elements_text(d.relations -> 'sends') v where s.id = v::bigint and s.lead_id is null and s.source_id is null and d.source_id is not null;
update public.sequence_enrollments e set source_id = d.source_id from private.departed_leads d, jsonb_array_elements_text(d.relations -> 'enrollments') v where e.id = v::uuid and e.lead_id is null and e.source_id is null and d.source_id is not null;
alter table public.email_sends enable trigger user;
update public.outreach_responses r set source_id = d.source_id from private.departed_leads d, jsonb_array_elements_text(d.relations -> 'replies') v where r.id = v::uuid and r.lead_id is null and r.source_id is null and d.source_id is not null;
alter table public.sequence_enrollments enable trigger user;
alter table public.outreach_responses enable trigger user;
select private.rebuild_send_sums();
