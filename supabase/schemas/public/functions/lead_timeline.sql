-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.lead_timeline(lead_id uuid)
 RETURNS TABLE(at timestamp with time zone, kind text, title text, detail text, body text, actor text, ref_table text, ref_id text, data jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with l as (select * from public.leads x where x.id = lead_timeline.lead_id),
  mail as (select s.*, q.name as sequence_name from public.email_sends s left join public.outreach_sequences q on q.id = s.sequence_id where s.lead_id = lead_timeline.lead_id)
  select l.found_at, 'found', coalesce('Found on ' || s.name, 'Added by hand'), null, null, a.full_name, case when l.scrape_run_id is not null then 'scrape_runs' when s.id is not null then 'lead_sources' end,
    coalesce(l.scrape_run_id, s.id)::text, null::jsonb
  from l left join public.lead_sources s on s.id = l.source_id left join public.staff_members a on a.user_id = l.added_by
  union all
  select b.created_at, 'scored', 'Scored ' || coalesce(b.output ->> 'score', '?'), b.output ->> 'reason', null, h.label, 'bot_actions_log', b.id::text, null
  from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
  where b.target_table = 'leads' and b.target_id = lead_timeline.lead_id::text and b.action = 'score_lead'
  union all
  select e.enrolled_at, 'enrolled', 'Enrolled in ' || q.name, null, null, p.full_name, 'sequence_enrollments', e.id::text, null
  from public.sequence_enrollments e join public.outreach_sequences q on q.id = e.sequence_id left join public.staff_members p on p.user_id = e.enrolled_by where e.lead_id = lead_timeline.lead_id
  union all
  select e.ended_at, 'ended', q.name || case e.state when 'completed' then ' is complete' else ' ended' end, e.stop_reason, null, null, 'sequence_enrollments', e.id::text, null
  from public.sequence_enrollments e join public.outreach_sequences q on q.id = e.sequence_id where e.lead_id = lead_timeline.lead_id and e.ended_at is not null
  union all
  select coalesce(m.sent_at, m.failed_at, m.queued_at), case m.state when 'skipped' then 'not_sent' when 'failed' then 'not_sent' else 'mail' end, m.subject,
    case when m.state in ('skipped', 'failed') then m.reason else m.sequence_name end, m.body, null, 'email_sends', m.id::text,
    jsonb_build_object('state', m.state, 'step', m.step, 'version', m.step_version, 'not_kept', m.body is null and m.state <> 'skipped', 'to', m.to_email)
  from mail m
  union all select m.opened_at, 'opened', 'Opened “' || m.subject || '”', null, null, null, 'email_sends', m.id::text, null from mail m where m.opened_at is not null
  union all select m.clicked_at, 'clicked', 'Clicked in “' || m.subject || '”', null, null, null, 'email_sends', m.id::text, null from mail m where m.clicked_at is not null
  union all select coalesce(m.failed_at, m.updated_at), m.state, case m.state when 'bounced' then 'Bounced: “' else 'Complained about “' end || m.subject || '”', m.reason, null, null, 'email_sends', m.id::text, null
  from mail m where m.state in ('bounced', 'complained')
  union all
  select r.received_at, 'replied', coalesce(r.subject, 'Reply'), replace(r.intent, '_', ' '), r.body, null, 'outreach_responses', r.id::text, jsonb_build_object('sentiment', r.sentiment, 'intent', r.intent)
  from public.outreach_responses r where r.lead_id = lead_timeline.lead_id
  union all
  select r.handled_at, 'handled', 'Reply handled', r.handling_note, null, p.full_name, 'outreach_responses', r.id::text, null
  from public.outreach_responses r left join public.staff_members p on p.user_id = r.handled_by where r.lead_id = lead_timeline.lead_id and r.handled_at is not null
  union all
  select s.created_at, 'suppressed', 'Suppressed: ' || replace(s.reason, '_', ' '), concat_ws(' · ', s.source, s.note), null, p.full_name, 'outreach_suppressions', s.id::text, null
  from l join public.outreach_suppressions s on s.lead_id = l.id or s.kind = 'address' and s.email = l.email left join public.staff_members p on p.user_id = s.created_by
  union all
  select s.lifted_at, 'lifted', 'Suppression lifted', s.lift_reason, null, p.full_name, 'outreach_suppressions', s.id::text, null
  from l join public.outreach_suppressions s on s.lead_id = l.id or s.kind = 'address' and s.email = l.email left join public.staff_members p on p.user_id = s.lifted_by where s.lifted_at is not null
  union all
  select c.given_at, 'consent', 'Consent: ' || c.how, null, c.words, p.full_name, 'lead_consents', c.id::text, null
  from public.lead_consents c left join public.staff_members p on p.user_id = c.recorded_by where c.lead_id = lead_timeline.lead_id
  union all select l.notice_given_at, 'notice', 'Told where we found them', 'GDPR Art. 14', null, null, null, null, null from l where l.notice_given_at is not null
  union all
  select a.at, 'edited', 'Changed ' || replace(array_to_string(array(select c from unnest(a.changed) c where c <> all ('{looks_like,contacted_at,replied_at,converted_at,qualified_at,notice_given_at}')), ', '), '_', ' '),
    a.reason, null, a.actor_name, null, null, jsonb_build_object('before', a.before, 'after', a.after, 'changed', a.changed)
  from public.audit_log a where a.table_name = 'leads' and a.record_id = lead_timeline.lead_id::text and a.action = 'update'
    and not a.changed <@ '{looks_like,contacted_at,replied_at,converted_at,qualified_at,notice_given_at}'
  union all
  select m.at, 'merged', 'Merged with ' || m.name, case when m.undone then 'Taken back' end, null, m.by_name, null, m.id::text, jsonb_build_object('may_undo', m.may_undo) from private.merges_of(lead_timeline.lead_id) m
  order by 1 desc nulls last, 2, 8
$function$;

comment on function public.lead_timeline(lead_id uuid) is 'All that happened with a lead, the newest first: found, scored, enrolled, mailed with the text, opened, replied, suppressed, edited by whom.';

grant execute on function public.lead_timeline(lead_id uuid) to authenticated;
