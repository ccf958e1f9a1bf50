-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.marks_of(l leads)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 10000
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    return '{}';
  end if;
  return array_remove(array[
    case when l.consent = 'objected' or private.is_lead_suppressed(l) then 'suppressed' end,
    case when exists (select from private.twins_of(l)) then 'duplicate' end,
    case when l.notice_given_at is null and l.found_at < now() - interval '1 month' then 'notice' end], null);
end
$function$;

comment on function private.marks_of(l leads) is 'What to know of a lead before anything is done with it, for growth: `suppressed`, `duplicate` where it has a twin, `notice` where a month has passed and it was not told of us.';

grant execute on function private.marks_of(l leads) to authenticated;
