-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.merge_leads(kept uuid, gone uuid, take text[], kept_version timestamp with time zone, gone_version timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  fields constant text[] := array['full_name', 'email', 'phone', 'handle', 'profile_url', 'headline', 'city', 'country', 'source_id', 'owner_id', 'score', 'rejected_reason', 'follow_up_on', 'follow_up_note'];
  k public.leads;
  g public.leads;
  merged public.leads;
  e public.sequence_enrollments;
  twin public.sequence_enrollments;
  patch jsonb := '{}';
  field text;
  moved jsonb := '{}';
  changed jsonb := '[]';
  dropped jsonb := '[]';
  added jsonb;
  merge_id uuid;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may merge leads.' using errcode = '42501';
  elsif kept = gone then
    raise exception 'This is one lead already.' using errcode = '23514';
  elsif exists (select from unnest(take) t where t <> all (fields)) then
    raise exception 'There is no field "%" to take.', (select t from unnest(take) t where t <> all (fields) limit 1) using errcode = '22023';
  end if;
  perform from public.leads l where l.id in (kept, gone) order by l.id for update;
  select * into k from public.leads l where l.id = kept;
  select * into g from public.leads l where l.id = gone;
  if k.id is null or g.id is null then
    raise exception 'One of these leads does not exist any more.' using errcode = 'PT404';
  elsif k.updated_at <> kept_version or g.updated_at <> gone_version then
    raise exception 'Somebody changed one of these leads after you opened them. Nothing was merged.' using errcode = 'PT409';
  end if;
  perform private.set_context('door', 'merge'), private.set_context('reason', format('Merged: %s and %s are one person', k.full_name, g.full_name));

  -- What is taken, and what the kept one lacks.
  foreach field in array fields loop
    if to_jsonb(g) -> field <> 'null' and (field = any (take) or to_jsonb(k) -> field = 'null') then
      patch := patch || jsonb_build_object(field, to_jsonb(g) -> field);
    end if;
  end loop;
  merged := jsonb_populate_record(k, patch);
  merged.tags := array(select distinct t from unnest(k.tags || g.tags) t order by t);
  merged.interests := array(select distinct t from unnest(k.interests || g.interests) t order by t);
  merged.notes := case when g.notes is null or g.notes = k.notes then k.notes else left(concat_ws(E'\n', k.notes, g.notes), 4000) end;
  merged.consent := private.stricter_consent(k.consent, g.consent);
  merged.state := private.merged_state(k.state, g.state);
  merged.converted_user_id := coalesce(k.converted_user_id, g.converted_user_id);
  merged.rejected_reason := coalesce(merged.rejected_reason, case when merged.state = 'rejected' then coalesce(g.rejected_reason, 'Merged') end);
  merged.found_at := least(k.found_at, g.found_at);
  merged.qualified_at := least(k.qualified_at, g.qualified_at);
  merged.contacted_at := least(k.contacted_at, g.contacted_at);
  merged.replied_at := least(k.replied_at, g.replied_at);
  merged.converted_at := least(k.converted_at, g.converted_at);
  merged.notice_given_at := least(k.notice_given_at, g.notice_given_at);
  merged.added_by := coalesce(k.added_by, g.added_by);

  -- Each is suppressed for what the other is suppressed for; a mailbox that bounces says nothing of their others.
  with held as (
    select distinct l.id as lead_id, s.suppression_id from public.leads l join private.lead_keys lk on lk.lead_id = l.id
    join private.suppressed_keys s on s.key in (lk.key, private.hashed_key(lk.key)) where l.id in (kept, gone)
  ), put as (
    insert into private.suppressed_keys (key, suppression_id)
    select distinct case s.kind when 'hash' then private.hashed_key(lk.key) else lk.key end, h.suppression_id
    from held h join public.outreach_suppressions s on s.id = h.suppression_id and s.kind <> 'domain' and s.reason <> 'hard_bounce'
    join private.lead_keys lk on lk.lead_id in (kept, gone)
    on conflict do nothing returning key, suppression_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'suppression', p.suppression_id)), '[]') into added from put p;

  -- Enrollments: of two in one sequence the kept one's stays, ended if the other had ended, and with its mails.
  moved := jsonb_build_object('sends', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'enrollment', s.enrollment_id)), '[]') from public.email_sends s where s.lead_id = gone));
  for e in select * from public.sequence_enrollments x where x.lead_id = gone order by x.enrolled_at for update loop
    select * into twin from public.sequence_enrollments x where x.lead_id = kept and x.sequence_id = e.sequence_id for update;
    if twin.id is null then
      update public.sequence_enrollments x set lead_id = kept where x.id = e.id;
      changed := changed || jsonb_build_object('row', to_jsonb(e));
    else
      changed := changed || jsonb_build_object('row', to_jsonb(twin));
      dropped := dropped || jsonb_build_object('row', to_jsonb(e));
      update public.email_sends s set enrollment_id = twin.id where s.enrollment_id = e.id;
      update public.sequence_enrollments x set current_step = greatest(x.current_step, e.current_step),
        state = case when x.state in ('active', 'paused') and e.state not in ('active', 'paused') then e.state else x.state end,
        stop_reason = coalesce(x.stop_reason, e.stop_reason),
        ended_at = case when x.state in ('active', 'paused') and e.state not in ('active', 'paused') then e.ended_at else x.ended_at end,
        next_send_at = case when e.state in ('active', 'paused') then greatest(x.next_send_at, e.next_send_at) end
      where x.id = twin.id;
      delete from public.sequence_enrollments x where x.id = e.id;
    end if;
  end loop;
  for e in
    select x.* from public.sequence_enrollments x join public.outreach_sequences s on s.id = x.sequence_id
    where x.lead_id = kept and x.state in ('active', 'paused') and not s.allow_parallel order by x.enrolled_at offset 1
  loop
    if not changed @> jsonb_build_array(jsonb_build_object('row', jsonb_build_object('id', e.id))) then
      changed := changed || jsonb_build_object('row', to_jsonb(e));
    end if;
    update public.sequence_enrollments x set state = 'stopped', stop_reason = 'Merged: the lead is in another sequence already', ended_at = clock_timestamp(), next_send_at = null where x.id = e.id;
  end loop;

  with s as (update public.email_sends x set lead_id = kept where x.lead_id = gone returning x.id),
    r as (update public.outreach_responses x set lead_id = kept where x.lead_id = gone returning x.id),
    c as (update public.lead_consents x set lead_id = kept where x.lead_id = gone returning x.id),
    m as (update public.record_comments x set record_id = kept::text where x.table_name = 'leads' and x.record_id = gone::text returning x.id),
    b as (update public.bot_actions_log x set target_id = kept::text where x.target_table = 'leads' and x.target_id = gone::text returning x.id)
  select moved || jsonb_build_object('enrollments', changed, 'dropped', dropped, 'keys', added,
    'replies', (select coalesce(jsonb_agg(r.id), '[]') from r), 'consents', (select coalesce(jsonb_agg(c.id), '[]') from c),
    'comments', (select coalesce(jsonb_agg(m.id), '[]') from m), 'bots', (select coalesce(jsonb_agg(b.id), '[]') from b),
    'sends_moved', (select count(*) from s))
  into moved;

  delete from public.leads l where l.id = gone;
  update public.leads l set (full_name, email, phone, handle, profile_url, headline, city, country, source_id, owner_id, score, rejected_reason, follow_up_on, follow_up_note,
      tags, interests, notes, consent, state, converted_user_id, found_at, qualified_at, contacted_at, replied_at, converted_at, notice_given_at, added_by)
    = (select merged.full_name, merged.email, merged.phone, merged.handle, merged.profile_url, merged.headline, merged.city, merged.country, merged.source_id, merged.owner_id,
      merged.score, merged.rejected_reason, merged.follow_up_on, merged.follow_up_note, merged.tags, merged.interests, merged.notes, merged.consent, merged.state,
      merged.converted_user_id, merged.found_at, merged.qualified_at, merged.contacted_at, merged.replied_at, merged.converted_at, merged.notice_given_at, merged.added_by)
  where l.id = kept returning l.* into merged;
  perform private.set_context('door', ''), private.set_context('reason', '');
  insert into private.lead_merges (kept_id, gone_id, gone, before, after, moved, merged_by)
  values (kept, gone, to_jsonb(g), to_jsonb(k), to_jsonb(merged), moved, auth.uid()) returning id into merge_id;
  return jsonb_build_object('merge_id', merge_id, 'lead', to_jsonb(merged));
end
$function$;

comment on function private.merge_leads(kept uuid, gone uuid, take text[], kept_version timestamp with time zone, gone_version timestamp with time zone) is 'Merges two leads into the one that is kept, which takes the named fields of the other and those it lacks; can be undone for a day. Behind the public function of its name.';

grant execute on function private.merge_leads(kept uuid, gone uuid, take text[], kept_version timestamp with time zone, gone_version timestamp with time zone) to authenticated;
