-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.begins_or_ends_oddly(cut text, rest text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  -- A piece of three letters or more that is no word beside one of two or three letters that is.
  select bool_or(char_length(p) >= 3 and not private.is_ordinary(p)) and bool_or(char_length(p) between 2 and 3 and private.is_ordinary(p)) and coalesce(rest, '') = ''
  from regexp_split_to_table(btrim(cut), ' ') p
$function$;

comment on function private.begins_or_ends_oddly(cut text, rest text) is 'Whether of the two pieces of a word one is no word, and the other a short one: “payp al”, “vib er”.';
