-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_enrollments_of_lead()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  why constant text := case
    when new.consent = 'objected' then 'The lead objected'
    when new.email is null then 'The lead has no email address any more'
    when new.state in ('rejected', 'converted') then 'The lead is ' || new.state
    when private.is_suppressed(new.email) then 'The new address is suppressed' end;
begin
  if why is not null then
    update public.sequence_enrollments set state = 'stopped', stop_reason = why
    where lead_id = new.id and state in ('active', 'paused');
  end if;
  return null;
end
$function$;
