-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.review_bot_action(action_id bigint, verdict text, reason text DEFAULT NULL::text, seen_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS bot_actions_log
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  entry public.bot_reviews;
  facts jsonb;
  found_action public.bot_actions_log;
begin
  if verdict is null or verdict not in ('confirmed', 'overturned', 'needs_attention', 'reverted') then
    raise exception 'A verdict is confirmed, overturned, reverted or needs_attention.' using errcode = '22023', detail = '{"field": "verdict"}';
  end if;
  entry.action_id := review_bot_action.action_id;
  entry.decision := case verdict when 'confirmed' then 'confirm' when 'overturned' then 'overturn' when 'reverted' then 'revert' else 'attention' end;
  entry.note := reason;
  entry.client_key := gen_random_uuid();
  -- Whoever names the version has seen what was decided before it.
  select max(r.id) into entry.decision_seen from public.bot_reviews r where r.action_id = entry.action_id and seen_at is not null;
  facts := private.record_bot_review(entry, seen_at);
  if facts ->> 'moves' is not null then
    perform private.move_bot_change(entry.action_id, true, concat_ws(': ', 'What a bot did was put back', private.said(reason)));
  end if;
  select * into found_action from public.bot_actions_log l where l.id = entry.action_id;
  return found_action;
end
$function$;

comment on function public.review_bot_action(action_id bigint, verdict text, reason text, seen_at timestamp with time zone) is 'Confirms, overturns or reverts (with a reason) or marks what a bot did; with the version that was seen, nothing is reviewed twice unawares.';

grant execute on function public.review_bot_action(action_id bigint, verdict text, reason text, seen_at timestamp with time zone) to authenticated;
