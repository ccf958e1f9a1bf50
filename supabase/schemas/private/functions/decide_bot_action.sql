-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_bot_action(entry bot_reviews)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  answer jsonb := jsonb_build_object('item_type', 'action', 'item_id', entry.action_id::text, 'client_key', entry.client_key);
  facts jsonb;
  message text;
  details text;
begin
  begin
    facts := private.record_bot_review(entry);
    if facts ->> 'moves' is not null then
      perform private.move_bot_change(entry.action_id, facts ->> 'moves' = 'back', concat_ws(': ', 'What a bot did was ' || case facts ->> 'moves' when 'back' then 'put back' else 'made again' end, private.said(entry.note)));
    end if;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or sqlstate 'PT404' or insufficient_privilege or data_exception then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || facts || '{"result": "applied"}';
end
$function$;

comment on function private.decide_bot_action(entry bot_reviews) is 'One verdict with what it puts back, and what came of it.';

grant execute on function private.decide_bot_action(entry bot_reviews) to authenticated;
