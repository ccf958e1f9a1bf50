-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.plain_address(address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select nullif(btrim(lower(regexp_replace(address,
    '[\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]', '', 'g')), E' \t\n\r\f\v'), '')
$function$;

grant execute on function private.plain_address(address text) to authenticated;
grant execute on function private.plain_address(address text) to service_role;
