-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.erase_lead(lead_id uuid, reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  nothing constant text := '(erased)';
  l public.leads;
  keys text[];
  addresses text[];
  gone uuid[];
  touched jsonb;
  mark text;
  -- What is looked for first, since it is found twice as fast: the same, also within other words.
  rough text[];
  parts text;
  -- What people wrote is looked through for their name and numbers too, however spelled; and what is looked for there first.
  wide text;
  hints text[];
  mentioned jsonb;
  strangers uuid[];
  part record;
  counts jsonb;
  suppression public.outreach_suppressions;
  stays uuid;
  n integer;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may erase somebody.' using errcode = '42501';
  elsif char_length(coalesce(private.visible_text(private.said(reason)), '')) < 3 then
    raise exception 'Say how and when they asked for it.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  select * into l from public.leads x where x.id = erase_lead.lead_id for update;
  if l.id is null then
    raise exception 'This lead does not exist any more.' using errcode = 'PT404';
  end if;

  -- All by which they were ever known: now, in the history, in mails, in suppressions, before a merge.
  with was as (
    select a.before as row from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.before is not null
    union all select a.after from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.after is not null
    union all select m.gone from private.lead_merges m where l.id in (m.kept_id, m.gone_id)
    union all select m.before from private.lead_merges m where l.id in (m.kept_id, m.gone_id)
    union all select to_jsonb(l)
  ), found as (
    select unnest(private.contact_keys(w.row ->> 'email', w.row ->> 'phone', w.row ->> 'handle', w.row ->> 'profile_url', l.country)) as key, w.row ->> 'email' as address from was w
    union all select null, v from was w, unnest(array[w.row ->> 'phone', w.row ->> 'handle', w.row ->> 'profile_url']) v
    union all select 'mail:' || private.mail_key(s.to_email), s.to_email from public.email_sends s where s.lead_id = l.id
    union all select k.key, null from private.suppressed_keys k join public.outreach_suppressions s on s.id = k.suppression_id
      where s.lead_id = l.id and s.kind <> 'domain' and k.key not like 'hash:%'
  )
  select array_agg(distinct f.key) filter (where f.key is not null), array_agg(distinct f.address) filter (where f.address is not null) into keys, addresses from found f;
  -- Whom a merge took for them, until it was taken back, is somebody else.
  strangers := array(select case m.kept_id when l.id then m.gone_id else m.kept_id end from private.lead_merges m where l.id in (m.kept_id, m.gone_id) and m.undone_at is not null);
  if strangers <> '{}' then
    keys := array(select unnest(keys) except (select k.key from private.lead_keys k where k.lead_id = any (strangers) except select k.key from private.lead_keys k where k.lead_id = l.id));
    addresses := array(select unnest(addresses) except (
      select v from public.leads x, unnest(array[x.email, x.phone, x.handle, x.profile_url]) v where x.id = any (strangers) and v is not null
      except select unnest(array[l.email, l.phone, l.handle, l.profile_url])));
  end if;

  -- How they stand in what others wrote: by themselves, since ada@x.test is not in rada@x.test.
  mark := '(?:(?<![[:alnum:]._+-])|(?<=\\[nrt]))(' || (
    select string_agg(regexp_replace(v, $re$([^[:alnum:]@_])$re$, $re$\\\1$re$, $re$g$re$), '|') from unnest(addresses) v where char_length(v) > 4) || ')(?![[:alnum:]-]|\.[[:alnum:]])';

  rough := array(select '%' || replace(replace(replace(lower(v), '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(addresses) v where char_length(v) > 4);
  -- What stands in whatever is written for one of their keys, once all but letters and digits is left out.
  parts := (select string_agg(distinct p.part, '|') from (
    select case when k like 'tel:%' then right(k, 6) else regexp_replace(split_part(regexp_replace(k, '^[a-z]+:(.*/)?', ''), '@', 1), '[^a-z0-9]', '', 'g') end as part from unnest(keys) k
  ) p);

  wide := nullif(concat_ws('|', '(?:' || mark || ')', private.name_pattern(l), (select string_agg(private.phone_pattern(substr(k, 5)), '|') from unnest(keys) k where k like 'tel:%')), '');
  hints := rough || array(select '%' || w || '%' from regexp_split_to_table(private.name_key(l.full_name), ' ') w where char_length(w) > 1 order by char_length(w) desc limit 1)
    || array(select '%' || right(k, 4) || '%' from unnest(keys) k where k like 'tel:%');

  -- Leads of theirs that are gone: merged into this one, or deleted with an address or number of theirs.
  gone := array(
    select m.gone_id from private.lead_merges m where m.kept_id = l.id and m.undone_at is null
    union
    select a.record_id::uuid from public.audit_log a
    where a.table_name = 'leads' and a.action = 'delete' and a.before is not null and not exists (select from public.leads x where x.id::text = a.record_id)
      and private.contact_keys(a.before ->> 'email', a.before ->> 'phone', a.before ->> 'handle', a.before ->> 'profile_url', l.country) && keys);
  select jsonb_build_object(
    'email_sends', (select coalesce(jsonb_agg(s.id::text), '[]') from public.email_sends s
      where s.lead_id = l.id or s.lead_id is null and 'mail:' || private.mail_key(s.to_email) = any (keys)),
    'outreach_responses', (select coalesce(jsonb_agg(r.id::text), '[]') from public.outreach_responses r
      where r.lead_id = l.id or r.id in (select v::uuid from private.departed_leads d, jsonb_array_elements_text(d.relations -> 'replies') v where d.lead_id = any (gone))),
    'sequence_enrollments', (select coalesce(jsonb_agg(e.id::text), '[]') from public.sequence_enrollments e where e.lead_id = l.id),
    'lead_consents', (select coalesce(jsonb_agg(c.id::text), '[]') from public.lead_consents c where c.lead_id = l.id),
    'outreach_suppressions', (select coalesce(jsonb_agg(distinct s.id::text), '[]') from public.outreach_suppressions s left join private.suppressed_keys k on k.suppression_id = s.id
      where s.kind <> 'domain' and (s.lead_id = l.id or k.key = any (keys) or s.email = any (addresses)))) into touched;
  touched := touched || jsonb_build_object(
    'leads', jsonb_build_array(l.id::text) || coalesce((select jsonb_agg(g::text) from unnest(gone) g), '[]'),
    'bot_actions_log', (select coalesce(jsonb_agg(b.id::text), '[]') from public.bot_actions_log b
      where b.target_table = 'leads' and (b.target_id = l.id::text or b.target_id = any (gone::text[])) or touched -> b.target_table ? b.target_id
        or lower(concat(b.input, b.output, b.error_message)) like any (rough) and concat_ws(' ', b.input, b.output, b.error_message) ~* mark),
    'saved_views', (select coalesce(jsonb_agg(v.id::text), '[]') from public.saved_views v
      where v.name ~* mark or regexp_replace(replace(replace(v.address, '%40', '@'), '%2B', '+'), '%[0-9A-Fa-f]{2}', ' ', 'g') ~* mark),
    'record_comments', (select coalesce(jsonb_agg(c.id::text), '[]') from public.record_comments c
      where c.table_name = 'leads' and (c.record_id = l.id::text or c.record_id = any (gone::text[])) or touched -> c.table_name ? c.record_id));

  perform private.set_context('door', 'erase'), private.set_context('reason', left('Erased (GDPR Art. 17): ' || btrim(reason), 1000));
  -- What others wrote about others, with an address of theirs in it: that goes, the rest stays.
  mentioned := jsonb_build_object(
    'record_comments', (select coalesce(jsonb_agg(c.id::text), '[]') from public.record_comments c where private.may_name(c.body, hints) and c.body ~* wide),
    'leads', (select coalesce(jsonb_agg(x.id::text), '[]') from public.leads x
      where x.id <> l.id and private.may_name(concat_ws(' ', x.notes, x.follow_up_note, x.headline, x.rejected_reason), hints) and concat_ws(' ', x.notes, x.follow_up_note, x.headline, x.rejected_reason) ~* wide),
    'outreach_responses', (select coalesce(jsonb_agg(r.id::text), '[]') from public.outreach_responses r
      where private.may_name(concat_ws(' ', r.subject, r.body, r.handling_note), hints) and concat_ws(' ', r.subject, r.body, r.handling_note) ~* wide),
    'outreach_suppressions', (select coalesce(jsonb_agg(o.id::text), '[]') from public.outreach_suppressions o
      where private.may_name(concat_ws(' ', o.note, o.lift_reason), hints) and concat_ws(' ', o.note, o.lift_reason) ~* wide));
  update public.record_comments c set body = regexp_replace(c.body, wide, nothing, 'gi') where mentioned -> 'record_comments' ? c.id::text;
  update public.leads x set notes = regexp_replace(x.notes, wide, nothing, 'gi'), follow_up_note = left(regexp_replace(x.follow_up_note, wide, nothing, 'gi'), 300),
    headline = left(regexp_replace(x.headline, wide, nothing, 'gi'), 300), rejected_reason = left(regexp_replace(x.rejected_reason, wide, nothing, 'gi'), 300)
  where mentioned -> 'leads' ? x.id::text;
  update public.outreach_responses r set subject = left(regexp_replace(r.subject, wide, nothing, 'gi'), 300), body = left(regexp_replace(r.body, wide, nothing, 'gi'), 20000),
    handling_note = regexp_replace(r.handling_note, wide, nothing, 'gi') where mentioned -> 'outreach_responses' ? r.id::text;
  update public.outreach_suppressions o set note = left(regexp_replace(o.note, wide, nothing, 'gi'), 1000), lift_reason = left(regexp_replace(o.lift_reason, wide, nothing, 'gi'), 1000)
  where mentioned -> 'outreach_suppressions' ? o.id::text;
  delete from public.saved_views v where touched -> 'saved_views' ? v.id::text;
  delete from public.record_comments c where touched -> 'record_comments' ? c.id::text;
  update public.email_sends s set state = 'skipped', reason = nothing where s.lead_id = l.id and s.state = 'queued';
  update public.sequence_enrollments e set state = 'stopped', stop_reason = nothing where e.lead_id = l.id and e.state in ('active', 'paused');
  update public.sequence_enrollments e set stop_reason = nothing where e.lead_id = l.id and e.stop_reason is not null;
  update public.email_sends s set to_email = 'erased@erased.invalid', subject = nothing, body = null, message_id = null, unsubscribe_token = null,
    reason = case when s.reason is not null then nothing end where touched -> 'email_sends' ? s.id::text;
  update public.outreach_responses r set subject = null, body = nothing, handling_note = null where touched -> 'outreach_responses' ? r.id::text;
  update private.reply_decisions d set note = null, before = d.before - array['follow_up_note', 'handling_note']
  where touched -> 'outreach_responses' ? d.response_id::text;
  update private.reply_decisions d set note = regexp_replace(d.note, wide, nothing, 'gi'), before = regexp_replace(d.before::text, wide, nothing, 'gi')::jsonb
  where private.may_name(concat_ws(' ', d.note, d.before), hints) and concat_ws(' ', d.note, d.before) ~* wide;
  -- A refusal names the key that was there already.
  update private.bulk_operations o set outcome = regexp_replace(o.outcome::text, mark, nothing, 'gi')::jsonb where lower(o.outcome::text) like any (rough) and o.outcome::text ~* mark;
  update public.lead_consents c set how = nothing, words = nothing where c.lead_id = l.id;
  update public.bot_actions_log b set input = '{}', output = '{}', target_id = null, error_message = case when b.error_message is not null then nothing end,
    review_note = case when b.review_note is not null then nothing end where touched -> 'bot_actions_log' ? b.id::text;
  update public.scrape_runs r set error_message = case when r.error_message ~* mark then nothing else r.error_message end,
    log = (select coalesce(jsonb_agg(case when x.line::text ~* mark or r.id = l.scrape_run_id and position(lower(l.full_name) in lower(x.line::text)) > 0
      then x.line || jsonb_build_object('text', nothing) else x.line end order by x.n), '[]') from jsonb_array_elements(r.log) with ordinality x (line, n))
  where r.id = l.scrape_run_id or lower(concat(r.log, r.error_message)) like any (rough) and concat_ws(' ', r.log, r.error_message) ~* mark;
  update public.import_rows r set data = '{}', key = null, reason = null
  from public.imports i
  where i.id = r.import_id and i.table_name in ('leads', 'outreach_suppressions') and r.data <> '{}'
    -- Their keys take longest to tell, so only of rows that hold a part of one, or signs that are written in several ways.
    and (octet_length(r.data::text) <> char_length(r.data::text) or r.data::text ~ '%|&' or translate(lower(r.data::text), ' .-_@+:,;/()\\"''<>[]{}!#$%&*=?^`|~', '') ~ parts
      or lower(r.reason::text) like any (rough))
    and (r.data::text ~* mark or r.reason::text ~* mark or private.contact_keys(r.data ->> 'email', r.data ->> 'phone', r.data ->> 'handle', r.data ->> 'profile_url', coalesce(r.data ->> 'country', l.country)) && keys);
  get diagnostics n = row_count;
  delete from private.lead_merges m where l.id in (m.kept_id, m.gone_id);
  update private.departed_leads d set lead_id = null, relations = '{}' where d.lead_id = any (gone);
  delete from public.leads x where x.id = l.id;

  -- Suppressions keep their reasons and lose the name; one stands in any case.
  for suppression in select * from public.outreach_suppressions s where touched -> 'outreach_suppressions' ? s.id::text loop
    update public.outreach_suppressions s set kind = 'hash', email = 'Erased person ' || left(s.id::text, 8), lead_id = null, note = null,
      lift_reason = case when s.lifted_at is not null then nothing end where s.id = suppression.id;
    delete from private.suppressed_keys k where k.suppression_id = suppression.id and k.key not like 'hash:%';
    if suppression.lifted_at is null then
      stays := coalesce(stays, suppression.id);
    end if;
  end loop;
  if keys is not null then
    if stays is null or not exists (select from public.outreach_suppressions s where touched -> 'outreach_suppressions' ? s.id::text and s.lifted_at is null
        and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')) then
      stays := gen_random_uuid();
      insert into public.outreach_suppressions (id, email, kind, reason, source) values (stays, 'Erased person ' || left(stays::text, 8), 'hash', 'legal', 'erasure');
      touched := jsonb_set(touched, '{outreach_suppressions}', touched -> 'outreach_suppressions' || to_jsonb(stays::text));
    end if;
    insert into private.suppressed_keys (key, suppression_id)
    select private.hashed_key(k), s.id from unnest(keys) k, public.outreach_suppressions s
    where touched -> 'outreach_suppressions' ? s.id::text and s.lifted_at is null on conflict do nothing;
  end if;

  -- The history keeps that something happened, when and by whom; the last of it says why.
  for part in select t.key, array(select jsonb_array_elements_text(t.value)) as ids from jsonb_each(touched) t loop
    update public.audit_log a set record_label = nothing, before = null, after = null,
      reason = case when a.reason like 'Erased (GDPR Art. 17)%' and a.action = 'delete' and a.table_name = 'leads' then a.reason end
    where a.table_name = part.key and a.record_id = any (part.ids) and (a.before is not null or a.after is not null or a.record_label is not null or a.reason is not null);
  end loop;
  for part in select t.key, array(select jsonb_array_elements_text(t.value)) as ids from jsonb_each(mentioned) t loop
    update public.audit_log a set record_label = regexp_replace(a.record_label, wide, nothing, 'gi'),
      before = regexp_replace(a.before::text, wide, nothing, 'gi')::jsonb, after = regexp_replace(a.after::text, wide, nothing, 'gi')::jsonb
    where a.table_name = part.key and a.record_id = any (part.ids) and concat_ws(' ', a.before, a.after, a.record_label) ~* wide;
  end loop;
  update public.audit_log a set record_label = nothing, before = null, after = null
  where a.table_name in ('saved_views', 'scrape_runs', 'imports', 'bot_actions_log', 'record_comments')
    and (a.action <> 'update' or a.changed && '{name,address,log,error_message,file_name,mapping,input,output,changed,target_id,review_note,body}')
    and lower(concat(a.before, a.after, a.record_label)) like any (rough) and concat_ws(' ', a.before, a.after, a.record_label) ~* mark;
  -- What once stood in the words of other records.
  update public.audit_log a set before = regexp_replace(a.before::text, wide, nothing, 'gi')::jsonb, after = regexp_replace(a.after::text, wide, nothing, 'gi')::jsonb
  where a.table_name in ('leads', 'outreach_responses', 'outreach_suppressions') and a.action = 'update'
    and a.changed && '{notes,follow_up_note,headline,rejected_reason,subject,body,handling_note,note,lift_reason}'
    and private.may_name(concat_ws(' ', a.before, a.after), hints) and concat_ws(' ', a.before, a.after) ~* wide;
  perform private.set_context('door', ''), private.set_context('reason', '');
  select jsonb_object_agg(t.key, jsonb_array_length(t.value)) into counts from jsonb_each(touched) t;
  return counts || jsonb_build_object('import_rows', n);
end
$function$;

comment on function private.erase_lead(lead_id uuid, reason text) is 'Erases a lead (GDPR Art. 17): what identifies the person goes, hashed keys stay so that they are not mailed again.';

grant execute on function private.erase_lead(lead_id uuid, reason text) to authenticated;
