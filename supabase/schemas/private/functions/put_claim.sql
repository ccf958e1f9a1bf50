-- Written by `npm run schema` from the migrations: change those, not this.

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

comment on function private.put_claim(post uuid, comment uuid, take_over boolean) is 'Claims an item; false where a colleague holds it.';

grant execute on function private.put_claim(post uuid, comment uuid, take_over boolean) to authenticated;
