-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bot_calibration(starts_at timestamp with time zone, ends_at timestamp with time zone)
 RETURNS TABLE(bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select l.bot_id, least(9, floor(l.confidence::numeric * 10))::integer, count(*), count(*) filter (where l.review = 'confirmed'), round(avg(l.confidence::numeric), 3)
  from public.bot_actions_log l
  where l.confidence is not null and l.review in ('confirmed', 'overturned') and l.created_at >= starts_at and l.created_at < ends_at
  group by 1, 2;
end
$function$;

comment on function private.bot_calibration(starts_at timestamp with time zone, ends_at timestamp with time zone) is 'By tenths of the stated confidence, how many actions of each bot people reviewed and agreed with, for staff: of all that it did.';

grant execute on function private.bot_calibration(starts_at timestamp with time zone, ends_at timestamp with time zone) to authenticated;
grant execute on function private.bot_calibration(starts_at timestamp with time zone, ends_at timestamp with time zone) to service_role;
