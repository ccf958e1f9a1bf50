-- Comments were read under a post that is not published, and a member's words could turn the direction of a statement about them.

-- Who is asked first: a moderator is told without a look at each post.
drop policy if exists "post_comments select" on public.post_comments;
create policy "post_comments select" on public.post_comments for select to authenticated using (
  (select private.has_role('moderator'))
  or user_id = (select auth.uid())
  or (state = 'published' and exists (select from public.community_posts p where p.id = post_id and p.state = 'published'))
);

-- Signs that turn the direction of what follows reach beyond the quotation: they are left out. What is written from
-- right to left in itself is kept apart, so that our words around it stay where they are.
create or replace function private.quoted(words text) returns text
language sql immutable set search_path = '' as $$
  select case when q.words ~ '[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\U00010800-\U00010FFF\U0001E800-\U0001EFFF]' then U&'\2068' || q.words || U&'\2069' else q.words end
  from (select regexp_replace(quoted.words, '[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]', '', 'g') as words) q
$$;
comment on function private.quoted(words text) is 'What a member wrote, as it stands in a sentence of ours: without signs that turn the direction, and apart where it runs from right to left.';
revoke execute on function private.quoted(text) from public, anon, authenticated;

create or replace function private.tell_of_decision() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  author uuid;
  words record;
  told record;
begin
  if auth.uid() is null then
    return null;
  end if;
  select coalesce(p.user_id, c.user_id) into author
  from (select 1) one
  left join public.community_posts p on p.id = new.post_id
  left join public.post_comments c on c.id = new.comment_id;
  if new.decision in ('hide', 'remove', 'decline_edit') then
    select v.title, v.body into words from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
    insert into public.member_notices (member_id, kind, what, decision_id, rule_code, rule_text, facts, found_by, object_until)
    values (author, 'decision', new.decision, new.id, new.reason_code, private.rule_text(new.reason_code, author),
      left(format('Your %s of %s: “%s”', case when new.post_id is not null then 'post' else 'comment' end,
        to_char((select coalesce(p.created_at, c.created_at) from (select 1) one left join public.community_posts p on p.id = new.post_id
          left join public.post_comments c on c.id = new.comment_id) at time zone 'UTC', 'FMDD FMMonth YYYY'), private.quoted(private.excerpt(concat_ws('. ', words.title, words.body)))), 2000),
      new.found_by, new.created_at + make_interval(months => private.setting('months_to_object')::integer));
  elsif new.decision in ('undo', 'restore') then
    update public.member_notices n set reversed_at = new.created_at
    from public.moderation_decisions d
    where n.decision_id = d.id and n.reversed_at is null
      and case when new.decision = 'undo' then d.id = new.undoes_id else d.decision in ('hide', 'remove') and (d.post_id = new.post_id or d.comment_id = new.comment_id) end;
  end if;
  for told in
    select r.id, r.reporter_id, r.category, c.after from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
  loop
    if told.after = 'open' then
      update public.member_notices n set reversed_at = new.created_at where n.report_id = told.id and n.reversed_at is null;
    else
      -- Whose report was dismissed may object to it as its author may to what is done to them.
      insert into public.member_notices (member_id, kind, what, report_id, decision_id, rule_code, object_until, facts)
      values (told.reporter_id, 'report', told.after, told.id, case told.after when 'dismissed' then new.id end, case told.after when 'dismissed' then told.category end,
        case told.after when 'dismissed' then new.created_at + make_interval(months => private.setting('months_to_object')::integer) end,
        case told.after
          when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
          else 'We have looked at what you reported. It is within our rules, and stays.' end);
    end if;
  end loop;
  return null;
end
$$;

create or replace function private.decide_photo(entry photo_decisions) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  answer jsonb := jsonb_build_object('item_type', 'photo', 'item_id', entry.image_id, 'client_key', entry.client_key);
  made public.photo_decisions;
  photo public.user_images;
  latest public.photo_decisions;
  undone public.photo_decisions;
  reason public.moderation_reasons;
  claim record;
  here jsonb;
  message text;
  details text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  end if;
  begin
    -- The photo first, as everybody who decides or claims does.
    select * into photo from public.user_images i where i.id = entry.image_id for update;
    select d.* into made from public.photo_decisions d where d.client_key = entry.client_key;
    if made.id is not null then
      if made.moderator_id <> auth.uid() or made.image_id <> entry.image_id or made.decision <> entry.decision then
        perform private.raise_refusal('This key belongs to another decision.', 'client_key');
      end if;
      return answer || private.photo_facts(made) || '{"result": "applied", "repeated": true}';
    elsif photo.id is null then
      raise exception 'It is gone: the member has taken it away.' using errcode = 'P0002';
    elsif photo.user_id = auth.uid() then
      raise exception 'Nobody decides about their own photo.' using errcode = '42501';
    end if;
    latest := private.last_photo_decision(photo.id, false);
    here := jsonb_build_object('state', photo.state, 'version', 1, 'decision_seen', latest.id);
    if entry.decision = 'undo' then
      select d.* into undone from public.photo_decisions d where d.id = entry.undoes_id and d.image_id = photo.id;
      if undone.id is null then
        raise exception 'There is no such decision to take back.' using errcode = 'P0002';
      elsif undone.decision = 'undo' then
        perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
      end if;
      entry.decision_seen := undone.id;
      entry.checksum := undone.checksum;
    end if;
    if latest.id > coalesce(entry.decision_seen, 0) then
      perform private.raise_conflict(case when latest.undoes_id = undone.id then 'undone' else 'decided' end,
        format(case when latest.undoes_id = undone.id then '%s has taken it back already.' else '%s was faster: %s%s.' end,
          (select s.full_name from public.staff_members s where s.user_id = latest.moderator_id), latest.decision,
          coalesce(' as “' || (select r.label from public.moderation_reasons r where r.code = latest.reason_code) || '”', '')),
        private.photo_facts(latest) || here);
    elsif entry.checksum is null or photo.checksum is null then
      perform private.raise_refusal('Look at the picture first: its checksum goes with the decision.', 'checksum');
    elsif photo.checksum <> entry.checksum then
      perform private.raise_conflict('edited', 'It is another picture than the one you saw.', here);
    end if;
    if not coalesce(entry.over_claim, false) then
      select c.moderator_id, c.expires_at, s.full_name into claim
      from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
      where c.image_id = photo.id and c.expires_at > now() and c.moderator_id <> auth.uid();
      if found then
        perform private.raise_conflict('claimed', format('%s is at it right now.', claim.full_name),
          here || jsonb_build_object('by', claim.moderator_id, 'by_name', claim.full_name));
      end if;
    end if;
    select * into reason from public.moderation_reasons r where r.code = entry.reason_code;
    if entry.reason_code is not null and (reason.code is null or not reason.active or not entry.decision = any (reason.decisions)) then
      perform private.raise_refusal(format('“%s” is not a reason to %s a photo.', coalesce(reason.label, entry.reason_code), entry.decision), 'reason_code');
    elsif entry.decision in ('reject', 'escalate') and entry.reason_code is null then
      perform private.raise_refusal('Choose a reason.', 'reason_code');
    elsif entry.reason_code = 'other' and btrim(coalesce(entry.note, '')) = '' then
      perform private.raise_refusal('Say in the note what the other reason is.', 'note');
    end if;
    entry.state_before := photo.state;
    entry.state_after := case entry.decision when 'approve' then 'approved' when 'reject' then 'rejected' when 'undo' then undone.state_before else photo.state end;
    if entry.decision in ('approve', 'reject') and photo.state = entry.state_after
      and (private.last_photo_decision(photo.id, true)).decision is distinct from 'escalate' then
      perform private.raise_refusal(format('It is %s already.', photo.state), 'decision');
    elsif entry.decision = 'escalate' and (private.last_photo_decision(photo.id, true)).decision = 'escalate' then
      perform private.raise_refusal('It is escalated already.', 'decision');
    elsif entry.decision = 'undo' and photo.state <> undone.state_after then
      perform private.raise_conflict('changed', format('It is %s by now.', photo.state), here);
    end if;
    insert into public.photo_decisions (image_id, member_id, decision, reason_code, note, moderator_id, checksum, decision_seen, state_before, state_after,
      rejection_before, undoes_id, client_key, over_claim, waiting_since, created_at)
    values (photo.id, photo.user_id, entry.decision, entry.reason_code, nullif(btrim(entry.note), ''), auth.uid(), entry.checksum, entry.decision_seen,
      entry.state_before, entry.state_after, photo.rejection_reason, entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false),
      (select w.waiting_since from public.moderation_waiting w where w.item_id = photo.id), clock_timestamp())
    returning * into made;
    if made.state_after <> made.state_before then
      perform set_config('app.photo', photo.id::text, true),
        set_config('app.reason', coalesce(concat_ws(': ', case when made.decision = 'undo' then 'Undo' end, reason.label, made.note), ''), true);
      update public.user_images i set state = made.state_after,
        rejection_reason = case when made.state_after = 'rejected' then case when made.decision = 'undo' then undone.rejection_before else reason.member_text end end
      where i.id = photo.id;
      perform set_config('app.photo', '', true), set_config('app.reason', '', true);
    end if;
    perform private.refresh_waiting('photo', photo.id);
    delete from public.moderation_claims c where c.image_id = photo.id;
    if made.decision = 'reject' then
      insert into public.member_notices (member_id, kind, what, photo_decision_id, rule_code, rule_text, facts, found_by, object_until)
      values (photo.user_id, 'decision', 'reject_photo', made.id, reason.code, private.rule_text(reason.code, photo.user_id),
        format('Your photo of %s%s', to_char(photo.created_at at time zone 'UTC', 'FMDD FMMonth YYYY'), ': ' || private.quoted(photo.alt_text)), 'moderator',
        made.created_at + make_interval(months => private.setting('months_to_object')::integer));
    elsif made.decision in ('approve', 'undo') then
      update public.member_notices n set reversed_at = made.created_at from public.photo_decisions d
      where n.photo_decision_id = d.id and d.image_id = photo.id and n.reversed_at is null;
    end if;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.photo_facts(made) || '{"result": "applied", "repeated": false}';
end
$$;

create or replace function private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb) returns member_notices language plpgsql security definer set search_path = '' as $$
declare
  person public.profiles;
  reason public.moderation_reasons;
  notice public.member_notices;
  words text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators take away what members say of themselves.' using errcode = '42501';
  elsif field is null or field not in ('bio', 'occupation', 'pronouns') then
    perform private.raise_refusal('Choose what is taken away.', 'field');
  end if;
  select * into person from public.profiles p where p.id = remove_profile_words.member_id for update;
  if not found then
    raise exception 'There is no such member.' using errcode = 'P0002';
  elsif person.id = auth.uid() then
    raise exception 'Nobody decides about what they wrote themselves.' using errcode = '42501';
  end if;
  -- Sent before, and the answer was lost on its way.
  select n.* into notice from private.profile_removals r join public.member_notices n on n.id = r.notice_id
  where r.client_key = remove_profile_words.client_key and r.moderator_id = auth.uid() and n.member_id = person.id and r.field = remove_profile_words.field;
  if found then
    return notice;
  elsif exists (select from private.profile_removals r where r.client_key = remove_profile_words.client_key) then
    raise exception 'This key belongs to another removal.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select * into reason from public.moderation_reasons r where r.code = remove_profile_words.reason_code and r.active and 'remove' = any (r.decisions) and 'text' = any (r.items);
  if not found then
    perform private.raise_refusal('Choose a reason for which texts are removed.', 'reason_code');
  elsif reason.code = 'other' and btrim(coalesce(note, '')) = '' then
    perform private.raise_refusal('Say what the other reason is.', 'note');
  elsif char_length(note) > 2000 then
    perform private.raise_refusal('At most 2,000 characters.', 'note');
  end if;
  words := case field when 'bio' then person.bio when 'occupation' then person.occupation else person.pronouns end;
  if words is null then
    perform private.raise_refusal('There is nothing of it on this profile.', 'field');
  elsif seen ? field and seen ->> field is distinct from words then
    raise exception 'The member has written something else there since you opened it. Nothing was removed.' using errcode = 'PT409', detail = '{"kind": "edited"}',
      hint = 'Read what stands there now, and remove it if it still breaks a rule.';
  end if;
  perform set_config('app.reason', concat_ws(': ', reason.label, nullif(btrim(note), '')), true);
  update public.profiles p set bio = case field when 'bio' then null else p.bio end, occupation = case field when 'occupation' then null else p.occupation end,
    pronouns = case field when 'pronouns' then null else p.pronouns end
  where p.id = person.id;
  perform set_config('app.reason', '', true);
  insert into public.member_notices (member_id, kind, what, rule_code, rule_text, facts, found_by, object_until)
  values (person.id, 'decision', 'remove_words', reason.code, private.rule_text(reason.code, person.id),
    format('Your profile, %s: “%s”', case field when 'bio' then 'about you' when 'occupation' then 'occupation' else 'pronouns' end, private.quoted(private.excerpt(words))), 'moderator',
    now() + make_interval(months => private.setting('months_to_object')::integer))
  returning * into notice;
  insert into private.profile_removals (notice_id, field, words, note, moderator_id, client_key)
  values (notice.id, field, words, nullif(btrim(note), ''), auth.uid(), remove_profile_words.client_key);
  return notice;
end
$$;

-- What was told already: the words between the quotation marks, and of photos what follows the colon.
update public.member_notices n set facts = told.facts
from (
  select o.id, case when o.facts ~ '“.*”$' then substring(o.facts from '^[^“]*“') || private.quoted(substring(o.facts from '“(.*)”$')) || '”'
      else regexp_replace(o.facts, '[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]', '', 'g') end as facts
  from public.member_notices o where o.kind = 'decision'
) told
where told.id = n.id and told.facts <> n.facts;
