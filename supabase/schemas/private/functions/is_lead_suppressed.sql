-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_lead_suppressed(lead leads)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  wanted constant text[] := private.lookup_keys(array(select k.key from private.lead_keys k where k.lead_id = lead.id), lead.email);
begin
  return exists (select from private.suppressed_keys k where k.key = any (wanted));
end
$function$;

comment on function private.is_lead_suppressed(lead leads) is 'Whether a lead must not be mailed, by any of its keys.';
