-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.in_pieces(spelled text, needle text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  letters constant text := replace(needle, ' ', '');
  long constant integer := char_length(letters);
  cut text[];
  pieces integer;
  ordinary integer;
begin
  if long < 4 or letters !~ '^[a-z]+$' then
    return false;
  end if;
  for cut in
    select regexp_matches(spelled, case when needle like ' %' then ' (' else '(' end || regexp_replace(letters, '(.)(?=.)', '\1 ?', 'g') || case when needle like '% ' then ')(?= )' else ')([a-z]{0,12})(?= )' end, 'g')
  loop
    -- As it stands in the list it is found elsewhere, and “whats app” for “whatsapp” has a line of its own there.
    continue when strpos(cut[1], ' ') = 0 or cut[1] = btrim(needle);
    select count(*), count(*) filter (where private.is_ordinary(p)) into pieces, ordinary from regexp_split_to_table(concat(cut[1], cut[2]), ' ') p;
    -- The fewer the pieces and the shorter the word, the surer that writers meant other words.
    if pieces >= 3 and (long >= 7 or ordinary < pieces) or pieces = 2 and (long >= 8 and ordinary < 2 or long >= 5 and ordinary = 0
      or long >= 5 and ordinary = 1 and cut[1] ~ '^ ?[a-z]{2,} [a-z]{2,}$' and private.begins_or_ends_oddly(cut[1], cut[2])) then
      return true;
    end if;
  end loop;
  return false;
end
$function$;

comment on function private.in_pieces(spelled text, needle text) is 'Whether a text holds a word cut into pieces that are not words of their own.';
