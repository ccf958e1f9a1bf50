-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.enrollment_gate(e sequence_enrollments, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.enrollment_gate(e sequence_enrollments, at timestamp with time zone) is 'What stands between one enrollment and its next mail, apart from caps and senders: {verdict, code, words, unblock, due_at, step}, where the verdict is due, waiting, blocked, reserved, sent or ended.';
