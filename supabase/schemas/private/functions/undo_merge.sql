-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.undo_merge(merge_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
    raise exception 'This merge does not exist.' using errcode = 'PT404';
  elsif m.undone_at is not null then
    raise exception 'This merge was taken back already.' using errcode = 'PT409';
  elsif m.merged_at < now() - interval '1 day' then
    raise exception 'A merge can be taken back within a day; this one is older.' using errcode = '23514';
  end if;
  select * into k from public.leads l where l.id = m.kept_id for update;
  if k.id is null then
    raise exception 'The merged lead does not exist any more.' using errcode = 'PT404';
  end if;
  perform private.set_context('door', 'merge'), private.set_context('reason', 'Merge taken back');
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
  perform private.set_context('door', '');
  if objections <> '{}' or back.consent = 'objected' then
    update public.sequence_enrollments x set state = 'stopped', stop_reason = 'Suppressed while the two leads were one'
    where x.lead_id = m.gone_id and x.state in ('active', 'paused');
  end if;
  perform private.set_context('reason', '');
  update private.lead_merges x set undone_at = clock_timestamp(), undone_by = auth.uid() where x.id = m.id;
  return m.gone_id;
end
$function$;

comment on function private.undo_merge(merge_id uuid) is 'Takes a merge of two leads back, within a day. Behind the public function of its name.';

grant execute on function private.undo_merge(merge_id uuid) to authenticated;
