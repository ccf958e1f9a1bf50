-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.has_word(spelled text, needle text, matcher text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  -- Several words are also looked for written as one, long ones with any of their letters stretched, and one long one cut into pieces.
  select case when needle is null then spelled ~ matcher
    else strpos(spelled, needle) > 0
      or char_length(needle) > 7 and strpos(spelled, regexp_replace(needle, '([a-z])\1+', '\1', 'g')) > 0
      or strpos(btrim(needle), ' ') > 0
      and strpos(spelled, case when needle like ' %' then ' ' else '' end || replace(needle, ' ', '') || case when needle like '% ' then ' ' else '' end) > 0
      or private.in_pieces(spelled, needle) end
$function$;

comment on function private.has_word(spelled text, needle text, matcher text) is 'Whether a text, in all its spellings, holds a watched word.';
