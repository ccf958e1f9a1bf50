-- What happened while two leads were one stays when that is taken back: whoever said no is not mailed under either name, what
-- ended stays ended, and what was mailed waits its days. A reply goes with its own mail.

alter table private.lead_merges alter column merged_at set default clock_timestamp();

create or replace function private.undo_merge(merge_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  m private.lead_merges;
  k public.leads;
  row_now jsonb;
  back public.leads;
  e jsonb;
  objections uuid[];
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may take a merge back.' using errcode = '42501';
  end if;
  select * into m from private.lead_merges x where x.id = merge_id for update;
  if m.id is null then
    raise exception 'This merge does not exist.' using errcode = 'P0002';
  elsif m.undone_at is not null then
    raise exception 'This merge was taken back already.' using errcode = 'PT409';
  elsif m.merged_at < now() - interval '1 day' then
    raise exception 'A merge can be taken back within a day; this one is older.' using errcode = '23514';
  end if;
  select * into k from public.leads l where l.id = m.kept_id for update;
  if k.id is null then
    raise exception 'The merged lead does not exist any more.' using errcode = 'P0002';
  end if;
  perform set_config('app.door', 'merge', true), set_config('app.reason', 'Merge taken back', true);
  delete from private.suppressed_keys s using jsonb_to_recordset(m.moved -> 'keys') a (key text, suppression uuid)
  where s.key = a.key and s.suppression_id = a.suppression;
  -- What was changed since the merge stays.
  row_now := to_jsonb(k);
  select coalesce(jsonb_object_agg(b.key, b.value), '{}') into e from jsonb_each(m.before) b
  where b.value is distinct from m.after -> b.key and row_now -> b.key is not distinct from m.after -> b.key and b.key not in ('updated_at', 'search', 'folded', 'sort_name', 'looks_like');
  back := jsonb_populate_record(k, e);
  update public.leads l set (full_name, email, phone, handle, profile_url, headline, city, country, source_id, owner_id, score, rejected_reason, follow_up_on, follow_up_note,
      tags, interests, notes, consent, state, converted_user_id, found_at, qualified_at, contacted_at, replied_at, converted_at, notice_given_at, added_by)
    = (select back.full_name, back.email, back.phone, back.handle, back.profile_url, back.headline, back.city, back.country, back.source_id, back.owner_id, back.score,
      back.rejected_reason, back.follow_up_on, back.follow_up_note, back.tags, back.interests, back.notes, back.consent, back.state, back.converted_user_id,
      back.found_at, back.qualified_at, back.contacted_at, back.replied_at, back.converted_at, back.notice_given_at, back.added_by)
  where l.id = m.kept_id;
  back := jsonb_populate_record(null::public.leads, m.gone);
  -- Whoever was told no since then may have been told so by either.
  objections := array(select s.id from public.outreach_suppressions s
    where s.lead_id = m.kept_id and s.kind = 'person' and s.created_at >= m.merged_at and s.lifted_at is null and s.reason <> 'hard_bounce');
  if k.consent = 'objected' and m.after ->> 'consent' <> 'objected' then
    back.consent := 'objected';
  end if;
  insert into public.leads (id, source_id, scrape_run_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, score_reasons, state,
    consent, rejected_reason, owner_id, converted_user_id, notes, found_at, qualified_at, contacted_at, replied_at, converted_at, created_at, added_by, notice_given_at, follow_up_on, follow_up_note)
  values (back.id, back.source_id, back.scrape_run_id, back.full_name, back.email, back.phone, back.handle, back.profile_url, back.headline, back.city, back.country, back.interests,
    back.tags, back.score, back.score_reasons, back.state, back.consent, back.rejected_reason, back.owner_id, back.converted_user_id, back.notes, back.found_at, back.qualified_at,
    back.contacted_at, back.replied_at, back.converted_at, back.created_at, back.added_by, back.notice_given_at, back.follow_up_on, back.follow_up_note);
  insert into public.sequence_enrollments
    (id, sequence_id, lead_id, state, current_step, next_send_at, stop_reason, enrolled_by, enrolled_at, ended_at)
  select r.id, r.sequence_id, m.gone_id, r.state, r.current_step, r.next_send_at, r.stop_reason, r.enrolled_by, r.enrolled_at, r.ended_at
  from jsonb_array_elements(m.moved -> 'dropped') d, jsonb_populate_record(null::public.sequence_enrollments, d -> 'row') r;
  for e in select d -> 'row' from jsonb_array_elements(m.moved -> 'enrollments') d loop
    -- One that has ended since stays ended, and one that was mailed since waits its days from there.
    update public.sequence_enrollments x set lead_id = (e ->> 'lead_id')::uuid,
      state = case when z.ended then x.state else e ->> 'state' end, stop_reason = case when z.ended then x.stop_reason else e ->> 'stop_reason' end,
      ended_at = case when z.ended then x.ended_at else (e ->> 'ended_at')::timestamptz end,
      current_step = case when z.mailed then x.current_step else (e ->> 'current_step')::smallint end,
      next_send_at = case when z.ended or z.mailed then x.next_send_at else (e ->> 'next_send_at')::timestamptz end
    from (select y.id, y.state not in ('active', 'paused') and y.ended_at > m.merged_at and coalesce(y.stop_reason, '') not like 'Merged%' as ended,
        exists (select from public.email_sends s where s.enrollment_id = y.id and s.state <> 'skipped' and greatest(s.queued_at, s.sent_at) >= m.merged_at) as mailed
      from public.sequence_enrollments y where y.id = (e ->> 'id')::uuid) z
    where x.id = z.id;
  end loop;
  -- With what has come of it since: its mails, and the replies to those and to the earlier ones.
  update public.email_sends s set lead_id = m.gone_id from public.sequence_enrollments x
  where s.lead_id = m.kept_id and x.id = s.enrollment_id and x.lead_id = m.gone_id;
  update public.email_sends s set lead_id = m.gone_id, enrollment_id = a.enrollment
  from jsonb_to_recordset(m.moved -> 'sends') a (id bigint, enrollment uuid) where s.id = a.id;
  update public.outreach_responses r set lead_id = m.gone_id where r.id in (select v::uuid from jsonb_array_elements_text(m.moved -> 'replies') v);
  update public.outreach_responses r set lead_id = m.gone_id from public.email_sends s
  where r.lead_id = m.kept_id and s.id = r.email_send_id and s.lead_id = m.gone_id;
  update public.lead_consents c set lead_id = m.gone_id where c.id in (select v::uuid from jsonb_array_elements_text(m.moved -> 'consents') v);
  update public.record_comments c set record_id = m.gone_id::text where c.id in (select v::uuid from jsonb_array_elements_text(m.moved -> 'comments') v);
  update public.bot_actions_log b set target_id = m.gone_id::text where b.id in (select v::bigint from jsonb_array_elements_text(m.moved -> 'bots') v);
  insert into private.suppressed_keys (key, suppression_id)
  select lk.key, o from private.lead_keys lk, unnest(objections) o where lk.lead_id = m.gone_id on conflict do nothing;
  perform set_config('app.door', '', true);
  if objections <> '{}' or back.consent = 'objected' then
    update public.sequence_enrollments x set state = 'stopped', stop_reason = 'Suppressed while the two leads were one'
    where x.lead_id = m.gone_id and x.state in ('active', 'paused');
  end if;
  perform set_config('app.reason', '', true);
  update private.lead_merges x set undone_at = clock_timestamp(), undone_by = auth.uid() where x.id = m.id;
  return m.gone_id;
end
$$;

create or replace function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) returns outreach_responses
language plpgsql security definer set search_path = '' as $$
declare
  person uuid := lead_id;
  response public.outreach_responses;
  moment timestamptz := case when isfinite(at) then least(at, now()) else now() end;
  -- Longer than is kept: what counts stands before what they quote.
  words constant text := case when char_length(body) > 20000 then left(body, 19990) || E'\n[…]' else body end;
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
  select * into answered from public.email_sends s where s.id = send_id;
  if answered.lead_id <> person then
    raise exception 'That mail went to somebody else: give the reply to them, or without it.' using errcode = '23514', detail = '{"field": "email_send_id"}';
  end if;
  -- Nobody answers before they were written to.
  moment := greatest(moment, answered.queued_at);
  person := coalesce(person, answered.lead_id, (select k.lead_id from private.lead_keys k where k.key = 'mail:' || private.mail_key(writer) limit 1));
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
