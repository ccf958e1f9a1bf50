-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_suppressed(address text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  bare constant text := private.mail_address(address);
  wanted text[];
begin
  -- What cannot be read as one address cannot be compared either.
  if bare is null then
    return true;
  end if;
  wanted := private.lookup_keys(private.contact_keys(bare, null, null, null, null), bare);
  return exists (select from private.suppressed_keys k where k.key = any (wanted));
end
$function$;

comment on function private.is_suppressed(address text) is 'Whether an address must not be mailed.';
