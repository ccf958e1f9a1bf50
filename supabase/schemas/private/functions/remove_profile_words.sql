-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb)
 RETURNS member_notices
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
    raise exception 'There is no such member.' using errcode = 'PT404';
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
  elsif reason.code = 'other' and private.said(note) is null then
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
  perform private.set_context('reason', concat_ws(': ', reason.label, private.said(note)));
  update public.profiles p set bio = case field when 'bio' then null else p.bio end, occupation = case field when 'occupation' then null else p.occupation end,
    pronouns = case field when 'pronouns' then null else p.pronouns end
  where p.id = person.id;
  perform private.set_context('reason', '');
  insert into public.member_notices (member_id, kind, what, rule_code, rule_text, facts, found_by, object_until)
  values (person.id, 'decision', 'remove_words', reason.code, private.rule_text(reason.code, person.id),
    format('Your profile, %s: “%s”', case field when 'bio' then 'about you' when 'occupation' then 'occupation' else 'pronouns' end, private.quoted(private.excerpt(words))), 'moderator',
    now() + make_interval(months => private.setting('months_to_object')::integer))
  returning * into notice;
  insert into private.profile_removals (notice_id, field, words, note, moderator_id, client_key)
  values (notice.id, field, words, private.said(note), auth.uid(), remove_profile_words.client_key);
  return notice;
end
$function$;

comment on function private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb) is 'Takes a text out of a member''s profile for a reason, and tells the member. Behind the public function of its name.';

grant execute on function private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb) to authenticated;
