-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_photo_waiting()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.refresh_waiting('photo', i.id) from (
    select p.id from public.user_images p where p.state = 'pending'
    union select d.image_id from public.photo_decisions d where d.decision = 'escalate'
    union select w.item_id from public.moderation_waiting w where w.item_type = 'photo'
  ) i;
  return (select count(*) from public.moderation_waiting w where w.item_type = 'photo' and w.waiting_since is not null);
end
$function$;

comment on function private.rebuild_photo_waiting() is 'Asks about every photo again whether it waits; answers with how many do.';
