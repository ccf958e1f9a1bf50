-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.gate_of(e sequence_enrollments, at timestamp with time zone, OUT code text, OUT step integer, OUT step_id uuid, OUT country text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if e.state not in ('active', 'paused') then
    code := case e.state when 'completed' then 'sent' else 'ended' end;
    return;
  end if;
  select m.position, m.id, l.country, coalesce(private.lead_code(l, r.lawful_basis), case
      when e.state = 'paused' then 'paused'
      when h.reserved then 'reserved'
      when m.id is null then 'sent'
      when q.state <> 'active' then 'sequence_' || q.state
      when e.next_send_at is null or e.next_send_at > at then 'not_yet'
      else 'ready' end)
    into step, step_id, country, code
  from public.outreach_sequences q left join public.leads l on l.id = e.lead_id left join public.lead_sources r on r.id = l.source_id
  cross join lateral (
    select coalesce(bool_or(s.state = 'queued'), false) as reserved, coalesce(array_agg(s.sequence_email_id) filter (where s.state not in ('skipped', 'failed') and s.sequence_email_id is not null), '{}') as had
    from public.email_sends s where s.enrollment_id = e.id) h
  left join lateral (
    select x.position, x.id from public.sequence_emails x
    where x.sequence_id = e.sequence_id and x.active and x.position > e.current_step and x.id <> all (h.had)
    order by x.position limit 1) m on true
  where q.id = e.sequence_id;
end
$function$;

comment on function private.gate_of(e sequence_enrollments, at timestamp with time zone, OUT code text, OUT step integer, OUT step_id uuid, OUT country text) is 'Where an enrollment stands at a moment, before caps, hours and senders: a code (`ready` where nothing stands against its mail), the next step with its id, and the lead''s country.';
