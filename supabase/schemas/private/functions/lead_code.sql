-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_code(lead leads, basis text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return case
    when lead.id is null then 'no_lead'
    when lead.email is null or lead.email !~ '^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$' and private.mail_address(lead.email) is null then 'no_address'
    when lead.consent = 'objected' or private.is_lead_suppressed(lead) or private.is_mailbox_suspended(lead.id) then 'suppressed'
    when lead.state in ('rejected', 'converted') then 'wrong_state'
    when lead.source_id is null and lead.added_by is null or lead.consent <> 'consented' and basis = 'consent' then 'no_provenance' end;
end
$function$;

comment on function private.lead_code(lead leads, basis text) is 'The first reason why a lead may not be mailed, in one word; null where there is none.';
