-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_enrollments_of_lead()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  why text;
begin
  -- Looked up first: most leads are in no sequence, and whether an address is suppressed takes longer to tell.
  if not exists (select from public.sequence_enrollments e where e.lead_id = new.id and e.state in ('active', 'paused')) then
    return null;
  end if;
  why := case
    when new.consent = 'objected' then 'The lead objected'
    when new.email is null then 'The lead has no email address any more'
    when new.state in ('rejected', 'converted') then 'The lead is ' || new.state
    when private.is_lead_suppressed(new) then 'The new address is suppressed' end;
  if why is not null then
    update public.sequence_enrollments set state = 'stopped', stop_reason = why
    where lead_id = new.id and state in ('active', 'paused');
  end if;
  return null;
end
$function$;

comment on function private.end_enrollments_of_lead() is 'Trigger: a lead that left ends its enrollments.';
