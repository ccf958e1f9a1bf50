-- A post whose picture's file was replaced was hidden, but nobody was asked to judge it again.
-- Another file is another version: it waits, the queue says why, and nobody approves what they have not seen.

alter table private.judged_files add column if not exists found text;
comment on column private.judged_files.found is 'Another file that came to this place since, for which what shows it was put back to be judged.';

create or replace function private.file_facts(object jsonb) returns text language sql stable set search_path = '' as $$
  -- Versions of Storage have more or fewer columns.
  select concat_ws(' ', object ->> 'id', object ->> 'version', object #>> '{metadata,eTag}', object #>> '{metadata,size}')
$$;
comment on function private.file_facts(jsonb) is 'What Storage says of a file, which is another for any other file.';

create or replace function private.file_at(path text) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  found_file text;
begin
  if to_regclass('storage.objects') is null then
    return null;
  end if;
  execute 'select private.file_facts(to_jsonb(o)) from storage.objects o where o.bucket_id = ''pictures'' and o.name = $1' into found_file using path;
  return found_file;
end
$$;

create or replace function private.other_files(paths text[]) returns table (path text, file text) language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  return query execute $q$
    select f.path, n.facts from private.judged_files f left join storage.objects o on o.bucket_id = 'pictures' and o.name = f.path,
      lateral (select case when o.name is not null then private.file_facts(to_jsonb(o)) end as facts) n
    where ($1 is null or f.path = any ($1)) and n.facts is distinct from f.file and (n.facts is distinct from f.found or f.found is null) order by f.path$q$ using paths;
end
$$;
comment on function private.other_files(text[]) is 'Of these paths, or of all, those where another file lies than the one that was judged and the one that waits.';

create or replace function private.put_back_post(post uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  p public.community_posts;
  words record;
  number integer;
begin
  select * into p from public.community_posts c where c.id = post for update;
  select * into words from private.version_text(p.id, null, coalesce(p.pending_version, p.version));
  select greatest(p.version, max(v.version)) + 1 into number from public.content_versions v where v.post_id = post;
  if p.state = 'published' then
    -- The words stand meanwhile; the picture is not shown.
    update public.content_versions v set state = 'superseded' where v.post_id = post and v.state = 'waiting';
    insert into public.content_versions (post_id, author_id, version, title, body, image_path, state, written_at)
    values (post, p.user_id, number, words.title, words.body, words.image_path, 'waiting', clock_timestamp());
    update public.community_posts c set pending_version = number where c.id = post;
  else
    insert into public.content_versions (post_id, author_id, version, title, body, image_path, state, written_at)
    values (post, p.user_id, p.version, p.title, p.body, p.image_path, 'replaced', coalesce(p.edited_at, p.created_at))
    on conflict (post_id, version) do update set state = 'replaced';
    update public.community_posts c set version = number, edited_at = clock_timestamp() where c.id = post;
  end if;
end
$$;
comment on function private.put_back_post(uuid) is 'The same words as a version of their own, to be judged: their picture is another.';

create or replace function private.recheck(paths text[]) returns integer language plpgsql security definer set search_path = '' as $$
declare
  other record;
  shows record;
  put_back integer := 0;
  reason text := coalesce(current_setting('app.reason', true), '');
begin
  -- What was brought along as judged is what lies there when somebody first asks.
  insert into private.judged_files (path, file)
  select p.path, private.file_at(p.path) from (
    select i.storage_path from public.user_images i where i.state = 'approved' and (paths is null or i.storage_path = any (paths))
    union select c.image_path from public.community_posts c where c.state = 'published' and c.image_path is not null and (paths is null or c.image_path = any (paths))) p (path)
  where not exists (select from private.judged_files f where f.path = p.path) and private.file_at(p.path) is not null
  on conflict do nothing;
  perform set_config('app.reason', 'Its file is another than the one that was seen', true);
  for other in select * from private.other_files(paths) loop
    for shows in
      select i.id from public.user_images i where i.storage_path = other.path and (i.state = 'approved' or i.state = 'pending' and i.checksum is not null) order by i.id for update
    loop
      perform set_config('app.photo', shows.id::text, true);
      update private.judged_files f set found = coalesce(other.file, ''), noted_at = now() where f.path = other.path;
      update public.user_images i set state = 'pending', checksum = null, phash = null where i.id = shows.id;
      perform private.refresh_waiting('photo', shows.id);
      put_back := put_back + 1;
    end loop;
    perform set_config('app.photo', '', true);
    -- Where nothing lies any more there is nothing to judge.
    continue when other.file is null;
    for shows in
      select p.id from public.community_posts p
      where (p.image_path = other.path and p.pending_version is null or exists (
          select from public.content_versions v where v.post_id = p.id and v.version = p.pending_version and v.image_path = other.path))
        and (p.state in ('pending', 'published') or paths is not null) order by p.id for update
    loop
      update private.judged_files f set found = other.file, noted_at = now() where f.path = other.path;
      perform private.put_back_post(shows.id);
      put_back := put_back + 1;
    end loop;
  end loop;
  perform set_config('app.reason', reason, true);
  return put_back;
end
$$;
comment on function private.recheck(text[]) is 'Puts back what shows one of these pictures, or any, whose file is another than the one that was seen or judged; says how many.';

create or replace function private.recheck_pictures() returns integer language sql security definer set search_path = '' as $$ select private.recheck(null) $$;
comment on function private.recheck_pictures() is 'Lets photos and posts wait anew whose file is another than the one that was seen or judged; says how many.';
comment on function public.recheck_pictures() is 'For a worker, every few minutes: photos and posts whose file is another than the one that was approved wait anew. Says how many.';

create or replace function private.judge_anew(conflict jsonb, post uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  if conflict ->> 'picture' is null then
    return conflict;
  end if;
  perform private.recheck(array[conflict ->> 'picture']);
  return (conflict - 'picture') || coalesce((
    select jsonb_build_object('state', p.state, 'version', coalesce(p.pending_version, p.version), 'decision_seen', (private.last_decision(p.id, null, false)).id)
    from public.community_posts p where p.id = judge_anew.post), '{}');
end
$$;
comment on function private.judge_anew(jsonb, uuid) is 'A conflict over a picture that is another: it is put back at once, so that it can be looked at again.';

create or replace function private.note_file() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place text;
  here text;
  noted private.judged_files;
begin
  -- History that the system brings along comes before its files.
  if auth.uid() is null and tg_table_name <> 'user_images' then
    return new;
  elsif tg_table_name = 'user_images' then
    place := new.storage_path;
  elsif tg_table_name = 'photo_decisions' then
    select i.storage_path into place from public.user_images i where i.id = new.image_id;
  else
    select v.image_path into place from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
  end if;
  if place is null then
    return new;
  end if;
  here := private.file_at(place);
  insert into private.judged_files (path, file) values (place, here) on conflict do nothing;
  select * into noted from private.judged_files f where f.path = place for update;
  if tg_table_name = 'user_images' then
    update private.judged_files f set file = here where f.path = place and f.found is not null;
  elsif tg_table_name = 'photo_decisions' then
    if new.state_after = 'approved' and noted.file is distinct from here then
      perform private.raise_conflict('edited', 'It is another picture than the one that was seen.', jsonb_build_object('picture', place));
    elsif new.decision in ('approve', 'reject') then
      update private.judged_files f set found = null where f.path = place and f.found is not null;
    end if;
  elsif new.decision in ('approve', 'restore') and here is not null and noted.file is distinct from here then
    if noted.found is distinct from here then
      perform private.raise_conflict('edited', 'It is another picture than the one that was seen.', jsonb_build_object('picture', place));
    end if;
    update private.judged_files f set file = here, found = null where f.path = place;
  end if;
  return new;
end
$$;
comment on function private.note_file() is 'Trigger: notes which file was seen or judged, the first time and when another is approved; nobody approves one that was not seen.';

-- What is judged anew is another file: who asks for addresses finds out first.
create or replace function private.pictures_to_show(paths text[]) returns setof text language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('transaction_read_only') = 'off' then
    perform private.recheck(pictures_to_show.paths);
  end if;
  return query select p.path from unnest(pictures_to_show.paths) p (path)
    where private.is_judged_file(p.path) and (
      exists (select from public.user_images i where i.storage_path = p.path and i.state = 'approved' and not private.is_suspended(i.user_id))
      or exists (select from public.community_posts c where c.image_path = p.path and c.state = 'published'));
end
$$;
create or replace function public.pictures_to_show(paths text[]) returns setof text language sql volatile set search_path = '' as $$ select private.pictures_to_show(paths) $$;

CREATE OR REPLACE FUNCTION private.try_decision(entry moderation_decisions)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  answer jsonb := jsonb_build_object('item_type', case when entry.post_id is not null then 'post' else 'comment' end,
    'item_id', coalesce(entry.post_id, entry.comment_id), 'client_key', entry.client_key);
  made public.moderation_decisions;
  message text;
  details text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  end if;
  -- Sent before, and the answer was lost on its way.
  select d.* into made from public.moderation_decisions d where d.client_key = entry.client_key;
  if found then
    if made.moderator_id <> auth.uid() or coalesce(made.post_id, made.comment_id) <> coalesce(entry.post_id, entry.comment_id) or made.decision <> entry.decision then
      return answer || jsonb_build_object('result', 'refused', 'field', 'client_key', 'why', 'This key belongs to another decision.');
    end if;
    return answer || private.decision_facts(made)
      || jsonb_build_object('result', 'applied', 'repeated', true, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
  end if;
  begin
    insert into public.moderation_decisions
      (post_id, comment_id, decision, reason_code, note, moderator_id, version_seen, decision_seen, state_before, state_after, undoes_id, client_key,
       over_claim, assigned_to, due_at, sanction_id)
    values (entry.post_id, entry.comment_id, entry.decision, entry.reason_code, private.said(entry.note), auth.uid(), entry.version_seen, entry.decision_seen,
      '', '', entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false), entry.assigned_to, entry.due_at, entry.sanction_id)
    returning * into made;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || private.judge_anew(details::jsonb, entry.post_id) || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message,
        'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.decision_facts(made)
    || jsonb_build_object('result', 'applied', 'repeated', false, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
end
$function$;

CREATE OR REPLACE FUNCTION private.decide_photo(entry photo_decisions)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
    elsif entry.reason_code = 'other' and private.said(entry.note) is null then
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
    values (photo.id, photo.user_id, entry.decision, entry.reason_code, private.said(entry.note), auth.uid(), entry.checksum, entry.decision_seen,
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
      return answer || private.judge_anew(details::jsonb, null) || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.photo_facts(made) || '{"result": "applied", "repeated": false}';
end
$function$;

CREATE OR REPLACE FUNCTION private.put_claim(post uuid, comment uuid, take_over boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  held public.moderation_claims;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  end if;
  select * into held from public.moderation_claims c where c.post_id = post or c.comment_id = comment for update;
  if not found then
    insert into public.moderation_claims (post_id, comment_id, moderator_id, claimed_at, expires_at)
    values (post, comment, auth.uid(), now(), now() + interval '5 minutes');
  elsif held.moderator_id = auth.uid() then
    update public.moderation_claims c set expires_at = now() + interval '5 minutes' where c.id = held.id;
  elsif held.expires_at <= now() then
    -- Nobody had it any more: that is no takeover.
    delete from public.moderation_claims c where c.id = held.id;
    insert into public.moderation_claims (post_id, comment_id, moderator_id, claimed_at, expires_at)
    values (post, comment, auth.uid(), now(), now() + interval '5 minutes');
  elsif take_over then
    update public.moderation_claims c set moderator_id = auth.uid(), claimed_at = now(), expires_at = now() + interval '5 minutes'
    where c.id = held.id;
  else
    return false;
  end if;
  -- Whoever claims looks: another file that comes after this is not the one that was seen.
  if post is not null then
    insert into private.judged_files (path, file)
    select v.image_path, private.file_at(v.image_path) from public.community_posts p, private.version_text(p.id, null, coalesce(p.pending_version, p.version)) v
    where p.id = post and v.image_path is not null
    on conflict do nothing;
  end if;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION private.item_signals(kind text, item uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    with this as (
      select p.user_id, p.created_at, concat_ws(' ', coalesce(v.title, p.title), coalesce(v.body, p.body)) as words, coalesce(v.body, p.body) as body,
        case when v.id is null then p.image_path else v.image_path end as picture
      from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
      where item_signals.kind = 'post' and p.id = item_signals.item
      union all
      select c.user_id, c.created_at, coalesce(v.body, c.body), coalesce(v.body, c.body), null
      from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
      where item_signals.kind = 'comment' and c.id = item_signals.item
    ), found as (
      select coalesce(w.signal, 'watched') as factor, string_agg(w.pattern, ', ' order by w.severity desc, w.pattern) as patterns, count(*) as hits,
        max(w.severity) as severity, bool_or(w.effect = 'hold') as hold
      from this t, private.words_in(t.words) w group by 1
    ), copies as (
      select count(*) as items, count(distinct s.author_id) as authors from this t, private.same_text(t.body, t.user_id) s
    )
    select coalesce(jsonb_agg(jsonb_build_object('factor', s.factor, 'label', s.label, 'value', s.value, 'points', s.points, 'hold', s.hold) order by s.points desc, s.factor), '[]')
    from (
      select f.factor, format(case f.factor when 'money' then 'Speaks of money: %s' when 'messenger' then 'Leads to another messenger: %s'
          when 'payment_link' then 'A way to pay: %s' else 'Watched words: %s' end, f.patterns) as label, f.hits as value,
        least(10, 1.5 * f.severity + f.hits) as points, f.hold
      from found f
      union all
      select 'new_file', 'Another file came to the place of its picture', 1, 4, false
      from this t join private.judged_files f on f.path = t.picture where f.found is distinct from f.file and f.found is not null
      union all
      select 'same_text', format(case c.authors when 1 then 'The same text by another member, in %2$s' else 'The same text by %1$s other members, in %2$s' end, c.authors,
        case c.items when 1 then 'one place' else c.items || ' places' end), c.items, least(12, 6 + 2 * c.authors), false
      from copies c where c.items > 0
      union all
      select 'young_account', case when t.created_at - p.created_at < interval '1 day' then 'Written on the day of joining'
        else format('Written %s days after joining', extract(day from t.created_at - p.created_at)) end, extract(day from t.created_at - p.created_at), 4, false
      from this t join public.profiles p on p.id = t.user_id
      where t.created_at >= p.created_at and t.created_at - p.created_at < make_interval(days => private.setting('young_account_days')::integer)
    ) s);
end
$function$;

CREATE OR REPLACE FUNCTION private.photo_waiting(image uuid)
 RETURNS moderation_waiting
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  photo public.user_images;
  held public.photo_decisions := private.last_photo_decision(image, true);
  w public.moderation_waiting;
begin
  select * into photo from public.user_images i where i.id = image;
  if not found then
    return null;
  end if;
  w.item_id := image;
  w.item_type := 'photo';
  w.pending := photo.state = 'pending';
  w.escalated := coalesce(held.decision = 'escalate', false);
  w.edited := w.pending and exists (select from private.judged_files f where f.path = photo.storage_path and f.found is not null);
  w.by_bot := false;
  w.counting := 0;
  w.set_aside := 0;
  w.earlier := 0;
  w.waiting_since := least(
    case when w.edited then (select f.noted_at from private.judged_files f where f.path = photo.storage_path) when w.pending then photo.created_at end, case when w.escalated then held.created_at end);
  return w;
end
$function$;

create or replace view public.moderation_queue with (security_invoker=true) as
 SELECT w.item_id AS id,
    w.item_type,
    w.item_id,
    w.post_id,
    COALESCE(w.new_title, w.title) AS title,
    COALESCE(w.new_body, w.body) AS body,
    private.excerpt(COALESCE(w.new_body, w.body)) AS excerpt,
        CASE
            WHEN w.pending_version IS NULL THEN w.image_path
            ELSE w.new_image
        END AS image_path,
    w.user_id AS author_id,
    author.display_name AS author_name,
    w.state,
    COALESCE(w.pending_version, w.version) AS version,
    GREATEST(( SELECT max(d.id) AS max
           FROM moderation_decisions d
          WHERE d.post_id = w.item_id), ( SELECT max(d.id) AS max
           FROM moderation_decisions d
          WHERE d.comment_id = w.item_id)) AS decision_seen,
    w.created_at,
    w.edited_at,
    w.updated_at,
    w.waiting_since,
    array_remove(ARRAY[
        CASE
            WHEN w.escalated THEN 'escalated'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.counting > 0 THEN 'reported'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.by_bot THEN 'bot'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.edited THEN 'edited'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.watched THEN 'watched'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.pending THEN 'pending'::text
            ELSE NULL::text
        END], NULL::text) AS why,
    LEAST(100::numeric, w.for_reports + w.for_category + w.for_bot + w.for_author + w.for_age + w.for_reach + w.for_escalation + w.for_edit + w.for_pending + w.for_signals) AS priority,
    ( SELECT jsonb_agg(jsonb_build_object('factor', f.factor, 'label', f.label, 'value', f.value, 'points', f.points) ORDER BY f.points DESC, f.factor) AS jsonb_agg
           FROM ( VALUES ('reports'::text,
                        CASE w.counting
                            WHEN 1 THEN format('1 report, by a member who is right %s%% of the time'::text, round(100::numeric * w.accuracy))
                            ELSE format('%s reports, by members who are right %s%% of the time'::text, w.counting, round(100::numeric * w.accuracy))
                        END,round(w.weight, 2),w.for_reports), ('category'::text,format('%s: severity %s of 5'::text, w.category_label, w.severity),w.severity::numeric,w.for_category), ('bot'::text,format('The bot is %s%% sure%s'::text, round(100::numeric * w.bot_score), ': '::text || lower(replace(w.bot_category, '_'::text, ' '::text))),w.bot_score,w.for_bot), ('author'::text,concat_ws(', '::text,
                        CASE
                            WHEN w.removed > 0 THEN format('%s removed before'::text, w.removed)
                            ELSE NULL::text
                        END,
                        CASE
                            WHEN w.hidden > 0 THEN format('%s hidden before'::text, w.hidden)
                            ELSE NULL::text
                        END,
                        CASE w.sanction
                            WHEN 'mute'::text THEN 'muted now'::text
                            WHEN 'suspend'::text THEN 'suspended now'::text
                            ELSE NULL::text
                        END),(w.removed + w.hidden)::numeric,w.for_author), ('age'::text,
                        CASE
                            WHEN (now() - w.waiting_since) < '01:30:00'::interval THEN format('Has waited for %s minutes'::text, floor(EXTRACT(epoch FROM now() - w.waiting_since) / 60::numeric))
                            WHEN (now() - w.waiting_since) < '36:00:00'::interval THEN format('Has waited for %s hours'::text, round(EXTRACT(epoch FROM now() - w.waiting_since) / 3600::numeric))
                            ELSE format('Has waited for %s days'::text, round(EXTRACT(epoch FROM now() - w.waiting_since) / 86400::numeric))
                        END,round(EXTRACT(epoch FROM now() - w.waiting_since) / 3600::numeric, 1),w.for_age), ('reach'::text,format(
                        CASE w.item_type
                            WHEN 'post'::text THEN 'Seen %s times'::text
                            ELSE 'Under a post seen %s times'::text
                        END, w.view_count),w.view_count::numeric,w.for_reach), ('escalated'::text,format('Escalated by %s'::text, ( SELECT s.full_name
                           FROM staff_members s
                          WHERE s.user_id = w.held_by)),1,w.for_escalation), ('edited'::text,
                        CASE
                            WHEN w.signals @> '[{"factor": "new_file"}]'::jsonb THEN 'What was approved is to be judged again'::text
                            WHEN w.pending_version IS NULL THEN 'Its author has changed it since it was judged'::text
                            ELSE 'Its author wants to change what was approved'::text
                        END,w.version::numeric,w.for_edit), ('pending'::text,'Nobody sees it before it is approved'::text,1,w.for_pending)
                UNION ALL
                 SELECT s.factor,
                    s.label,
                    s.value,
                    s.points
                   FROM jsonb_to_recordset(w.signals) s(factor text, label text, value numeric, points numeric)) f(factor, label, value, points)
          WHERE f.points > 0::numeric) AS explanation,
    w.counting AS open_reports,
    w.set_aside AS set_aside_reports,
    w.category AS top_category,
    w.severity,
    w.bot_score,
    w.bot_category,
    w.removed::integer AS author_removed,
    w.hidden::integer AS author_hidden,
    w.sanction AS author_sanction,
    w.escalated,
        CASE
            WHEN w.escalated THEN w.held_by
            ELSE NULL::uuid
        END AS escalated_by,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = w.held_by)
            ELSE NULL::text
        END AS escalated_name,
        CASE
            WHEN w.escalated THEN w.held_at
            ELSE NULL::timestamp with time zone
        END AS escalated_at,
        CASE
            WHEN w.escalated THEN w.held_reason
            ELSE NULL::text
        END AS escalated_reason,
        CASE
            WHEN w.escalated THEN w.held_note
            ELSE NULL::text
        END AS escalated_note,
    w.claimed_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = w.claimed_by) AS claimed_name,
    w.claim_expires_at,
    private.duplicate_key(concat_ws(' '::text, COALESCE(w.new_title,
        CASE w.item_type
            WHEN 'post'::text THEN w.title
            ELSE NULL::text
        END), COALESCE(w.new_body, w.body))) AS duplicate_key,
    w.view_count,
    w.comment_count,
    w.report_count,
    w.version AS shown_version,
        CASE
            WHEN w.pending_version IS NOT NULL THEN jsonb_build_object('version', w.version, 'title', w.title, 'body', w.body, 'image_path', w.image_path)
            ELSE NULL::jsonb
        END AS shown,
    w.earlier AS earlier_reports,
        CASE
            WHEN w.escalated THEN w.assigned_to
            ELSE NULL::uuid
        END AS assigned_to,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = w.assigned_to)
            ELSE NULL::text
        END AS assigned_name,
        CASE
            WHEN w.escalated THEN w.due_at
            ELSE NULL::timestamp with time zone
        END AS due_at,
    w.changed_at
   FROM ( SELECT j.item_id,
            j.item_type,
            j.waiting_since,
            j.pending,
            j.edited,
            j.by_bot,
            j.escalated,
            j.counting,
            j.set_aside,
            j.earlier,
            j.held_id,
            j.changed_at,
            j.signals,
            j.watched,
            j.post_id,
            j.title,
            j.body,
            j.image_path,
            j.user_id,
            j.state,
            j.version,
            j.pending_version,
            j.bot_score,
            j.bot_category,
            j.view_count,
            j.comment_count,
            j.report_count,
            j.created_at,
            j.edited_at,
            j.updated_at,
            j.weight,
            j.accuracy,
            j.claimed_by,
            j.claim_expires_at,
            j.held_by,
            j.held_at,
            j.held_reason,
            j.held_note,
            j.assigned_to,
            j.due_at,
            j.new_title,
            j.new_body,
            j.new_image,
            j.removed,
            j.hidden,
            j.sanction,
            j.category,
            COALESCE(m.severity::integer, 0)::smallint AS severity,
            m.label AS category_label,
            round(LEAST(40::numeric, 12::numeric * COALESCE(j.weight, 0::numeric)), 1) AS for_reports,
            round(COALESCE(m.severity::integer, 0)::numeric * 4.0, 1) AS for_category,
            COALESCE(round(
                CASE
                    WHEN j.bot_score >= 0.3 THEN 20::numeric * j.bot_score
                    ELSE NULL::numeric
                END, 1), 0::numeric) AS for_bot,
            round(LEAST(12::numeric, (3 * j.removed)::numeric + 1.5 * j.hidden::numeric) +
                CASE
                    WHEN j.sanction IS NULL THEN 0
                    ELSE 4
                END::numeric, 1) AS for_author,
            round(LEAST(12::numeric, EXTRACT(epoch FROM now() - j.waiting_since) / 7200::numeric), 1) AS for_age,
                CASE
                    WHEN j.state = 'published'::text THEN round(LEAST(10::numeric, (2.5::double precision * ln(1.0::double precision + j.view_count::double precision) / ln(10.0::double precision))::numeric), 1)
                    ELSE 0.0
                END AS for_reach,
                CASE
                    WHEN j.escalated THEN 30.0
                    ELSE 0.0
                END AS for_escalation,
                CASE
                    WHEN j.edited THEN 6.0
                    ELSE 0.0
                END AS for_edit,
                CASE
                    WHEN j.pending THEN 5.0
                    ELSE 0.0
                END AS for_pending,
            ( SELECT COALESCE(sum((s.value ->> 'points'::text)::numeric), 0.0) AS "coalesce"
                   FROM jsonb_array_elements(j.signals) s(value)) AS for_signals
           FROM ( SELECT i.item_id,
                    i.item_type,
                    i.waiting_since,
                    i.pending,
                    i.edited,
                    i.by_bot,
                    i.escalated,
                    i.counting,
                    i.set_aside,
                    i.earlier,
                    i.held_id,
                    i.changed_at,
                    i.signals,
                    i.watched,
                    i.post_id,
                    i.title,
                    i.body,
                    i.image_path,
                    i.user_id,
                    i.state,
                    i.version,
                    i.pending_version,
                    i.bot_score,
                    i.bot_category,
                    i.view_count,
                    i.comment_count,
                    i.report_count,
                    i.created_at,
                    i.edited_at,
                    i.updated_at,
                    r.weight,
                    r.accuracy,
                    k.moderator_id AS claimed_by,
                    k.expires_at AS claim_expires_at,
                    h.moderator_id AS held_by,
                    h.created_at AS held_at,
                    h.reason_code AS held_reason,
                    h.note AS held_note,
                    h.assigned_to,
                    h.due_at,
                    v.title AS new_title,
                    v.body AS new_body,
                    v.image_path AS new_image,
                    COALESCE(o.removed, 0::bigint) - (i.state = 'removed'::text)::integer AS removed,
                    COALESCE(o.hidden, 0::bigint) - (i.state = 'hidden'::text)::integer AS hidden,
                    s.kind AS sanction,
                    COALESCE(r.category,
                        CASE
                            WHEN i.bot_score >= 0.5 THEN i.bot_category
                            ELSE NULL::text
                        END) AS category
                   FROM ( SELECT q.item_id,
                            q.item_type,
                            q.waiting_since,
                            q.pending,
                            q.edited,
                            q.by_bot,
                            q.escalated,
                            q.counting,
                            q.set_aside,
                            q.earlier,
                            q.held_id,
                            q.changed_at,
                            q.signals,
                            q.watched,
                            p.id AS post_id,
                            p.title,
                            p.body,
                            p.image_path,
                            p.user_id,
                            p.state,
                            p.version,
                            p.pending_version,
                            g.bot_score,
                            g.bot_category,
                            p.view_count,
                            p.comment_count,
                            g.report_count,
                            p.created_at,
                            p.edited_at,
                            p.updated_at
                           FROM moderation_waiting q
                             JOIN community_posts p ON p.id = q.item_id
                             JOIN content_signals g ON g.id = q.item_id
                          WHERE q.waiting_since IS NOT NULL AND q.item_type = 'post'::text
                        UNION ALL
                         SELECT q.item_id,
                            q.item_type,
                            q.waiting_since,
                            q.pending,
                            q.edited,
                            q.by_bot,
                            q.escalated,
                            q.counting,
                            q.set_aside,
                            q.earlier,
                            q.held_id,
                            q.changed_at,
                            q.signals,
                            q.watched,
                            c.post_id,
                            p.title,
                            c.body,
                            NULL::text,
                            c.user_id,
                            c.state,
                            c.version,
                            c.pending_version,
                            g.bot_score,
                            g.bot_category,
                            p.view_count,
                            0,
                            g.report_count,
                            c.created_at,
                            c.edited_at,
                            c.updated_at
                           FROM moderation_waiting q
                             JOIN post_comments c ON c.id = q.item_id
                             JOIN community_posts p ON p.id = c.post_id
                             JOIN content_signals g ON g.id = q.item_id
                          WHERE q.waiting_since IS NOT NULL AND q.item_type = 'comment'::text) i
                     LEFT JOIN moderation_decisions h ON h.id = i.held_id
                     LEFT JOIN content_versions v ON i.pending_version IS NOT NULL AND v.version = i.pending_version AND (v.post_id = i.item_id OR v.comment_id = i.item_id)
                     LEFT JOIN LATERAL ( SELECT sum(a.weight) AS weight,
                            avg(a.accuracy) AS accuracy,
                            (array_agg(r_1.category ORDER BY (COALESCE(m_1.severity::integer, 1)) DESC, r_1.created_at))[1] AS category
                           FROM content_reports r_1
                             CROSS JOIN LATERAL ( SELECT round((count(*) FILTER (WHERE y.state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE y.state <> 'open'::text) + 4)::numeric, 3) AS accuracy,
                                    round((count(*) FILTER (WHERE y.state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE y.state <> 'open'::text) + 4)::numeric * 2::numeric, 3) AS weight
                                   FROM content_reports y
                                  WHERE y.reporter_id = r_1.reporter_id) a
                             LEFT JOIN moderation_reasons m_1 ON m_1.code = r_1.category
                          WHERE i.counting > 0 AND (r_1.post_id = i.item_id OR r_1.comment_id = i.item_id) AND r_1.state = 'open'::text AND (i.set_aside = 0 OR private.report_counts(r_1.*))) r ON true
                     LEFT JOIN LATERAL ( SELECT count(*) FILTER (WHERE o_1.state = 'removed'::text) AS removed,
                            count(*) FILTER (WHERE o_1.state = 'hidden'::text) AS hidden
                           FROM ( SELECT p.state
                                   FROM community_posts p
                                  WHERE p.user_id = i.user_id AND (p.state = ANY (ARRAY['hidden'::text, 'removed'::text]))
                                UNION ALL
                                 SELECT c.state
                                   FROM post_comments c
                                  WHERE c.user_id = i.user_id AND (c.state = ANY (ARRAY['hidden'::text, 'removed'::text]))) o_1) o ON true
                     LEFT JOIN ( SELECT s_1.member_id,
                            max(s_1.kind) AS kind
                           FROM member_sanctions s_1
                          WHERE s_1.kind <> 'warn'::text AND s_1.lifted_at IS NULL AND s_1.starts_at <= now() AND (s_1.ends_at IS NULL OR s_1.ends_at > now())
                          GROUP BY s_1.member_id) s ON s.member_id = i.user_id
                     LEFT JOIN moderation_claims k ON COALESCE(k.post_id, k.comment_id) = i.item_id AND k.expires_at > now()) j
             LEFT JOIN moderation_reasons m ON m.code = j.category) w
     JOIN profiles author ON author.id = w.user_id
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);

create or replace view public.photo_queue with (security_invoker=true) as
 SELECT i.id,
    'photo'::text AS item_type,
    i.id AS item_id,
    i.user_id AS member_id,
    p.display_name AS member_name,
    (p.display_name || ', photo '::text) || (i."position" + 1) AS title,
    i.storage_path,
    i.alt_text,
    i."position",
    i.is_primary,
    i.width,
    i.height,
    i.state,
    i.rejection_reason,
    i.checksum,
    i.phash::text AS phash,
    i.created_at,
    d.id AS decision_seen,
    w.waiting_since,
    array_remove(ARRAY[
        CASE
            WHEN w.escalated THEN 'escalated'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.edited THEN 'edited'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.pending THEN 'pending'::text
            ELSE NULL::text
        END], NULL::text) AS why,
    COALESCE(w.escalated, false) AS escalated,
        CASE
            WHEN w.escalated THEN d.note
            ELSE NULL::text
        END AS escalated_note,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = d.moderator_id)
            ELSE NULL::text
        END AS escalated_name,
    c.moderator_id AS claimed_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = c.moderator_id) AS claimed_name,
    c.expires_at AS claim_expires_at,
    (( SELECT count(DISTINCT a.user_id) AS count
           FROM private.alike(i.id) a(id, user_id, distance)))::integer AS also_on,
    i.version
   FROM moderation_waiting w
     JOIN user_images i ON i.id = w.item_id
     JOIN profiles p ON p.id = i.user_id
     LEFT JOIN LATERAL ( SELECT d_1.id,
            d_1.image_id,
            d_1.member_id,
            d_1.decision,
            d_1.reason_code,
            d_1.note,
            d_1.moderator_id,
            d_1.checksum,
            d_1.decision_seen,
            d_1.state_before,
            d_1.state_after,
            d_1.rejection_before,
            d_1.undoes_id,
            d_1.client_key,
            d_1.over_claim,
            d_1.waiting_since,
            d_1.created_at
           FROM photo_decisions d_1
          WHERE d_1.image_id = i.id
          ORDER BY d_1.id DESC
         LIMIT 1) d ON true
     LEFT JOIN moderation_claims c ON c.image_id = i.id AND c.expires_at > now()
  WHERE w.item_type = 'photo'::text AND w.waiting_since IS NOT NULL AND ( SELECT private.has_role('moderator'::text) AS has_role);

revoke execute on function private.file_facts(jsonb), private.other_files(text[]), private.put_back_post(uuid), private.recheck(text[]), private.judge_anew(jsonb, uuid)
  from public, anon, authenticated, service_role;
