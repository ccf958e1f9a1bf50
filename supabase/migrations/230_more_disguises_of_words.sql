-- Watched words escaped in Braille, in signs of money for letters, with a stroke for the last letter, and in two pieces of which one is a
-- word of its own; telephone numbers with waves, strokes, letters for digits or some of their digits in words; and an @ in a circle.

CREATE OR REPLACE FUNCTION private.spellings(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  upside_down constant text := 'ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎqbpdun';
  mirrored constant text := 'ɒdɔbɘꟻǫϱʜꞁʞᴎqpɿƨꙅƚγ';
  read_as text;
  signs text;
  more text;
begin
  -- A phrase does not go on over the end of a sentence or of its part: “my gift: cards”.
  written := regexp_replace(written, '(?<=[[:alpha:]]{3}[,;:!?]) (?=[[:alpha:]]{3})', ' 00 ', 'g');
  read_as := private.plain_text(written);
  -- Letters as codes, drawn with strokes, turned in their place, of scripts whose letters look like others, and with tags or signs among them.
  if written ~ '[&%][#0-9a-zA-Z]|[\\][ux]' then
    more := private.decoded(written);
    if more <> written then
      read_as := read_as || private.plain_text(more);
      written := written || ' ' || more;
    end if;
  end if;
  if written ~ '[\\]/|/[\\]|\|[-_\\]' then
    more := replace(replace(replace(replace(replace(written, '|\/|', 'm'), '/\/\', 'm'), '\/\/', 'w'), '|\|', 'n'), '|-|', 'h');
    more := replace(replace(replace(replace(more, '/-\', 'a'), '/\', 'a'), '\/', 'v'), '|_|', 'u');
    read_as := read_as || private.plain_text(more);
    written := written || ' ' || more;
  end if;
  -- Braille, signs of money for letters, and what looks like others in one script alone.
  if written ~ '[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵₿฿₳₵₫₲₭₤₥₦₱₮₩¥¢ƒ§թ]' then
    more := translate(written, '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵₿฿₳₵₫₲₭₤₥₦₱₮₩¥¢ƒ§թ⠠', 'abcdefghijklmnopqrstuvwxyzbbacdgklmnptwycfsp');
    read_as := read_as || private.plain_text(more);
  end if;
  if written ~ '[ɐɔǝɟƃɥᴉɾʞɹʇʌʍʎɒɘꟻǫϱᴎᴙɿꙅƚሠሸፕተልጠበእⵍ]' then
    more := translate(written, 'ɐɔǝɟƃɥᴉɾʞɹʇʌʍʎɒɘꟻǫϱᴎᴙɿꙅƚሠሸፕተልጠበእⵍ', 'acefghijkrtvwyaefggnrrstwwttamnhi');
    read_as := read_as || private.plain_text(more);
  end if;
  if written ~ '[[:alnum:]][*_~`''’^.,/=#<>:;+-]' then
    read_as := read_as || private.plain_text(regexp_replace(regexp_replace(written, '<[^<>]{0,200}>', '', 'g'), '(?<=[[:alnum:]])[*_~`''’^.,/=#<>:;+-]{1,4}(?=[[:alnum:]])', '', 'g'));
  end if;
  -- As it is seen: from right to left where a sign says so, in a mirror, and turned over.
  if written ~ '\u202e' then
    read_as := read_as || private.plain_text(reverse(written));
  end if;
  if written ~ '[ɒɔɘꟻǫϱʜꞁʞᴎɿƨꙅƚ].?[ɒɔɘꟻǫϱʜꞁʞᴎɿƨꙅƚ]' then
    read_as := read_as || private.plain_text(reverse(translate(lower(written), mirrored, 'abcdefgghjknpqrssty')));
  end if;
  if written ~ '[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ].?[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]' then
    read_as := read_as || private.plain_text(reverse(translate(lower(written), upside_down, 'acefghijkmrtvwybqdpnu')));
  end if;
  if written ~ '[a-zA-Z]I|[ΙІιıі]' then
    read_as := read_as || private.plain_text(regexp_replace(written, '(?<=[a-zA-Z])I|[ΙІιıі]', 'l', 'g'));
  end if;
  if written ~ '[[:alnum:]][@$!|€£¡+][[:alnum:]]|[@$!|€£¡+][[:alpha:]]' then
    -- At the end of a word they end it.
    signs := regexp_replace(written, '[!|+]+(?=[\s.,;:?)]|$)', ' ', 'g');
    read_as := read_as || private.plain_text(translate(signs, '@$!|€£¡+', 'asilelit')) || private.plain_text(translate(signs, '@$!|€£¡+', 'aslielit'));
  end if;
  -- A stroke at the end of a word is its last letter, too.
  if written ~ '[[:alnum:]@$]\|(\s|$)' then
    read_as := read_as || private.plain_text(translate(regexp_replace(written, '!+(?=[\s.,;:?)]|$)', ' ', 'g'), '@$!|€£¡+', 'asilelit'));
  end if;
  -- From here on each goes on from all before it: disguises are worn together.
  if read_as ~ '[a-z][^\x01-\x7f]|[^\x01-\x7f][a-z]' then
    read_as := read_as || regexp_replace(regexp_replace(read_as, '[^\x01-\x7f]+', '', 'g'), ' +', ' ', 'g');
  end if;
  if read_as ~ '[a-z][0-9]|[0-9][a-z]' or read_as ~ ' [a-z] [0-9] | [0-9] [a-z] ' then
    read_as := read_as || translate(read_as, '01345789', 'oleastbg') || translate(read_as, '01345789', 'oieastbg');
  end if;
  if read_as ~ 'vv|rn' then
    read_as := read_as || replace(replace(read_as, 'vv', 'w'), 'rn', 'm');
  end if;
  if read_as ~ '([a-z])\1' then
    read_as := read_as || regexp_replace(read_as, '([a-z])\1+', '\1', 'g');
  end if;
  if read_as ~ ' (dot|punkt|punto|ponto|point) ' then
    read_as := read_as || regexp_replace(read_as, ' (dot|punkt|punto|ponto|point)(?= )', '', 'g');
  end if;
  if read_as ~ ' [a-z] [a-z] [a-z] [a-z] ' then
    read_as := read_as || regexp_replace(read_as, '(?<= [a-z]) (?=[a-z] )', '', 'g');
  end if;
  return read_as;
end
$function$;;

create or replace function private.begins_or_ends_oddly(cut text, rest text) returns boolean language sql immutable parallel safe set search_path = '' as $$
  -- A piece of three letters or more that is no word beside one of two or three letters that is.
  select bool_or(char_length(p) >= 3 and not private.is_ordinary(p)) and bool_or(char_length(p) between 2 and 3 and private.is_ordinary(p)) and coalesce(rest, '') = ''
  from regexp_split_to_table(btrim(cut), ' ') p
$$;
comment on function private.begins_or_ends_oddly(text, text) is 'Whether of the two pieces of a word one is no word, and the other a short one: “payp al”, “vib er”.';
revoke execute on function private.begins_or_ends_oddly(text, text) from public, anon, authenticated;

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
$function$;;

CREATE OR REPLACE FUNCTION private.contacts_in(written text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  digits constant text[] := array['zero|null|cero|zero|zéro|nul|nula|noll', 'one|eins|ein|uno|une|un|um|uma|één|een|jeden|ett', 'two|zwei|zwo|dos|deux|due|dois|duas|twee|dwa|två',
    'three|drei|tres|trois|tre|três|drie|trzy', 'four|vier|cuatro|quatre|quattro|quatro|cztery|fyra', 'five|fünf|fuenf|cinco|cinq|cinque|vijf|pięć|fem',
    'six|sechs|seis|sei|zes|sześć|sex', 'seven|sieben|siete|sept|sette|sete|zeven|siedem|sju', 'eight|acht|ocho|huit|otto|oito|osiem|åtta', 'nine|neun|nueve|neuf|nove|negen|dziewięć|nio',
    'ten|zehn|diez|dix|dieci|dez|tien', 'eleven|elf|once|onze|undici', 'twelve|zwölf|zwoelf|doce|douze|dodici|doze|twaalf'];
  at_sign constant text := regexp_replace(written, '(?<=[[:alnum:]])[ⓐⒶ](?=[[:alnum:]-]+\.[[:alpha:]])', '@', 'g');
  seen text := lower(private.visible_text(at_sign));
  way text;
  spoken text;
  found text;
  bare text;
  kinds text[] := '{}';
begin
  seen := translate(regexp_replace(seen, '[\u20d0-\u20ff]', '', 'g'), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙', '01234567890123456789012345678901234567890123456789');
  -- Letters that stand for digits, within a row of digits.
  seen := regexp_replace(seen, '(?<=\d\d)o|(?<=\d)o(?=\d)|\mo(?=\d\d)', '0', 'g');
  seen := regexp_replace(seen, '(?<=\d\d)[il|](?=\d)|(?<=\d)[il](?=\d\d)|\m[il](?=\d\d\d)', '1', 'g');
  -- Dates, years, sums in thousands and numbers of books are none.
  spoken := regexp_replace(seen, '\d{1,2}[./-]\d{1,2}[./-](19|20)\d\d|(19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\m(19|20)\d\d\M|\m\d{1,3}([.,'' ]\d{3})+\M(?![ ().\/-]{0,2}\d)|97[89][ -]?\d[\d -]{8,14}|\m\d{5}-\d{4}\M(?![ ().\/-]{0,2}\d)', ' x ', 'g');
  for found in select m[1] from regexp_matches(spoken, '((?:\+|\m00)?[(]?\m\d(?:[ ().\/~|–-]{0,3}\d){7,14})(?!\d)', 'g') m loop
    bare := regexp_replace(found, '\D', '', 'g');
    if found ~ '^[(]?\+' and char_length(bare) >= 8 or found ~ '^[(]?0' and char_length(bare) >= 9
      or found ~ '^[(]?\d{3}[)]?[ .-]\d{3}[ .-]?\d{4}$' or bare = found and char_length(bare) between 9 and 12 then
      kinds := kinds || 'a telephone number'::text;
      exit;
    end if;
  end loop;
  -- In words, or in digits that stand apart.
  if kinds = '{}' then
    way := spoken;
    for n in 1 .. 13 loop
      seen := regexp_replace(seen, '(?<![[:alpha:]])(' || digits[n] || ')(?![[:alpha:]])', (n - 1)::text, 'g');
      way := regexp_replace(way, '(?<![[:alpha:]])(' || digits[n] || ')(?![[:alpha:]])', (n - 1)::text, 'g');
    end loop;
    seen := regexp_replace(seen, '\m(double|doppel|doble) (\d)\M', '\2 \2', 'g');
    -- Some of it in words, some in digits.
    if way <> spoken and way ~ '\m0(?:[ ().\/~|–-]{0,3}\d){8,13}(?!\d)' then
      kinds := kinds || 'a telephone number'::text;
      seen := '';
    end if;
    for found in select m[1] from regexp_matches(seen, '\m(\d(?:[ ,.·*_~|/–-]{1,3}\d){6,14})\M', 'g') m loop
      bare := regexp_replace(found, '\D', '', 'g');
      if strpos('01234567891011', bare) = 0 and strpos('123456789', bare) = 0 and strpos('9876543210', bare) = 0 and bare !~ '^(\d)\1+$' then
        kinds := kinds || 'a telephone number'::text;
        exit;
      end if;
    end loop;
  end if;
  if lower(private.visible_text(at_sign)) ~ '[[:alnum:]][[:alnum:]._%+-]*\s?(@|[\[({<*_-]\s?(at|ät|arroba|arobase|chiocciola)\s?[\])}>*_-]|\s(at|ät|arroba|arobase|chiocciola)\s)\s?[[:alnum:]-]+(\s?\.\s?|\s?[\[({<*_-]\s?(dot|punkt|punto|ponto|point)\s?[\])}>*_-]\s?|\s(dot|punkt|punto|ponto|point)\s)(com|net|org|info|de|at|ch|fr|es|it|nl|be|pt|pl|se|uk|co|eu|ru|me|io|br)\M' then
    kinds := kinds || 'an email address'::text;
  end if;
  return kinds;
end
$function$;;
