-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.hashed_key(key text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return 'hash:' || encode(extensions.hmac(key, (select p.secret from private.pepper p), 'sha256'), 'hex');
end
$function$;

comment on function private.hashed_key(key text) is 'A contact key as a keyed hash, which is all that is kept of somebody who was erased.';
