-- Written by `npm run schema` from the migrations: change those, not this.

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
$function$;

comment on function private.contacts_in(written text) is 'By what a text says that its author can be reached elsewhere: telephone numbers, also in words or in digits that stand apart, and addresses for mail.';
