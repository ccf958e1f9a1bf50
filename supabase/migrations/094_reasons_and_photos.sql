-- Reasons by what they are for; nothing changes behind a decision
-- A reason says whether it fits texts, photos or both; a photo's description and a post's topic stand as they were judged;
-- no file is put where a judged picture lies; and watched words are found in more disguises.

alter table public.moderation_reasons add column if not exists items text[] not null default '{text}';
comment on column public.moderation_reasons.items is 'What it can be said of: texts (posts and comments), photos, or both.';
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'moderation_reasons_items_check') then
    alter table public.moderation_reasons add constraint moderation_reasons_items_check check (items <@ array['text', 'photo'] and items <> '{}');
    update public.moderation_reasons r set items = case when r.code in ('no_face', 'not_the_member', 'child_in_picture', 'poor_quality') then '{photo}'::text[] else '{text,photo}' end
    where 'reject' = any (r.decisions) or r.code in ('unsure', 'impersonation', 'harassment', 'self_harm', 'repeated', 'within_rules');
  end if;
end
$$;
select private.allow_form('moderation_reasons', 'admin', '{label,member_text,member_texts,severity,decisions,items,earlier_reports,number_key,position,active}', '{code}');

create or replace function private.fit_reason() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- History that the system brings along is taken as it is.
  if auth.uid() is not null and exists (select from public.moderation_reasons r where r.code = new.reason_code and not tg_argv[0] = any (r.items)) then
    perform private.raise_refusal(format('“%s” is no reason for a %s.', (select r.label from public.moderation_reasons r where r.code = new.reason_code),
      case tg_argv[0] when 'photo' then 'photo' else 'text' end), 'reason_code');
  end if;
  return new;
end
$$;
comment on function private.fit_reason() is 'Trigger: a reason is one for what is decided about. Argument: text or photo.';
-- After what a decision itself asks for, by its name.
create or replace trigger reason_fits before insert on public.moderation_decisions for each row execute function private.fit_reason('text');
create or replace trigger reason_fits before insert on public.photo_decisions for each row execute function private.fit_reason('photo');

-- ---------------------------------------------------------------------------------------
-- A photo is judged with its description

alter table public.user_images add column if not exists version integer not null default 1;
comment on column public.user_images.version is 'Counts the descriptions of this photo; its file never changes.';
select private.allow_columns('user_images', 'update', '{"member": ["alt_text", "position", "is_primary"]}', 'user_id');
revoke update (alt_text) on public.user_images from service_role;

create or replace function private.keep_description() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.state <> 'pending' and current_user in ('authenticated', 'service_role') then
    raise exception 'It was judged with its description. Put the photo up again to describe it anew.' using errcode = '42501', detail = '{"field": "alt_text"}';
  end if;
  new.version := old.version + 1;
  return new;
end
$$;
comment on function private.keep_description() is 'Trigger: the description of a photo changes only while nobody has judged it, and then as another version.';
create or replace trigger description before update of alt_text on public.user_images
  for each row when (new.alt_text is distinct from old.alt_text) execute function private.keep_description();
create or replace trigger waiting_described after update of alt_text on public.user_images
  for each row when (new.alt_text is distinct from old.alt_text) execute function private.keep_photo_waiting();

create or replace function public.moderate_photos(decisions jsonb) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  wanted record;
  entry public.photo_decisions;
  results jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_id uuid, decision text, client_key uuid)
    where w.item_id is null or w.client_key is null or w.decision is null or w.decision not in ('approve', 'reject', 'escalate')) then
    raise exception 'Each decision needs item_id, checksum, decision and client_key.' using errcode = '22023';
  end if;
  -- All locks first and in one order.
  perform from public.user_images i where i.id in (select w.item_id from jsonb_to_recordset(decisions) w (item_id uuid)) order by i.id for update;
  for wanted in
    select d.*, i.version as standing, i.state, (private.last_photo_decision(i.id, false)).id as latest
    from rows from (jsonb_to_recordset(decisions) as (item_id uuid, checksum text, decision_seen bigint, decision text, reason_code text, note text,
      client_key uuid, over_claim boolean, version integer)) with ordinality
      d (item_id, checksum, decision_seen, decision, reason_code, note, client_key, over_claim, version, place)
    left join public.user_images i on i.id = d.item_id
    order by d.place
  loop
    if wanted.version < wanted.standing and not exists (select from public.photo_decisions d where d.client_key = wanted.client_key)
      and wanted.latest is not distinct from wanted.decision_seen then
      results := results || jsonb_build_object('item_type', 'photo', 'item_id', wanted.item_id, 'client_key', wanted.client_key, 'result', 'conflict', 'kind', 'edited',
        'why', 'The member has described it anew since you opened it.', 'state', wanted.state, 'version', wanted.standing, 'decision_seen', wanted.latest);
      continue;
    end if;
    entry := null;
    entry.image_id := wanted.item_id;
    entry.checksum := wanted.checksum;
    entry.decision_seen := wanted.decision_seen;
    entry.decision := wanted.decision;
    entry.reason_code := nullif(wanted.reason_code, '');
    entry.note := wanted.note;
    entry.client_key := wanted.client_key;
    entry.over_claim := wanted.over_claim;
    results := results || private.decide_photo(entry);
  end loop;
  return results;
end
$$;
comment on function public.moderate_photos(jsonb) is 'Decides about photos: [{"item_id", "checksum", "version", "decision_seen", "decision", "reason_code", "note", "client_key", "over_claim"}]. The checksum is that of the picture that was seen, the version that of its description. Answers for each, in that order: applied, conflict or refused.';

create or replace view public.photo_queue with (security_invoker = true) as
select i.id, 'photo'::text as item_type, i.id as item_id, i.user_id as member_id, p.display_name as member_name, p.display_name || ', photo ' || i.position + 1 as title,
  i.storage_path, i.alt_text, i.position, i.is_primary, i.width, i.height, i.state, i.rejection_reason, i.checksum, i.phash::text as phash, i.created_at,
  d.id as decision_seen, w.waiting_since, array_remove(array[case when w.escalated then 'escalated' end, case when w.pending then 'pending' end], null) as why,
  coalesce(w.escalated, false) as escalated, case when w.escalated then d.note end as escalated_note,
  case when w.escalated then (select s.full_name from public.staff_members s where s.user_id = d.moderator_id) end as escalated_name,
  c.moderator_id as claimed_by, (select s.full_name from public.staff_members s where s.user_id = c.moderator_id) as claimed_name, c.expires_at as claim_expires_at,
  (select count(distinct a.user_id) from private.alike(i.id) a)::integer as also_on,
  i.version
from public.moderation_waiting w
join public.user_images i on i.id = w.item_id
join public.profiles p on p.id = i.user_id
left join lateral (select d.* from public.photo_decisions d where d.image_id = i.id order by d.id desc limit 1) d on true
left join public.moderation_claims c on c.image_id = i.id and c.expires_at > now()
where w.item_type = 'photo' and w.waiting_since is not null and (select private.has_role('moderator'));

-- ---------------------------------------------------------------------------------------
-- A post stays under the topic under which it was judged; moderators move it

create or replace function private.keep_topic() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and old.state <> 'pending' and not (select private.has_role('moderator')) then
    raise exception 'It was judged under its topic and kind. A moderator moves it.' using errcode = '42501',
      detail = jsonb_build_object('field', case when new.topic_id is distinct from old.topic_id then 'topic_id' else 'kind' end)::text;
  end if;
  return new;
end
$$;
comment on function private.keep_topic() is 'Trigger: what was judged keeps its topic and kind, unless a moderator moves it.';
create or replace trigger topic before update of topic_id, kind on public.community_posts
  for each row when ((new.topic_id, new.kind) is distinct from (old.topic_id, old.kind)) execute function private.keep_topic();

-- ---------------------------------------------------------------------------------------
-- Where a picture was judged, no other file is put: not after one was taken away, nor where none was yet

create or replace function private.is_judged_picture(path text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.user_images i where i.user_id = auth.uid() and i.storage_path = path and i.state <> 'pending')
    or exists (select from public.community_posts p where p.user_id = auth.uid() and p.image_path = path and p.state <> 'pending')
    or exists (select from public.content_versions v where v.author_id = auth.uid() and v.image_path = path and v.state <> 'waiting')
$$;
comment on function private.is_judged_picture(text) is 'Whether something of the signed-in member that was judged shows the picture of this path.';
do $$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  execute 'drop policy if exists "pictures insert" on storage.objects';
  execute $policy$create policy "pictures insert" on storage.objects for insert to authenticated with check (bucket_id = 'pictures'
    and name ~ ('^(profiles|posts)/' || (select auth.uid())::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$')
    and not (select private.is_kept_from('taking_part')) and not private.is_judged_picture(name))$policy$;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Whoever confirmed a sanction, or is the member themself, answers no objection to it: the queue says so, too

create or replace view public.appeal_queue with (security_invoker = true) as
select a.id, a.state, a.text, a.member_id, p.display_name as member_name, n.kind, n.what, n.rule_code, n.rule_text, n.facts, n.decision_id, n.sanction_id, n.created_at as decided_at,
  coalesce(d.moderator_id, s.created_by, o.moderator_id) as decided_by,
  (select m.full_name from public.staff_members m where m.user_id = coalesce(d.moderator_id, s.created_by, o.moderator_id)) as decided_by_name,
  (select auth.uid()) <> all (array_remove(array[d.moderator_id, s.created_by, s.confirmed_by, o.moderator_id, a.member_id], null)) as may_answer,
  a.answer, a.decided_at as answered_at, a.decided_by as answered_by,
  (select m.full_name from public.staff_members m where m.user_id = a.decided_by) as answered_by_name,
  a.created_at, a.updated_at
from public.moderation_appeals a
join public.profiles p on p.id = a.member_id
join public.member_notices n on n.id = a.notice_id
left join public.moderation_decisions d on d.id = n.decision_id
left join public.member_sanctions s on s.id = n.sanction_id
left join public.photo_decisions o on o.id = n.photo_decision_id
where (select private.has_role('moderator'));

-- ---------------------------------------------------------------------------------------
-- Watched words: small capitals, hooked letters, Cherokee and Lisu ones, digits of more scripts, any stacked mark, and signs
-- or pictures between words

create or replace function private.plain_text(written text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select ' ' || btrim(regexp_replace(
    case when octet_length(written) = char_length(written) then lower(written) else translate(
      private.folded(regexp_replace(private.visible_text(written), '[\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g')),
      'аеорсухіјѕԁԛԝһӏкгѵмтвьн'
      'οαρεικτυχγηωνϲϳ'
      'ıɑɡǀʏҽёոօսհզքյ'
      'АВЕКМНОРСТУХІЈЅӀ'
      'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'
      'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡᴢ'
      'ɓɗƒɠɦɨɩʝƙɭɱŋɲƥɋɽʂƭʋʐƴßβζ'
      'пғԍүъқҝҡңҳ'
      'ᎪᏴᏟᎠᎬᎶᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ'
      'ꭺᏼꮯꭰꭼꮆꮋꭵꭻꮶꮮꮇꮲꭱꮪꭲꮩꮃꮓ'
      'ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ'
      '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙'
      '੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯໐໑໒໓໔໕໖໗໘໙၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩',
      'aeopcyxijsdqwhlkrvmtbbh'
      'oapeiktuxynwvcj'
      'iagiyeenouhqfj'
      'abekmhopctyxijsl'
      'abezhikmnoptyx'
      'abcdefghijklmnoprstuvwz'
      'bdfghiijklmnnpqrstvzysbz'
      'nfgybkkknx'
      'abcdeghijklmprstvwz'
      'abcdeghijklmprstvwz'
      'abcdefghijklmnoprstuvwxyz'
      '01234567890123456789012345678901234567890123456789'
      '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789') end,
    '[\s[:punct:]$+<=>^`|~‘’“”„«»‹›–—…·•¿¡。、，：；！？€£¥₿\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u2e00-\u2e5d\u3001-\u303f\ufe30-\ufe6f\U0001f000-\U0001faff]+', ' ', 'g')) || ' '
$$;
update public.watched_words w set pattern = w.pattern where w.matcher is distinct from private.word_pattern(w.pattern);

revoke all on function private.fit_reason(), private.keep_description(), private.keep_topic(), private.is_judged_picture(text) from public, anon, authenticated, service_role;
grant execute on function private.is_judged_picture(text) to authenticated;
