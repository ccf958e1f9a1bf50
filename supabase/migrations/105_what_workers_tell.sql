-- What workers tell late, twice or oddly. An enrollment whose lead may not be mailed can be paused: a claim that met one,
-- since its source asks for consent, could not, and failed for everybody. A mail that is told sent after it was told failed
-- has left: nobody gets it again. A reply is kept however long it is, and once. What is no figure is refused in words.

create or replace function private.check_enrollment() returns trigger
language plpgsql
 security definer set search_path = '' as $$
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

create or replace function private.report_send(send_id bigint, event text, at timestamp with time zone, provider_id text, detail text) returns jsonb
language plpgsql
 security definer set search_path = '' as $$
declare
  send public.email_sends;
  e public.sequence_enrollments;
  sequence public.outreach_sequences;
  lead public.leads;
  moment timestamptz;
  order_of constant jsonb := '{"queued": 0, "failed": 1, "skipped": 1, "sent": 1, "delivered": 2, "opened": 3, "clicked": 4, "bounced": 5, "complained": 6}';
  next_state text;
  most integer;
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
    raise exception 'There is no such mail.' using errcode = 'P0002';
  end if;
  moment := greatest(least(coalesce(at, now()), clock_timestamp()), send.queued_at);
  if event = 'sending' then
    return jsonb_build_object('id', send.id, 'state', send.state, 'go', send.state = 'queued', 'why', send.reason);
  end if;
  if send.state = 'failed' and event <> 'failed' then
    -- It left after all. Whom it must not have gone to any more is told below.
    update public.email_sends s set state = 'queued', reason = null, failed_at = null where s.id = send.id returning s.* into send;
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
    -- Somebody complains of it all the same: that counts, whatever became of the mail.
    insert into public.outreach_suppressions (email, reason, source)
    values (send.to_email, case event when 'bounced' then 'hard_bounce' else 'complained' end, case event when 'bounced' then 'mail server' else 'feedback loop' end)
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
    -- What passes once does not pass for ever.
    select q.soft_bounce_limit into most from public.outreach_sequences q where q.id = send.sequence_id;
    if (select count(*) from public.email_sends s where s.lead_id = send.lead_id and s.state = 'bounced') >= coalesce(most, 3) then
      update public.sequence_enrollments x set state = 'bounced', stop_reason = format('%s emails bounced', coalesce(most, 3)) where x.lead_id = send.lead_id and x.state in ('active', 'paused');
    end if;
    perform private.watch_health(send);
  end if;
  return jsonb_build_object('id', send.id, 'state', send.state, 'accepted', true);
end
$$;

create or replace function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) returns outreach_responses
language plpgsql
 security definer set search_path = '' as $$
declare
  person uuid := lead_id;
  response public.outreach_responses;
  moment timestamptz := case when isfinite(at) then least(at, now()) else now() end;
  -- Longer than is kept: what counts stands before what they quote.
  words constant text := case when char_length(body) > 20000 then left(body, 19990) || E'\n[…]' else body end;
  back constant date := case when back_on is not null then least(back_on, (now() + interval '2 years')::date) end;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may record a reply.' using errcode = '42501';
  end if;
  perform private.need(coalesce(intent, 'other') in ('interested', 'question', 'later', 'not_interested', 'unsubscribe', 'out_of_office', 'other'),
      'The intent is one of: interested, question, later, not_interested, unsubscribe, out_of_office, other.', 'intent'),
    private.need(coalesce(sentiment, 'neutral') in ('positive', 'neutral', 'negative'), 'The sentiment is one of: positive, neutral, negative.', 'sentiment'),
    private.need(coalesce(channel, 'email') in ('email', 'phone', 'social'), 'The channel is one of: email, phone, social.', 'channel');
  person := coalesce(person, (select s.lead_id from public.email_sends s where s.id = send_id),
    (select k.lead_id from private.lead_keys k where k.key = 'mail:' || private.mail_key(from_email) limit 1));
  if person is null then
    raise exception 'Nobody knows whose reply this is.' using errcode = 'P0002';
  end if;
  perform from public.leads l where l.id = person for no key update;
  -- Told twice, as when the answer to the first was lost: it is one.
  select * into response from public.outreach_responses r
  where r.lead_id = person and r.channel = coalesce(record_response.channel, 'email') and r.body = words and r.intent = coalesce(record_response.intent, 'other')
    and r.email_send_id is not distinct from send_id and r.received_at between moment - interval '2 minutes' and moment + interval '2 minutes'
  order by r.received_at limit 1;
  if found then
    return response;
  end if;
  insert into public.outreach_responses (lead_id, email_send_id, channel, subject, body, intent, sentiment, received_at)
  values (person, send_id, coalesce(channel, 'email'), left(subject, 300), words, coalesce(intent, 'other'), coalesce(sentiment, 'neutral'), moment)
  returning * into response;
  if response.intent = 'out_of_office' then
    update public.sequence_enrollments e set next_send_at = greatest(e.next_send_at,
      coalesce((back + 1)::timestamptz, now() + (select q.away_days from public.outreach_sequences q where q.id = e.sequence_id) * interval '1 day'))
    where e.lead_id = person and e.state = 'active' and e.next_send_at is not null;
  end if;
  if response.intent = 'later' then
    update public.leads l set follow_up_on = coalesce(case when back is not null then greatest(back, now()::date) end, (now() + interval '30 days')::date), follow_up_note = coalesce(l.follow_up_note, 'Wrote that they would rather hear from us later')
    where l.id = person and (l.follow_up_on is null or l.follow_up_on < now()::date or back_on is not null);
  end if;
  return response;
end
$$;

create or replace function private.note_run_figures(run_id uuid, figures jsonb, line text, level text) returns scrape_runs
language plpgsql
 security definer set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  if figures is not null and (jsonb_typeof(figures) <> 'object' or exists (select from jsonb_each(figures) f
    where f.key not in ('pages', 'found', 'new_leads', 'duplicates', 'errors') or f.value <> 'null' and not (f.value #>> '{}' ~ '^[0-9]{1,9}$'))) then
    raise exception 'Figures are whole numbers from 0 on: pages, found, new_leads, duplicates, errors.' using errcode = '22023';
  elsif coalesce(level, 'info') not in ('debug', 'info', 'warning', 'error') then
    raise exception 'A line is debug, info, warning or error.' using errcode = '22023';
  end if;
  select * into run from public.scrape_runs r where r.id = run_id for update;
  if not found then
    raise exception 'This run does not exist.' using errcode = 'P0002';
  elsif run.state <> 'running' then
    raise exception 'This run is % and takes nothing more.', run.state using errcode = 'PT409';
  end if;
  update public.scrape_runs r set heartbeat_at = clock_timestamp(),
    pages = coalesce((figures ->> 'pages')::integer, r.pages), found = coalesce((figures ->> 'found')::integer, r.found),
    new_leads = coalesce((figures ->> 'new_leads')::integer, r.new_leads), duplicates = coalesce((figures ->> 'duplicates')::integer, r.duplicates),
    errors = coalesce((figures ->> 'errors')::integer, r.errors),
    log = case when line is null or jsonb_array_length(r.log) >= 2000 then r.log
      else r.log || jsonb_build_object('at', clock_timestamp(), 'level', coalesce(level, 'info'), 'text', left(line, 1000)) end
  where r.id = run_id returning r.* into run;
  return run;
end
$$;

create or replace function private.finish_run(run_id uuid, outcome text, figures jsonb, error_kind text, error_message text, cost_minor bigint, currency text) returns scrape_runs
language plpgsql
 security definer set search_path = '' as $$
declare
  run public.scrape_runs;
begin
  if outcome is null or outcome not in ('succeeded', 'partial', 'failed') then
    raise exception 'A run ends as succeeded, partial or failed.' using errcode = '22023';
  elsif (cost_minor is null) <> (currency is null) then
    raise exception 'A cost has an amount and a currency.' using errcode = '23514';
  elsif cost_minor < 0 or not exists (select from public.currencies c where c.code = finish_run.currency) and currency is not null then
    raise exception 'A cost is an amount from 0 on, in a currency that is in use here.' using errcode = '23514';
  end if;
  run := private.note_run_figures(run_id, figures, error_message, case outcome when 'failed' then 'error' else 'warning' end);
  update public.scrape_runs r set state = outcome, error_kind = left(finish_run.error_kind, 80), error_message = coalesce(left(nullif(btrim(finish_run.error_message), ''), 2000), case when outcome = 'failed' then 'The worker gave no reason' end),
    cost_minor = finish_run.cost_minor, currency = finish_run.currency
  where r.id = run_id returning r.* into run;
  return run;
end
$$;

