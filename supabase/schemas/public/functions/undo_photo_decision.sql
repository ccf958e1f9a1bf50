-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.undo_photo_decision(decision_id bigint, client_key uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  entry public.photo_decisions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  elsif undo_photo_decision.client_key is null then
    raise exception 'An undo needs its client_key.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select d.image_id into entry.image_id from public.photo_decisions d where d.id = decision_id;
  if not found then
    raise exception 'There is no such decision to take back.' using errcode = 'PT404';
  end if;
  entry.decision := 'undo';
  entry.undoes_id := decision_id;
  entry.client_key := undo_photo_decision.client_key;
  return private.decide_photo(entry);
end
$function$;

comment on function public.undo_photo_decision(decision_id bigint, client_key uuid) is 'Takes a decision about a photo back, as a decision of its own; a conflict when anything happened since.';

grant execute on function public.undo_photo_decision(decision_id bigint, client_key uuid) to authenticated;
