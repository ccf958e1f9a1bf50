-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_enrollment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
  sequence public.outreach_sequences;
  block jsonb;
begin
  if coalesce(private.context('door'), '') = 'merge' then
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
  if coalesce(private.context('door'), '') = 'enrol' then
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
$function$;

comment on function private.check_enrollment() is 'Trigger: only leads that may be mailed are enrolled.';
