-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.has_word(spelled text, needle text, matcher text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  letters text;
begin
  if needle is null then
    return spelled ~ matcher or spelled ~ (' ' || replace(replace(replace(btrim(matcher), '[^ ]*', '~'), ' ', ''), '~', '[^ ]*') || ' ');
  elsif strpos(spelled, needle) > 0 then
    return true;
  end if;
  letters := replace(needle, ' ', '');
  -- Long ones with any of their letters stretched, and several words written as one.
  return char_length(needle) > 7 and strpos(spelled, regexp_replace(needle, '([a-z])\1+', '\1', 'g')) > 0
    or strpos(btrim(needle), ' ') > 0 and strpos(spelled, case when needle like ' %' then ' ' else '' end || letters || case when needle like '% ' then ' ' else '' end) > 0
    or char_length(letters) > 3 and strpos(replace(spelled, ' ', ''), letters) > 0 and private.in_pieces(spelled, needle)
    or char_length(letters) > 7 and private.misspelt(spelled, needle);
end
$function$;

comment on function private.has_word(spelled text, needle text, matcher text) is 'Whether a text, in all its spellings, holds a watched word.';
