-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bot_costs(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, bot_id uuid, cost_currency text, cost_micros bigint, actions bigint, failed bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select width_bucket(l.created_at, starts), l.bot_id, l.cost_currency, sum(l.cost_micros)::bigint, count(*), count(*) filter (where l.outcome = 'failed')
  from public.bot_actions_log l where l.created_at >= starts[1] and l.created_at < starts[cardinality(starts)] group by 1, 2, 3;
end
$function$;

comment on function private.bot_costs(starts timestamp with time zone[]) is 'What each bot did, failed at and cost between each two of these moments, for staff: of all that it did, also where they may not read what.';

grant execute on function private.bot_costs(starts timestamp with time zone[]) to authenticated;
grant execute on function private.bot_costs(starts timestamp with time zone[]) to service_role;
