-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.last_photo_decision(image uuid, holding boolean)
 RETURNS photo_decisions
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select d.* from public.photo_decisions d
  where d.image_id = image and (not holding or d.decision <> 'undo' and not exists (select from public.photo_decisions u where u.undoes_id = d.id))
  order by d.id desc limit 1
$function$;

comment on function private.last_photo_decision(image uuid, holding boolean) is 'The newest decision about a photo; with holding, the newest that was not undone.';

grant execute on function private.last_photo_decision(image uuid, holding boolean) to authenticated;
