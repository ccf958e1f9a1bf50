-- Written by `npm run schema` from the migrations: change those, not this.

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

comment on function private.photo_waiting(image uuid) is 'Whether and why a photo waits, as a row of moderation_waiting.';
