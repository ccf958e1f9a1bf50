-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.photo_stays_until(image uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case
    when exists (select from public.moderation_waiting w where w.item_id = i.id and w.waiting_since is not null and w.escalated)
      or exists (select from public.photo_decisions d join public.member_notices n on n.photo_decision_id = d.id
        join public.moderation_appeals a on a.notice_id = n.id where d.image_id = i.id and a.state = 'open')
      or exists (select from public.member_reports r where r.member_id = i.user_id and r.state = 'open') then 'infinity'
    when i.state = 'rejected' and t.until > now() then t.until
  end
  from public.user_images i
  cross join lateral (
    -- What was rejected before decisions were kept: as long from then on.
    select coalesce(max(n.object_until), i.updated_at + make_interval(months => private.setting('months_to_object')::integer)) as until
    from public.photo_decisions d join public.member_notices n on n.photo_decision_id = d.id
    where d.image_id = i.id and n.reversed_at is null) t
  where i.id = image
$function$;

comment on function private.photo_stays_until(image uuid) is 'Until when nobody deletes a photo: while a colleague, an objection or a report about its member waits (infinity), and, once rejected, for as long as its member may object.';
