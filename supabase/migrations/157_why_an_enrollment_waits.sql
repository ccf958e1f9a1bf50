-- What was paused by itself said "The enrollment is paused" under Why, was counted nowhere, and kept its reason after it was resumed.

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
    return jsonb_build_object('verdict', 'blocked', 'code', 'paused',
      'words', coalesce('Paused: ' || lower(left(e.stop_reason, 1)) || rtrim(substr(e.stop_reason, 2), '.') || '.', 'The enrollment is paused.'),
      'unblock', case when exists (select from public.email_sends s where s.enrollment_id = e.id and s.sequence_email_id = gate.step_id and s.state = 'failed')
        then format('Resume it, and email %s is sent once more. Where it did arrive, stop the enrollment instead.', gate.step) else 'Resume it.' end);
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
  -- Why it was paused is over; the history keeps it.
  if tg_op = 'UPDATE' then
    new.stop_reason := null;
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

update public.sequence_enrollments set stop_reason = null where state = 'active' and stop_reason is not null;

create index if not exists sequence_enrollments_held_idx on public.sequence_enrollments (enrolled_at desc, id desc) where state = 'paused' and stop_reason is not null;
