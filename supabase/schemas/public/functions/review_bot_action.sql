-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.review_bot_action(action_id bigint, verdict text, reason text DEFAULT NULL::text, seen_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS bot_actions_log
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  found_action public.bot_actions_log;
begin
  if verdict is null or verdict not in ('confirmed', 'overturned', 'needs_attention') then
    raise exception 'A verdict is confirmed, overturned or needs_attention.' using errcode = '22023', detail = '{"field": "verdict"}';
  elsif verdict = 'overturned' and coalesce(btrim(reason), '') = '' then
    raise exception 'Say why it was wrong.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  update public.bot_actions_log l set review = verdict, review_note = coalesce(nullif(btrim(reason), ''), l.review_note)
  where l.id = action_id and (seen_at is null or l.updated_at = seen_at) returning * into found_action;
  if found_action.id is null then
    if exists (select from public.bot_actions_log l where l.id = action_id) and (select private.has_any_role(array['moderator', 'growth'])) then
      perform private.raise_conflict('reviewed', 'Somebody else reviewed it meanwhile.', '{}');
    end if;
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  end if;
  return found_action;
end
$function$;

comment on function public.review_bot_action(action_id bigint, verdict text, reason text, seen_at timestamp with time zone) is 'Confirms, overturns (with a reason) or marks what a bot did; with the version that was seen, nothing is reviewed twice unawares.';

grant execute on function public.review_bot_action(action_id bigint, verdict text, reason text, seen_at timestamp with time zone) to authenticated;
