-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.in_pieces(spelled text, needle text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  -- Three pieces or more: two are often words of their own (“some face time with you”).
  select char_length(btrim(needle)) > 7 and btrim(needle) ~ '^[a-z]+$' and strpos(replace(spelled, ' ', ''), btrim(needle)) > 0
    and exists (select from regexp_matches(spelled, ' (' || regexp_replace(btrim(needle), '(.)(?=.)', '\1 ?', 'g') || ')(?= )', 'g') m where m[1] like '% % %')
$function$;

comment on function private.in_pieces(spelled text, needle text) is 'Whether a text holds one long word cut into three pieces or more.';
