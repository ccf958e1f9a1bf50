-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.undo_decision(decision_id bigint, client_key uuid, note text DEFAULT NULL::text, over_claim boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  undone public.moderation_decisions;
  entry public.moderation_decisions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  elsif undo_decision.client_key is null then
    raise exception 'An undo needs its client_key.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select d.* into undone from public.moderation_decisions d where d.id = decision_id;
  if not found then
    raise exception 'There is no such decision to take back.' using errcode = 'PT404';
  end if;
  perform private.locked_item(undone.post_id, undone.comment_id);
  entry.post_id := undone.post_id;
  entry.comment_id := undone.comment_id;
  entry.version_seen := undone.version_seen;
  entry.decision := 'undo';
  entry.note := undo_decision.note;
  entry.undoes_id := undone.id;
  entry.client_key := undo_decision.client_key;
  entry.over_claim := coalesce(undo_decision.over_claim, false);
  return private.try_decision(entry);
end
$function$;

comment on function public.undo_decision(decision_id bigint, client_key uuid, note text, over_claim boolean) is 'Takes a decision back, with the reports that it closed, as a decision of its own; a conflict when anything happened since.';

grant execute on function public.undo_decision(decision_id bigint, client_key uuid, note text, over_claim boolean) to authenticated;
