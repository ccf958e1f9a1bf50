-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.hashed_key(key text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select 'hash:' || encode(extensions.hmac(key, p.secret, 'sha256'), 'hex') from private.pepper p
$function$;
