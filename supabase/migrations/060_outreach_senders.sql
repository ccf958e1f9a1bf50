-- 052 outreach_senders
-- A sequence may write from several addresses; how many bounces that pass are enough, how long an absence note without a
-- day delays, and whether an answer speaks for a whole company are settings of the sequence.

alter table public.outreach_sequences
  add column if not exists soft_bounce_limit integer not null default 3 check (soft_bounce_limit between 1 and 20),
  add column if not exists away_days integer not null default 7 check (away_days between 1 and 90),
  add column if not exists stop_company boolean not null default false;
comment on column public.outreach_sequences.soft_bounce_limit is 'After so many bounces that pass, the lead gets no more.';
comment on column public.outreach_sequences.away_days is 'How many days an absence note delays that names no day.';
comment on column public.outreach_sequences.stop_company is 'Whether an answer, an objection or a conversion ends it for everybody with an address of the same domain too.';
grant insert (soft_bounce_limit, away_days, stop_company) on public.outreach_sequences to authenticated;
grant update (soft_bounce_limit, away_days, stop_company) on public.outreach_sequences to authenticated;

create table if not exists public.sequence_senders (
  id uuid primary key default gen_random_uuid(),
  sequence_id uuid not null references public.outreach_sequences (id) on delete cascade,
  sender_id uuid not null references public.outreach_senders (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (sequence_id, sender_id)
);
comment on table public.sequence_senders is 'The addresses that a sequence writes from beside its own. Mails of one lead come from one address as long as that may send.';
create index if not exists sequence_senders_sender_idx on public.sequence_senders (sender_id);
create index if not exists sequence_senders_created_idx on public.sequence_senders (created_at desc, id desc);
alter table public.sequence_senders enable row level security;
revoke all on public.sequence_senders from anon, authenticated, service_role;
grant select on public.sequence_senders to authenticated, service_role;
grant insert (id, sequence_id, sender_id) on public.sequence_senders to authenticated;
grant delete on public.sequence_senders to authenticated;
drop policy if exists "sequence_senders select" on public.sequence_senders;
create policy "sequence_senders select" on public.sequence_senders for select to authenticated using ((select private.has_role('growth')));
drop policy if exists "sequence_senders insert" on public.sequence_senders;
create policy "sequence_senders insert" on public.sequence_senders for insert to authenticated with check ((select private.has_role('growth')));
drop policy if exists "sequence_senders delete" on public.sequence_senders;
create policy "sequence_senders delete" on public.sequence_senders for delete to authenticated using ((select private.has_role('growth')));
create or replace trigger touch before update on public.sequence_senders for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.sequence_senders for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('sequence_senders', '{growth}') on conflict do nothing;

-- Why a sender may not mail at this moment; null where it may.
create or replace function private.sender_block(sender public.outreach_senders, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  sent integer;
  cap integer;
  latest timestamptz;
begin
  if sender.state is distinct from 'active' then
    return jsonb_build_object('code', 'sender_paused', 'words', coalesce(format('The sender %s is %s. %s', sender.email, sender.state, sender.pause_reason), 'The sequence has no sender.'),
      'unblock', 'Activate the sender, or give the sequence another.');
  end if;
  cap := least(sender.daily_cap, case when sender.ramp_start is not null
    then sender.ramp_start + sender.ramp_step * coalesce((at::date - sender.first_used_at::date), 0) end);
  select count(*) filter (where s.queued_at >= date_trunc('day', at, 'UTC')), max(s.queued_at) into sent, latest from public.email_sends s
  where s.sender_id = sender.id and s.queued_at >= date_trunc('day', at, 'UTC') - interval '1 day' and s.state <> 'skipped';
  if sent >= cap then
    return jsonb_build_object('code', 'sender_cap', 'words', format('The sender %s has mailed its %s of today.', sender.email, cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', date_trunc('day', at, 'UTC') + interval '1 day');
  elsif sender.min_gap_seconds > 0 and latest + sender.min_gap_seconds * interval '1 second' > at then
    return jsonb_build_object('code', 'sender_gap', 'words', format('The sender %s mails once in %s seconds.', sender.email, sender.min_gap_seconds),
      'unblock', 'It goes on by itself.', 'due_at', latest + sender.min_gap_seconds * interval '1 second');
  end if;
  return null;
end
$$;

create or replace function private.senders_of(sequence public.outreach_sequences) returns setof public.outreach_senders
language sql stable security definer set search_path = '' as $$
  select * from public.outreach_senders s where s.email = sequence.from_email
  union
  select s.* from public.sequence_senders x join public.outreach_senders s on s.id = x.sender_id where x.sequence_id = sequence.id
$$;

-- Who mails next: whoever wrote to this lead before, else whoever has written least today.
create or replace function private.pick_sender(sequence public.outreach_sequences, at timestamptz, enrollment uuid) returns public.outreach_senders
language sql stable security definer set search_path = '' as $$
  select s.* from private.senders_of(sequence) s where private.sender_block(s, at) is null
  order by s.id = (select m.sender_id from public.email_sends m where m.enrollment_id = enrollment and m.sender_id is not null order by m.queued_at desc limit 1) desc nulls last,
    (select count(*) from public.email_sends m where m.sender_id = s.id and m.queued_at >= date_trunc('day', at, 'UTC') and m.state <> 'skipped'), s.email
  limit 1
$$;

create or replace function private.sequence_block(sequence public.outreach_sequences, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  today constant timestamptz := (at at time zone sequence.time_zone)::date::timestamp at time zone sequence.time_zone;
  sent integer;
  sender public.outreach_senders;
  block jsonb;
  first_block jsonb;
begin
  if sequence.state <> 'active' then
    return jsonb_build_object('code', 'sequence_' || sequence.state, 'words', format('The sequence is %s.', sequence.state),
      'unblock', case sequence.state when 'archived' then null else 'Activate the sequence.' end);
  end if;
  select count(*) into sent from public.email_sends s where s.sequence_id = sequence.id and s.queued_at >= today and s.state <> 'skipped';
  if sent >= sequence.daily_cap then
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

create or replace function private.sequence_problems(sequence public.outreach_sequences) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  problems jsonb := '[]';
  step public.sequence_emails;
  sender_state text;
  field record;
begin
  select s.state into sender_state from public.outreach_senders s where s.email = sequence.from_email;
  if not exists (select from public.sequence_emails e where e.sequence_id = sequence.id and e.active) then
    problems := problems || jsonb_build_object('code', 'no_step', 'words', 'Write at least one email before activating this sequence.');
  end if;
  if char_length(btrim(sequence.postal_address)) < 10 then
    problems := problems || jsonb_build_object('code', 'no_postal_address', 'words', 'Give the postal address that stands in every email.');
  end if;
  if sender_state is distinct from 'active'
    and not exists (select from public.sequence_senders x join public.outreach_senders s on s.id = x.sender_id where x.sequence_id = sequence.id and s.state = 'active') then
    problems := problems || jsonb_build_object('code', 'sender', 'words', format('The sender %s is %s.', sequence.from_email, coalesce(sender_state, 'not known')));
  end if;
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = sequence.time_zone) then
    problems := problems || jsonb_build_object('code', 'zone', 'words', format('There is no time zone "%s".', sequence.time_zone));
  end if;
  for step in select * from public.sequence_emails e where e.sequence_id = sequence.id and e.active order by e.position loop
    if private.visible_text(step.subject) = '' or private.visible_text(step.body) = '' then
      problems := problems || jsonb_build_object('code', 'empty', 'email', step.id, 'words', format('Email %s has no subject or no text.', step.position));
    end if;
    if step.body !~ '\{\{\s*unsubscribe_url\s*\}\}' then
      problems := problems || jsonb_build_object('code', 'no_unsubscribe', 'email', step.id,
        'words', format('Email %s has no link to unsubscribe: put {{unsubscribe_url}} into its text.', step.position));
    end if;
    for field in
      select distinct btrim(split_part(m[1], '|', 1)) as name, position('|' in m[1]) > 0 and btrim(split_part(m[1], '|', 2)) <> '' as has_fallback
      from regexp_matches(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{([^{}]*)\}\}', 'g') m
    loop
      if not exists (select from private.merge_fields f where f.name = field.name) then
        problems := problems || jsonb_build_object('code', 'unknown_field', 'email', step.id,
          'words', format('Email %s asks for {{%s}}, which is not a merge field.', step.position, field.name));
      elsif not field.has_fallback and exists (select from private.merge_fields f where f.name = field.name and f.of_lead) then
        problems := problems || jsonb_build_object('code', 'no_fallback', 'email', step.id, 'words',
          format('Email %s needs a fallback for {{%s}}, such as {{%2$s|there}}: %s of those enrolled would see it.', step.position, field.name,
            (select count(*) from public.sequence_enrollments e join public.leads l on l.id = e.lead_id
             where e.sequence_id = sequence.id and e.state in ('active', 'paused') and private.merge_value(field.name, l, sequence, null) is null)));
      end if;
    end loop;
    if regexp_replace(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{[^{}]*\}\}', '', 'g') ~ '\{\{|\}\}' then
      problems := problems || jsonb_build_object('code', 'braces', 'email', step.id, 'words', format('Email %s has braces that do not close.', step.position));
    end if;
  end loop;
  return problems;
end
$$;
create or replace function private.claim_due_sends(n integer, worker text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  moment timestamptz;
  sequence public.outreach_sequences;
  sender public.outreach_senders;
  e public.sequence_enrollments;
  lead public.leads;
  step public.sequence_emails;
  gate jsonb;
  token uuid;
  send public.email_sends;
  own_name text;
  claimed jsonb := '[]';
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
    exit when jsonb_array_length(claimed) >= n;
    moment := clock_timestamp();
    own_name := sequence.from_name;
    continue when private.sequence_block(sequence, moment) is not null;
    for e in
      select * from public.sequence_enrollments x where x.sequence_id = sequence.id and x.state = 'active' and x.next_send_at <= moment
      order by x.next_send_at, x.id limit (n - jsonb_array_length(claimed)) * 2 + 20 for no key update skip locked
    loop
      exit when jsonb_array_length(claimed) >= n;
      -- A lead that somebody is changing at this moment may be on the way to being suppressed: the next claim sees.
      select * into lead from public.leads l where l.id = e.lead_id for share skip locked;
      continue when not found;
      gate := private.send_gate(e, clock_timestamp());
      sequence.from_name := own_name;
      if gate ->> 'verdict' = 'due' then
        select * into step from public.sequence_emails m where m.id = (gate ->> 'step_id')::uuid;
        sender := private.pick_sender(sequence, clock_timestamp(), e.id);
        -- Who writes is who the mail says: the sequence's own name for its own address.
        if sender.email <> sequence.from_email then
          sequence.from_name := sender.name;
        end if;
        token := gen_random_uuid();
        insert into public.email_sends (lead_id, enrollment_id, sequence_email_id, sequence_id, sender_id, step, step_version, to_email, subject, body, worker, unsubscribe_token, queued_at)
        values (lead.id, e.id, step.id, sequence.id, sender.id, step.position, step.version, lead.email,
          left(coalesce(nullif(regexp_replace(private.render_mail(step.subject, lead, sequence, token), '\s+', ' ', 'g'), ''), '(no subject)'), 200),
          private.render_mail(step.body, lead, sequence, token)
            || case when step.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || sequence.postal_address end,
          btrim(worker), token, clock_timestamp())
        returning * into send;
        if send.state <> 'queued' then
          continue;
        end if;
        update public.sequence_enrollments x set next_send_at = null where x.id = e.id;
        if sender.first_used_at is null then
          update public.outreach_senders s set first_used_at = now() where s.id = sender.id;
        end if;
        claimed := claimed || jsonb_build_object('id', send.id, 'enrollment_id', e.id, 'lead_id', lead.id, 'sequence_id', sequence.id, 'step', step.position,
          'step_version', step.version, 'to_email', send.to_email, 'from_name', sequence.from_name, 'from_email', sender.email, 'reply_to', sequence.reply_to,
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
      elsif gate ->> 'code' in ('sequence_cap', 'sender_cap', 'sender_gap', 'sender_paused') then
        exit;
      end if;
    end loop;
  end loop;
  return claimed;
end
$$;
create or replace function private.report_send(send_id bigint, event text, at timestamptz, provider_id text, detail text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  send public.email_sends;
  e public.sequence_enrollments;
  sequence public.outreach_sequences;
  lead public.leads;
  moment timestamptz;
  order_of constant jsonb := '{"queued": 0, "failed": 1, "skipped": 1, "sent": 1, "delivered": 2, "opened": 3, "clicked": 4, "bounced": 5, "complained": 6}';
  next_state text;
  most integer;
begin
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
    update public.email_sends s set state = 'sent', sent_at = moment, message_id = coalesce(s.message_id, left(provider_id, 200)) where s.id = send.id returning s.* into send;
    select * into e from public.sequence_enrollments x where x.id = send.enrollment_id for no key update;
    select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
    if e.state = 'active' then
      update public.sequence_enrollments x set current_step = greatest(x.current_step, send.step),
        next_send_at = private.due_after(sequence, send.step, lead.country, moment) where x.id = e.id;
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
create or replace function private.record_response(
  lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamptz, back_on date
) returns public.outreach_responses
language plpgsql security definer set search_path = '' as $$
declare
  person uuid := lead_id;
  response public.outreach_responses;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may record a reply.' using errcode = '42501';
  end if;
  person := coalesce(person, (select s.lead_id from public.email_sends s where s.id = send_id),
    (select k.lead_id from private.lead_keys k where k.key = 'mail:' || private.mail_key(from_email) limit 1));
  if person is null then
    raise exception 'Nobody knows whose reply this is.' using errcode = 'P0002';
  end if;
  perform from public.leads l where l.id = person for no key update;
  insert into public.outreach_responses (lead_id, email_send_id, channel, subject, body, intent, sentiment, received_at)
  values (person, send_id, coalesce(channel, 'email'), subject, body, coalesce(intent, 'other'), coalesce(sentiment, 'neutral'), least(coalesce(at, now()), now()))
  returning * into response;
  if response.intent = 'out_of_office' then
    update public.sequence_enrollments e set next_send_at = greatest(e.next_send_at,
      coalesce((back_on + 1)::timestamptz, now() + (select q.away_days from public.outreach_sequences q where q.id = e.sequence_id) * interval '1 day'))
    where e.lead_id = person and e.state = 'active' and e.next_send_at is not null;
  end if;
  if response.intent = 'later' then
    update public.leads l set follow_up_on = coalesce(back_on, (now() + interval '30 days')::date), follow_up_note = coalesce(l.follow_up_note, 'Wrote that they would rather hear from us later')
    where l.id = person and (l.follow_up_on is null or l.follow_up_on < now()::date or back_on is not null);
  end if;
  return response;
end
$$;

-- ---------------------------------------------------------------------------------------
-- An answer for a whole company

create or replace function private.stop_company() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  domain text;
begin
  if not (select s.stop_company from public.outreach_sequences s where s.id = new.sequence_id) then
    return null;
  end if;
  select split_part(l.email, '@', 2) into domain from public.leads l where l.id = new.lead_id;
  -- Whoever shares a mail provider shares no company.
  if coalesce(domain, '') = '' or exists (select from private.mail_providers p where p.domain = split_part((select l.email from public.leads l where l.id = new.lead_id), '@', 2)) then
    return null;
  end if;
  update public.sequence_enrollments e set state = 'stopped', stop_reason = 'Somebody of the same company answered'
  from public.leads l
  where l.id = e.lead_id and e.sequence_id = new.sequence_id and e.id <> new.id and e.state in ('active', 'paused')
    and l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(domain);
  return null;
end
$$;
create or replace trigger stop_company after update of state on public.sequence_enrollments
  for each row when (new.state <> old.state and (new.state in ('replied', 'unsubscribed')
    or new.state = 'stopped' and new.stop_reason in ('Complained about the mail', 'The lead objected', 'The lead is converted', 'Suppressed: objected', 'Suppressed: complained', 'Suppressed: legal')))
  execute function private.stop_company();

-- A reply that is read as "later" sets the day on which to come back, where none is set.
create or replace function private.note_later() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.leads l set follow_up_on = (now() + interval '30 days')::date, follow_up_note = 'Wrote that they would rather hear from us later'
  where l.id = new.lead_id and l.follow_up_on is null;
  return null;
end
$$;
create or replace trigger note_later after update of intent on public.outreach_responses
  for each row when (new.intent = 'later' and old.intent <> 'later') execute function private.note_later();

-- A source that is let in anew, or was there before anybody asked, waits for its review: found by this.
create index if not exists lead_sources_terms_idx on public.lead_sources (terms_state) where terms_state = 'unreviewed';

-- Senders can be switched off for good, and on again after they paused by themselves.
insert into public.state_transitions (table_name, from_state, to_state) values
  ('outreach_senders', '', 'active'), ('outreach_senders', 'active', 'paused'), ('outreach_senders', 'paused', 'active'),
  ('outreach_senders', 'active', 'retired'), ('outreach_senders', 'paused', 'retired')
  on conflict do nothing;
create or replace trigger transition before insert or update of state on public.outreach_senders
  for each row execute function private.enforce_transition();
create or replace function private.clear_pause() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.pause_reason := case when new.state = 'active' then null else coalesce(new.pause_reason, 'Paused by hand') end;
  return new;
end
$$;
create or replace trigger u_clear_pause before update of state on public.outreach_senders
  for each row when (new.state <> old.state) execute function private.clear_pause();

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'private' and p.proname in ('sender_block', 'senders_of', 'pick_sender', 'stop_company', 'note_later', 'clear_pause')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
