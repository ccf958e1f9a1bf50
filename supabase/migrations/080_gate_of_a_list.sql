-- 079 gate_of_a_list
-- What a sequence and its senders may still send is counted once for a whole list of enrollments, not for each.

-- The gate without the caps: what of an enrollment would be due if its sequence may send.
create or replace function private.enrollment_gate(e public.sequence_enrollments, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  lead public.leads;
  sequence public.outreach_sequences;
  step public.sequence_emails;
  block jsonb;
  opening timestamptz;
begin
  if e.state = 'completed' then
    return jsonb_build_object('verdict', 'sent', 'words', 'All emails of the sequence were sent.');
  elsif e.state not in ('active', 'paused') then
    return jsonb_build_object('verdict', 'ended', 'code', e.state, 'words', coalesce(e.stop_reason, 'The enrollment ended: ' || e.state || '.'));
  end if;
  select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
  select * into lead from public.leads l where l.id = e.lead_id;
  block := private.lead_block(lead);
  if block is not null then
    return block || '{"verdict": "blocked"}';
  end if;
  if e.state = 'paused' then
    return jsonb_build_object('verdict', 'blocked', 'code', 'paused', 'words', 'The enrollment is paused.', 'unblock', 'Resume it.');
  end if;
  if exists (select from public.email_sends s where s.enrollment_id = e.id and s.state = 'queued') then
    return jsonb_build_object('verdict', 'reserved', 'code', 'reserved', 'words', 'A worker has the email and has not told yet what became of it.', 'unblock', 'It is decided within the hour.');
  end if;
  select * into step from public.sequence_emails m
  where m.sequence_id = e.sequence_id and m.active and m.position > e.current_step
    and not exists (select from public.email_sends s where s.enrollment_id = e.id and s.sequence_email_id = m.id and s.state not in ('skipped', 'failed'))
  order by m.position limit 1;
  if step.id is null then
    return jsonb_build_object('verdict', 'sent', 'words', 'All emails of the sequence were sent.');
  end if;
  block := case when sequence.state <> 'active' then private.sequence_block(sequence, at) end;
  if block is not null then
    return block || '{"verdict": "blocked"}';
  end if;
  if e.next_send_at is null or e.next_send_at > at then
    return jsonb_build_object('verdict', 'waiting', 'code', 'not_yet', 'due_at', e.next_send_at, 'step', step.position, 'words', 'The next email is not due yet.', 'unblock', 'It goes by itself.');
  end if;
  opening := private.next_opening(sequence, private.lead_zone(lead.country, sequence.time_zone), at);
  if opening > at then
    return jsonb_build_object('verdict', 'waiting', 'code', 'window', 'due_at', opening, 'step', step.position,
      'words', 'It is outside the hours in which the sequence sends where the lead lives.', 'unblock', 'It goes by itself.');
  end if;
  return jsonb_build_object('verdict', 'due', 'due_at', e.next_send_at, 'step', step.position, 'step_id', step.id, 'words', 'It is due now: the next worker takes it.');
end
$$;
create or replace function private.send_gate(e public.sequence_enrollments, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  gate jsonb := private.enrollment_gate(e, at);
  block jsonb;
begin
  if gate ->> 'verdict' = 'due' then
    block := private.sequence_block((select s from public.outreach_sequences s where s.id = e.sequence_id), at);
  end if;
  return coalesce(block || '{"verdict": "blocked"}', gate);
end
$$;
comment on function private.send_gate(public.sequence_enrollments, timestamptz) is 'Whether the next mail of an enrollment may go at this moment, and if not, why. What claims ask and what why_not_sent answers.';
create or replace function private.gate_code(e public.sequence_enrollments) returns text
language plpgsql stable security definer set search_path = '' cost 10000 as $$
declare
  gate jsonb;
  place constant text := 'app.gate_' || replace(e.sequence_id::text, '-', '');
  -- Of this statement only, and of these mails: the next may find others sent.
  moment constant text := statement_timestamp()::text || ' ' || coalesce((select max(s.id) from public.email_sends s), 0);
  kept text[];
begin
  if not (select private.has_role('growth')) then
    return null;
  elsif e.state not in ('active', 'paused') then
    return case e.state when 'completed' then 'sent' else 'ended' end;
  end if;
  gate := private.enrollment_gate(e, now());
  if gate ->> 'verdict' is distinct from 'due' then
    return coalesce(gate ->> 'code', gate ->> 'verdict');
  end if;
  kept := string_to_array(current_setting(place, true), '|');
  if kept[1] is distinct from moment then
    kept := array[moment, coalesce(private.sequence_block((select s from public.outreach_sequences s where s.id = e.sequence_id), now()) ->> 'code', 'due')];
    perform set_config(place, array_to_string(kept, '|'), true);
  end if;
  return kept[2];
end
$$;
revoke all on function private.enrollment_gate(public.sequence_enrollments, timestamptz) from public, anon, authenticated, service_role;
