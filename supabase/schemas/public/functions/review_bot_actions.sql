-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.review_bot_actions(decisions jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  wanted record;
  entry public.bot_reviews;
  answers jsonb := '{}';
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_id bigint, decision text, client_key uuid)
    where w.item_id is null or w.client_key is null or w.decision is null or w.decision not in ('confirm', 'overturn', 'revert', 'attention')) then
    raise exception 'Each decision needs item_id, decision and client_key.' using errcode = '22023';
  end if;
  for wanted in
    select * from rows from (jsonb_to_recordset(decisions) as (item_id bigint, decision_seen bigint, decision text, note text, client_key uuid)) with ordinality
    order by item_id, ordinality
  loop
    entry := null;
    entry.action_id := wanted.item_id;
    entry.decision := wanted.decision;
    entry.note := wanted.note;
    entry.decision_seen := wanted.decision_seen;
    entry.client_key := wanted.client_key;
    answers := answers || jsonb_build_object(wanted.ordinality::text, private.decide_bot_action(entry));
  end loop;
  -- In the order in which they were asked.
  return (select jsonb_agg(a.value order by a.key::integer) from jsonb_each(answers) a);
end
$function$;

comment on function public.review_bot_actions(decisions jsonb) is 'Verdicts on what bots did: [{"item_id", "decision": confirm | overturn | revert | attention, "note", "decision_seen", "client_key"}]; one answer each, in their order.';

grant execute on function public.review_bot_actions(decisions jsonb) to authenticated;
