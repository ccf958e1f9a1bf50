-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.follow_suspension()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.keep_suspended_keys(new.id);
  return null;
end
$function$;

comment on function private.follow_suspension() is 'Trigger of profiles and accounts: leads with the mailbox of a suspended member are not mailed.';
