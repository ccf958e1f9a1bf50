-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_mailbox_suspended(lead_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (select from private.lead_keys l join private.suspended_keys k on k.key = l.key where l.lead_id = is_mailbox_suspended.lead_id);
end
$function$;

comment on function private.is_mailbox_suspended(lead_id uuid) is 'Whether a lead has the mailbox of a member who is suspended now.';
