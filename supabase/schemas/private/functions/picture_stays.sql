-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.picture_stays(path text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  owner constant uuid := case when path ~ '^(profiles|posts)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then split_part(path, '/', 2)::uuid end;
begin
  return exists (select from public.user_images i where i.user_id = owner and i.storage_path = path and private.photo_stays_until(i.id) is not null)
    or exists (
      select from public.community_posts p
      where p.user_id = owner and (p.image_path = path or exists (select from public.content_versions v where v.post_id = p.id and v.image_path = path))
        and (exists (select from public.content_reports r where r.post_id = p.id and r.state = 'open')
          or exists (select from public.moderation_waiting w where w.item_id = p.id and w.waiting_since is not null and w.escalated)
          or exists (
            select from public.moderation_decisions d join public.member_notices n on n.decision_id = d.id
            where d.post_id = p.id and (n.kind = 'decision' and n.reversed_at is null and n.object_until > now()
              or exists (select from public.moderation_appeals a where a.notice_id = n.id and a.state = 'open')))));
end
$function$;

comment on function private.picture_stays(path text) is 'Whether the picture of this path belongs to what somebody still has to judge, or may have to.';
