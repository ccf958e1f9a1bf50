-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.unsure_actions()
 RETURNS TABLE(action_id bigint, urgency numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 500
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    return;
  end if;
  return query
  select u.id, u.confidence::numeric from public.ai_bot_health b
  join public.bot_actions_log u on u.bot_id = b.id and u.review = 'unreviewed' and u.confidence < b.review_below
  union all
  select a.id, -1::numeric from public.bot_actions_log a where a.review = 'needs_attention';
end
$function$;

comment on function private.unsure_actions() is 'What bots did with less confidence than their line and nobody judged yet, and what somebody marked, the most urgent having the least.';

grant execute on function private.unsure_actions() to authenticated;
grant execute on function private.unsure_actions() to service_role;
