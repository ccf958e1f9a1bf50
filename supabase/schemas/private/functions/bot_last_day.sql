-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bot_last_day(bot uuid)
 RETURNS TABLE(actions bigint, failed bigint, cost_micros bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select count(*), count(*) filter (where l.outcome = 'failed'), coalesce(sum(l.cost_micros) filter (where l.cost_currency = 'USD'), 0)::bigint
  from public.bot_actions_log l where l.bot_id = bot and l.created_at >= now() - interval '24 hours';
end
$function$;

comment on function private.bot_last_day(bot uuid) is 'What a bot did, failed at and cost in the last 24 hours, for staff: of all that it did.';

grant execute on function private.bot_last_day(bot uuid) to authenticated;
grant execute on function private.bot_last_day(bot uuid) to service_role;
