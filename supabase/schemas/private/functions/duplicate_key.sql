-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.duplicate_key(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE COST 1000
 SET search_path TO ''
AS $function$
begin
  return md5(regexp_replace(lower(words), '[^[:alpha:]]+', '', 'g'));
end
$function$;

comment on function private.duplicate_key(words text) is 'A text without what repeats vary: case, spaces, punctuation.';

grant execute on function private.duplicate_key(words text) to authenticated;
grant execute on function private.duplicate_key(words text) to service_role;
