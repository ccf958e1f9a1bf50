-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.duplicate_key(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE COST 1000
 SET search_path TO ''
AS $function$
begin
  return md5(nullif(regexp_replace(private.folded(words), '[\u0001-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3007-\u3030\ufe10-\ufe6f\uff00-\uff20\uff3b-\uff40\uff5b-\uff65\ufffd\U0001f000-\U0001faff]+', '', 'g'), ''));
end
$function$;

comment on function private.duplicate_key(words text) is 'A text without what repeats vary: case, spaces, punctuation.';

grant execute on function private.duplicate_key(words text) to authenticated;
grant execute on function private.duplicate_key(words text) to service_role;
