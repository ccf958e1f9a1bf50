-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.visible_text(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  ignorable constant text := '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]';
begin
  if written ~ '^[\x20-\x7e]*$' then
    return btrim(written);
  end if;
  return btrim(regexp_replace(regexp_replace(normalize(regexp_replace(written, ignorable, '', 'g'), NFKC), ignorable, '', 'g'),
    '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u0001-\u001f\u007f-\u009f]+', ' ', 'g'));
end
$function$;

comment on function private.visible_text(written text) is 'A text as it is seen: compatibility forms made one (NFKC), without invisible signs, every space a plain one.';

grant execute on function private.visible_text(written text) to authenticated;
grant execute on function private.visible_text(written text) to service_role;
