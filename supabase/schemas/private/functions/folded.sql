-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.folded(value text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
declare
  plain text;
begin
  if octet_length(value) = char_length(value) then
    return lower(value collate "C");
  end if;
  plain := lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]', '', 'g') collate "C");
  if octet_length(plain) = char_length(plain) then
    return plain;
  end if;
  -- Whichever knows the letters of Unicode here, whatever locale the server was made with.
  if current_setting('server_version_num')::integer >= 170000 then
    plain := lower(plain collate pg_catalog.pg_c_utf8);
  elsif to_regcollation('pg_catalog."und-x-icu"') is not null then
    plain := lower(plain collate pg_catalog."und-x-icu");
  else
    plain := private.lower_case(plain);
  end if;
  return translate(replace(replace(replace(replace(plain, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧς‘’ʼ′‐–—−־', 'olddihtσ''''''''-----');
end
$function$;

comment on function private.folded(value text) is 'A text as it is searched and sorted: lower case, compatibility forms taken apart (NFKD), without accents and invisible signs.';

grant execute on function private.folded(value text) to authenticated;
grant execute on function private.folded(value text) to service_role;
