-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.undo_bot_review(decision_id bigint, client_key uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  entry public.bot_reviews;
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  elsif undo_bot_review.client_key is null then
    raise exception 'An undo needs its client_key.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select r.action_id into entry.action_id from public.bot_reviews r where r.id = decision_id;
  if not found then
    raise exception 'There is no such decision to take back.' using errcode = 'PT404';
  end if;
  entry.decision := 'undo';
  entry.undoes_id := decision_id;
  entry.client_key := undo_bot_review.client_key;
  return private.decide_bot_action(entry);
end
$function$;

comment on function public.undo_bot_review(decision_id bigint, client_key uuid) is 'Takes a verdict back, as an entry of its own, with what it put back; a conflict when anything happened since.';

grant execute on function public.undo_bot_review(decision_id bigint, client_key uuid) to authenticated;
