-- What slipped through: signs that are letters to a reader were dropped as pictures, which left somebody else's address; and a
-- wish to be left alone was refused that came without words, or from an address that nobody knows.
create or replace function private.mail_address(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  -- What is neither a letter nor part of one: dashes, brackets and pictures beside an address, what is drawn around or under
  -- others, and what a wrong encoding leaves.
  signs constant text := '\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u0378\u0379\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u2010-\u205e\u20a0-\u20ff\u2190-\u2bff\u2e00-\u2e7f\u3001\u3003\u3008-\u3020\u3030\u303d\ue000-\uf8ff\ufd3e\ufd3f\ufdd0-\ufdef\ufe10-\ufe19\ufe30-\ufe6f\ufff9-\uffff\U000110bd\U000110cd\U00013430-\U0001345f\U0001f000-\U0001faff\U0001fffe\U0001ffff\U000f0000-\U0010ffff';
  sign text;
  kept text := '';
  quoted text := '';
  remark text := '';
  depth integer := 0;
  in_quotes boolean := false;
  escaped boolean := false;
  bracketed boolean := false;
  closed boolean := false;
  odd boolean := false;
  at integer;
  local_part text;
  domain text;
begin
  if shown is null or position('@' in shown) + position('%40' in shown) = 0 then
    return null;
  elsif written ~ '[\u2474-\u24b5\U0001f100-\U0001f129]'
    or written ~ '[\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff][^\s\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff]|[^\s\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff][\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff]' then
    -- A letter or number with its bracket, dot, ring or field in one sign is none of an address, but would be read as one, or dropped.
    return null;
  end if;
  if shown ~ '^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
    kept := shown;
  else
    -- As some programs write a link after its words: Ada <mailto:ada@…> or [mailto:ada@…].
    shown := regexp_replace(shown, '^.*[<\[]\s*((url:\s*)?mailto:[^<>\[\]]*)[>\]][\s;,.]*$', '\1', 'i');
    if shown ~* '^\W*(url:\s*)?mailto:' then
      -- Some write it as if it were the address of a page, mailto://.
      shown := regexp_replace(private.visible_text(private.percent_decoded(
        regexp_replace(regexp_replace(shown, '^(\W*)((url:\s*)?mailto:\s*)+', '\1', 'i'), '[?#][^>]*', ''))), '^([\s<]*)[\s/\\]+', '\1');
    end if;
    foreach sign in array regexp_split_to_array(shown, '') loop
      if escaped then
        escaped := false;
        if in_quotes then
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s"(),:;<>@\[\]\\]';
        end if;
      elsif sign = '\' and (in_quotes or depth > 0) then
        escaped := true;
      elsif in_quotes then
        if sign = '"' then
          in_quotes := false;
        else
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s(),:;<>@\[\]\\]';
        end if;
      elsif depth > 0 then
        depth := depth + case sign when '(' then 1 when ')' then -1 else 0 end;
        remark := remark || case when depth > 0 then sign else '' end;
      elsif sign = '"' then
        in_quotes := true;
      elsif sign = '(' then
        depth := 1;
      elsif sign = '<' then
        if bracketed then
          return null;
        end if;
        bracketed := true;
        kept := '';
        quoted := '';
        odd := false;
      elsif sign = '>' and bracketed and not closed then
        closed := true;
      elsif closed then
        if sign !~ '[\s;,.]' then
          return null;
        end if;
      else
        kept := kept || sign;
      end if;
    end loop;
    if in_quotes or depth > 0 then
      return null;
    elsif odd then
      -- The whole of it in quotes.
      return case when btrim(kept) = btrim(quoted) and position('"' in quoted) = 0 then private.mail_address(quoted) end;
    end if;
    kept := btrim(kept, ' ,;');
    if kept = '' and position('@' in remark) > 0 then
      return private.mail_address(remark);
    end if;
    kept := regexp_replace(kept, '^@[^:]*:', '');
    if kept <> '' and position(left(kept, 1) in wrapping) > 0 and position(right(kept, 1) in wrapping) > 0 then
      kept := btrim(kept, wrapping);
    end if;
    -- The sign with which tables keep a cell from being a formula, and half of a pair of quotation marks.
    kept := rtrim(ltrim(kept, '''‘’“”„‚«»‹› '), '''‘’“”„‚«»‹› ');
    if kept ~ '[^\x01-\x7f]' then
      -- The first is the mark of a file that was read in another encoding.
      kept := regexp_replace(replace(kept, 'ï»¿', ''), format('^[%1$s\s]+|[%1$s\s]+$|[\ufff9-\ufffb]', signs), '', 'g');
      -- Hyphens and apostrophes as a word processor sets them.
      kept := translate(kept, '‐‒–—−’‘', '-----''''');
      if kept ~ format('[%s]', signs) then
        return null;
      end if;
    end if;
    kept := regexp_replace(kept, '\s*([.@])\s*', '\1', 'g');
  end if;
  if position('@' in kept) = 0 then
    return null;
  end if;
  at := length(kept) - position('@' in reverse(kept)) + 1;
  -- As the keyboards of China and Japan write a dot.
  local_part := translate(normalize(private.lower_case(left(kept, at - 1)), NFKC), '。｡', '..');
  -- Quotation marks around the name alone.
  if local_part ~ '^[''`´‘’“”„]' and local_part ~ '[''`´‘’“”]$' then
    local_part := btrim(local_part, '''`´‘’“”„');
  end if;
  -- As a link writes it, once or twice; what is none stays as it is.
  local_part := replace(local_part, '%25', '%');
  if local_part ~ '%[0-9a-f]{2}' then
    quoted := private.visible_text(private.percent_decoded(local_part));
    if quoted <> '' and quoted !~ format('[\s@"(),:;<>\[\]\\%%%s]', signs) then
      local_part := normalize(private.lower_case(quoted), NFKC);
    end if;
  end if;
  domain := private.mail_domain(substr(kept, at + 1));
  -- The way by another server (ada%rules.test@relay.test, rules.test!ada@relay.test), and the beginnings of formulas, paths and lists.
  if local_part ~ '!|%[^%]+\.[^%.]|%[0-9a-f]{2}|^[=/#~*|^{}?&$]|[=/#~*|^{}?''`]$' then
    return null;
  end if;
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]|%[01][0-9a-f]|%7f' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
    return null;
  end if;
  return local_part || '@' || domain;
end
$$;

create or replace function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $$
declare
  person uuid := lead_id;
  response public.outreach_responses;
  moment timestamptz := case when isfinite(at) then least(at, now()) else now() end;
  -- Longer than is kept: what counts stands before what they quote.
  words constant text := case when private.said(body) is null then '(no text)' when char_length(body) > 20000 then left(body, 19990) || E'\n[…]' else body end;
  answered public.email_sends;
  writer constant text := private.mail_address(from_email);
  back constant date := case when back_on is not null then least(back_on, (now() + interval '2 years')::date) end;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may record a reply.' using errcode = '42501';
  end if;
  perform private.need(coalesce(intent, 'other') in ('interested', 'question', 'later', 'not_interested', 'unsubscribe', 'out_of_office', 'other'),
      'The intent is one of: interested, question, later, not_interested, unsubscribe, out_of_office, other.', 'intent'),
    private.need(coalesce(sentiment, 'neutral') in ('positive', 'neutral', 'negative'), 'The sentiment is one of: positive, neutral, negative.', 'sentiment'),
    private.need(coalesce(channel, 'email') in ('email', 'phone', 'social'), 'The channel is one of: email, phone, social.', 'channel');
  if lead_id is not null and not exists (select from public.leads l where l.id = person) then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  end if;
  select * into answered from public.email_sends s where s.id = send_id;
  if answered.lead_id <> person then
    raise exception 'That mail went to somebody else: give the reply to them, or without it.' using errcode = '23514', detail = '{"field": "email_send_id"}';
  end if;
  -- Nobody answers before they were written to.
  moment := greatest(moment, answered.queued_at);
  person := coalesce(person, answered.lead_id, (select k.lead_id from private.lead_keys k where k.key = 'mail:' || private.mail_key(writer) limit 1));
  if person is null and writer is not null and intent = 'unsubscribe' then
    -- Whoever says no is heard, also where nobody knows them; growth reads it.
    select * into response from public.outreach_responses r
    where r.lead_id is null and r.intent = 'unsubscribe' and r.body = words and r.received_at between moment - interval '2 minutes' and moment + interval '2 minutes'
    order by r.received_at limit 1;
    if found then
      return response;
    elsif not private.is_suppressed(writer) then
      insert into public.outreach_suppressions (email, reason, source) values (writer, 'unsubscribed', 'reply') on conflict do nothing;
      insert into public.outreach_responses (channel, subject, body, intent, sentiment, received_at)
      values (coalesce(channel, 'email'), left(subject, 300), words, intent, coalesce(sentiment, 'neutral'), moment) returning * into response;
      return response;
    end if;
  end if;
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
  -- Whoever asks from an address that is not known of the lead means that one as well.
  if response.intent = 'unsubscribe' and writer is not null and not private.is_suppressed(writer) then
    insert into public.outreach_suppressions (email, reason, source) values (writer, 'unsubscribed', 'reply') on conflict do nothing;
  end if;
  if response.intent = 'out_of_office' then
    update public.sequence_enrollments e set next_send_at = greatest(e.next_send_at,
      coalesce(case when back >= now()::date then (back + 1)::timestamptz end, now() + (select q.away_days from public.outreach_sequences q where q.id = e.sequence_id) * interval '1 day'))
    where e.lead_id = person and e.state = 'active' and e.next_send_at is not null;
  end if;
  if response.intent = 'later' then
    update public.leads l set follow_up_on = coalesce(case when back is not null then greatest(back, now()::date) end, (now() + interval '30 days')::date), follow_up_note = coalesce(l.follow_up_note, 'Wrote that they would rather hear from us later')
    where l.id = person and (l.follow_up_on is null or l.follow_up_on < now()::date or back_on is not null);
  end if;
  return response;
end
$$;

create or replace function public.record_response(lead_id uuid DEFAULT NULL::uuid, send_id bigint DEFAULT NULL::bigint, from_email text DEFAULT NULL::text, channel text DEFAULT 'email'::text, subject text DEFAULT NULL::text, body text DEFAULT NULL::text, intent text DEFAULT 'other'::text, sentiment text DEFAULT 'neutral'::text, at timestamp with time zone DEFAULT NULL::timestamp with time zone, back_on date DEFAULT NULL::date)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SET search_path TO ''
AS $$
begin
  -- A program tells what came: a mail that only asks for no more has often no words.
  perform private.need(btrim(body) <> '' or auth.uid() is null, 'Say what they wrote.', 'body'), private.need(back_on is null or isfinite(back_on), 'Say on which day they are back.', 'back_on');
  return private.record_response(lead_id, send_id, from_email, channel, subject, body, intent, sentiment, at, back_on);
end
$$;

create or replace function private.report_send(send_id bigint, event text, at timestamp with time zone, provider_id text, detail text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $$
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
    raise exception 'There is no such mail.' using errcode = 'P0002';
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
$$;

create or replace function private.claim_due_sends(n integer, worker text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $$
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
  began constant timestamptz := clock_timestamp();
  seen integer;
  moved integer;
begin
  if n is null or n not between 1 and 1000 or char_length(coalesce(private.said(worker), '')) not between 1 and 120 then
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
    loop
      seen := 0;
      moved := 0;
      for e in
        select * from public.sequence_enrollments x where x.sequence_id = sequence.id and x.state = 'active' and x.next_send_at <= moment
        order by x.next_send_at, x.id limit (n - taken) * 2 + 20 for no key update skip locked
      loop
        exit when taken >= n or room <= 0;
        seen := seen + 1;
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
          begin
            insert into public.email_sends (lead_id, enrollment_id, sequence_email_id, variant_id, sequence_id, sender_id, step, step_version, to_email, subject, body, worker, unsubscribe_token, queued_at)
            values (lead.id, e.id, step.id, variant.id, sequence.id, sender.id, step.position, step.version, lead.email,
              left(coalesce(nullif(regexp_replace(private.render_mail(step.subject, lead, sequence, token), '\s+', ' ', 'g'), ''), '(no subject)'), 200),
              private.render_mail(step.body, lead, sequence, token)
                || case when step.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || sequence.postal_address end,
              btrim(worker), token, clock_timestamp())
            returning * into send;
          exception when check_violation or string_data_right_truncation then
            -- One mail that cannot be written keeps nobody else's.
            update public.sequence_enrollments x set state = 'paused', stop_reason = left('The email cannot be written: ' || sqlerrm, 300) where x.id = e.id;
            moved := moved + 1;
            continue;
          end;
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
          moved := moved + 1;
          claimed := claimed || jsonb_build_object('id', send.id, 'enrollment_id', e.id, 'lead_id', lead.id, 'sequence_id', sequence.id, 'step', step.position,
            'step_version', step.version, 'variant_id', variant.id, 'to_email', send.to_email, 'from_name', sequence.from_name, 'from_email', sender.email, 'reply_to', sequence.reply_to,
            'subject', send.subject, 'preview_text', private.render_mail(step.preview_text, lead, sequence, token), 'body', send.body,
            'unsubscribe_url', private.merge_value('unsubscribe_url', lead, sequence, token), 'claimed_at', send.queued_at);
        elsif gate ->> 'verdict' = 'waiting' then
          update public.sequence_enrollments x set next_send_at = (gate ->> 'due_at')::timestamptz where x.id = e.id;
          moved := moved + 1;
        elsif gate ->> 'verdict' = 'sent' then
          update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
          moved := moved + 1;
        elsif gate ->> 'code' in ('suppressed', 'no_address', 'wrong_state') then
          update public.sequence_enrollments x set state = 'stopped', stop_reason = gate ->> 'words' where x.id = e.id;
          moved := moved + 1;
        elsif gate ->> 'code' = 'no_provenance' then
          update public.sequence_enrollments x set state = 'paused', stop_reason = gate ->> 'words' where x.id = e.id;
          moved := moved + 1;
        end if;
      end loop;
      -- Those that only wait were moved on: who stands behind them may be due. What nobody moved would come again.
      exit when taken >= n or room <= 0 or moved = 0 or seen < 20 or not exists (select from unnest(room_of) r where r > 0) or clock_timestamp() > began + interval '2 seconds';
    end loop;
  end loop;
  return claimed;
end
$$;

create or replace function private.start_run(source uuid, worker text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $$
declare
  run public.scrape_runs;
begin
  if char_length(coalesce(private.said(worker), '')) not between 1 and 120 then
    raise exception 'Give the name of the worker.' using errcode = '22023';
  end if;
  select * into run from public.scrape_runs r where r.source_id = source and r.state in ('queued', 'running') for update;
  if run.state = 'running' then
    raise exception 'A run of this source is already queued or running.' using errcode = '23514';
  elsif run.id is null then
    if not exists (select from public.lead_sources s where s.id = source) then
      raise exception 'This source does not exist any more.' using errcode = 'P0002';
    end if;
    begin
      insert into public.scrape_runs (source_id, trigger) values (source, 'schedule') returning * into run;
    exception when unique_violation then
      raise exception 'A run of this source is already queued or running.' using errcode = '23514';
    end;
  end if;
  update public.scrape_runs r set state = 'running', worker = btrim(start_run.worker), started_at = clock_timestamp(), heartbeat_at = clock_timestamp()
  where r.id = run.id returning r.* into run;
  return run;
end
$$;
