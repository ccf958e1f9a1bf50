-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.passes(reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return reason ~* '^\s*4\d\d|\m4\.\d{1,3}\.\d{1,3}\M|soft|temporar|full|quota|try again|greylist';
end
$function$;

comment on function private.passes(reason text) is 'Whether a bounce passes by itself, by what the mail server said.';
