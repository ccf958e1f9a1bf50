-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
    raise exception 'This lead does not exist any more.' using errcode = 'PT404';
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
    raise exception 'Nobody knows whose reply this is.' using errcode = 'PT404';
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
$function$;

comment on function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) is 'Keeps a reply, stops what is under way for its lead, and suppresses who asks for no more. Behind the public function of its name.';

grant execute on function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) to authenticated;
grant execute on function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) to service_role;
