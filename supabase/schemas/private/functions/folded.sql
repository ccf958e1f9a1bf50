-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.folded(value text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
begin
  return case when octet_length(value) = char_length(value) then lower(value)
    else translate(replace(replace(replace(replace(
      lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]', '', 'g')),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðıħŧς', 'olddihtσ')
  end;
end
$function$;

comment on function private.folded(value text) is 'A text as it is searched and sorted: lower case, compatibility forms taken apart (NFKD), without accents and invisible signs.';

grant execute on function private.folded(value text) to authenticated;
grant execute on function private.folded(value text) to service_role;
