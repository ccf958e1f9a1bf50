-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.report_send(send_id bigint, event text, at timestamp with time zone, provider_id text, detail text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  send public.email_sends;
  e public.sequence_enrollments;
  sequence public.outreach_sequences;
  lead public.leads;
  moment timestamptz;
  order_of constant jsonb := '{"queued": 0, "failed": 1, "skipped": 1, "sent": 1, "delivered": 2, "opened": 3, "clicked": 4, "bounced": 5, "complained": 6}';
  next_state text;
  most integer;
  why text;
  -- The name that the mail server gave it; one that another mail has says nothing of this one.
  its_id text := nullif(left(btrim(provider_id), 200), '');
begin
  if exists (select from public.email_sends s where s.message_id = its_id and s.id <> send_id) then
    its_id := null;
  end if;
  if event is null or event not in ('sending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'failed') then
    raise exception 'Tell one of: sending, sent, delivered, opened, clicked, bounced, complained, failed.' using errcode = '22023';
  end if;
  -- The lead first, as everybody who suppresses does.
  select l.* into lead from public.leads l join public.email_sends s on s.lead_id = l.id where s.id = send_id for no key update of l;
  select * into send from public.email_sends s where s.id = send_id for update;
  if send.id is null then
    raise exception 'There is no such mail.' using errcode = 'PT404';
  end if;
  moment := greatest(least(coalesce(at, now()), clock_timestamp()), send.queued_at);
  if event = 'sending' then
    if send.state = 'queued' then
      select * into e from public.sequence_enrollments x where x.id = send.enrollment_id for no key update;
      select * into sequence from public.outreach_sequences s where s.id = send.sequence_id;
      -- What was so when it was claimed may not be so any more.
      why := case
        when private.lead_code(lead, (select r.lawful_basis from public.lead_sources r where r.id = lead.source_id)) is not null
          then (case when lead.id is null then private.lead_block(null) else private.lead_block(lead) end) ->> 'words'
        when lead.email <> send.to_email then 'The lead has another address by now.'
        when e.id is null or e.state not in ('active', 'paused') then 'The enrollment has ended.'
        when e.state = 'paused' then 'The enrollment is paused.'
        when sequence.id is null or sequence.state <> 'active' then format('The sequence is %s.', coalesce(sequence.state, 'gone'))
        when not exists (select from public.outreach_senders s where s.id = send.sender_id and s.state = 'active') then 'The sender is paused.' end;
      if why is not null then
        update public.email_sends s set state = 'skipped', reason = left(why, 300) where s.id = send.id returning s.* into send;
        -- Its step is due again as soon as nothing stands against it.
        update public.sequence_enrollments x set next_send_at = now() where x.id = e.id and x.state in ('active', 'paused') and x.next_send_at is null;
      end if;
    end if;
    return jsonb_build_object('id', send.id, 'state', send.state, 'go', send.state = 'queued', 'why', send.reason);
  end if;
  if send.state = 'failed' and event = 'failed' then
    return jsonb_build_object('id', send.id, 'state', 'failed', 'accepted', true);
  end if;
  if send.state = 'failed' and event <> 'failed' then
    -- It left after all. Whom it must not have gone to any more is told below.
    update public.email_sends s set state = 'queued', reason = null, failed_at = null where s.id = send.id returning s.* into send;
  end if;
  -- Suppressed by a key that nothing of this lead was looked through for, as when somebody else with its phone was erased.
  if send.state = 'queued' and event <> 'failed' and (private.is_suppressed(send.to_email) or lead.id is not null and private.is_lead_suppressed(lead)) then
    update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.id = send.id returning s.* into send;
  end if;
  if send.state = 'skipped' or send.state = 'failed' then
    if event = 'sent' and send.state = 'skipped' then
      update public.email_sends s set reason = left(coalesce(s.reason, '') || '; the worker says that it had left already', 300)
      where s.id = send.id and s.reason not like '%had left already' returning s.* into send;
    end if;
    if event not in ('bounced', 'complained') then
      return jsonb_build_object('id', send_id, 'state', (select s.state from public.email_sends s where s.id = send_id), 'accepted', false,
        'why', 'This mail was taken back before it was told sent.');
    end if;
    -- Somebody complains of it all the same: that counts, whatever became of the mail. Of the erased nothing is kept.
    insert into public.outreach_suppressions (email, reason, source)
    select send.to_email, case event when 'bounced' then 'hard_bounce' else 'complained' end, case event when 'bounced' then 'mail server' else 'feedback loop' end
    where send.to_email <> 'erased@erased.invalid' and not (event = 'bounced' and coalesce(private.passes(detail), false))
    on conflict do nothing;
    return jsonb_build_object('id', send_id, 'state', send.state, 'accepted', true);
  end if;
  if event = 'failed' then
    if send.state <> 'queued' then
      return jsonb_build_object('id', send.id, 'state', send.state, 'accepted', false, 'why', 'This mail was told sent.');
    end if;
    update public.email_sends s set state = 'failed', reason = left(coalesce(nullif(btrim(detail), ''), 'The worker gave no reason'), 300), failed_at = moment where s.id = send.id;
    if (select count(*) from public.email_sends s where s.enrollment_id = send.enrollment_id and s.sequence_email_id = send.sequence_email_id and s.state = 'failed') >= 3 then
      update public.sequence_enrollments x set state = 'paused', stop_reason = 'The email failed three times' where x.id = send.enrollment_id and x.state = 'active';
    else
      update public.sequence_enrollments x set next_send_at = now() + interval '1 hour' where x.id = send.enrollment_id and x.state = 'active';
    end if;
    return jsonb_build_object('id', send.id, 'state', 'failed', 'accepted', true);
  end if;
  if send.state = 'queued' then
    -- Whatever is told of it first: it has left.
    update public.email_sends s set state = 'sent', sent_at = moment, message_id = coalesce(s.message_id, its_id) where s.id = send.id returning s.* into send;
    select * into e from public.sequence_enrollments x where x.id = send.enrollment_id for no key update;
    select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
    update public.email_sends s set state = 'skipped', reason = 'The same email had left already'
    where s.enrollment_id = e.id and s.sequence_email_id = send.sequence_email_id and s.state = 'queued' and s.id <> send.id;
    -- Held up only since nobody knew whether it had left.
    if e.state = 'paused' and e.stop_reason in ('A worker never told what became of an email: it may have been sent', 'The email failed three times')
      and private.lead_block(lead) is null and sequence.state in ('active', 'paused') then
      update public.sequence_enrollments x set state = 'active', stop_reason = null where x.id = e.id returning x.* into e;
    end if;
    if e.state in ('active', 'paused') then
      update public.sequence_enrollments x set current_step = greatest(x.current_step, send.step),
        next_send_at = case when x.state = 'active' then private.due_after(sequence, send.step, lead.country, moment) end where x.id = e.id;
      if not exists (select from public.sequence_emails m where m.sequence_id = e.sequence_id and m.active and m.position > send.step) then
        update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
      end if;
    end if;
    update public.leads l set state = 'contacted' where l.id = lead.id and l.state in ('new', 'qualified');
    update public.leads l set contacted_at = coalesce(l.contacted_at, moment), notice_given_at = coalesce(l.notice_given_at, moment) where l.id = lead.id;
  end if;
  if event in ('bounced', 'complained') and coalesce(btrim(detail), '') = '' then
    detail := case event when 'bounced' then 'Bounced, no reason given' else 'Complained, no reason given' end;
  end if;
  next_state := case when (order_of ->> event)::integer > (order_of ->> send.state)::integer and not (event = 'bounced' and send.state in ('opened', 'clicked')) then event else send.state end;
  update public.email_sends s set
    state = next_state,
    message_id = coalesce(s.message_id, its_id),
    reason = case when event in ('bounced', 'complained') then left(detail, 300) else s.reason end,
    delivered_at = case when event = 'delivered' then coalesce(s.delivered_at, moment) else s.delivered_at end,
    opened_at = case when event = 'opened' then coalesce(s.opened_at, moment) else s.opened_at end,
    clicked_at = case when event = 'clicked' then coalesce(s.clicked_at, moment) else s.clicked_at end,
    failed_at = case when event = 'bounced' then coalesce(s.failed_at, moment) else s.failed_at end
  where s.id = send.id returning s.* into send;
  if event in ('bounced', 'complained') then
    -- A program may have opened it before it came back.
    insert into public.outreach_suppressions (email, reason, source)
    select send.to_email, 'hard_bounce', 'mail server'
    where event = 'bounced' and send.state <> 'bounced' and not private.passes(detail) and send.to_email <> 'erased@erased.invalid'
    on conflict do nothing;
    -- What passes once does not pass for ever.
    select q.soft_bounce_limit into most from public.outreach_sequences q where q.id = send.sequence_id;
    if (select count(*) from public.email_sends s where s.lead_id = send.lead_id and s.state = 'bounced') >= coalesce(most, 3) then
      update public.sequence_enrollments x set state = 'bounced', stop_reason = format('%s emails bounced', coalesce(most, 3)) where x.lead_id = send.lead_id and x.state in ('active', 'paused');
    end if;
    perform private.watch_health(send);
  end if;
  return jsonb_build_object('id', send.id, 'state', send.state, 'accepted', true);
end
$function$;

comment on function private.report_send(send_id bigint, event text, at timestamp with time zone, provider_id text, detail text) is 'Keeps what became of a mail, in order whatever order it is told in, and answers whether it may go. Behind the public function of its name.';

grant execute on function private.report_send(send_id bigint, event text, at timestamp with time zone, provider_id text, detail text) to service_role;
