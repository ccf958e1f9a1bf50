-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.fold_case(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  folded text := private.lower_case(written);
  pairs constant text[] := string_to_array('ß ss ᾀ ἀι ᾁ ἁι ᾂ ἂι ᾃ ἃι ᾄ ἄι ᾅ ἅι ᾆ ἆι ᾇ ἇι ᾐ ἠι ᾑ ἡι ᾒ ἢι ᾓ ἣι ᾔ ἤι ᾕ ἥι ᾖ ἦι ᾗ ἧι ᾠ ὠι ᾡ ὡι ᾢ ὢι ᾣ ὣι ᾤ ὤι ᾥ ὥι ᾦ ὦι ᾧ ὧι ᾲ ὰι ᾳ αι ᾴ άι ᾷ ᾶι ῂ ὴι ῃ ηι ῄ ήι ῇ ῆι ῲ ὼι ῳ ωι ῴ ώι ῷ ῶι', ' ');
begin
  if folded is null or folded ~ '^[\x01-\x7f]*$' then
    return folded;
  end if;
  folded := translate(folded, 'ͅςᲀᲁᲂᲃᲄᲅᲆᲇᲈ', 'ισвдосттъѣꙋ');
  for i in 1..cardinality(pairs) / 2 loop
    folded := replace(folded, pairs[2 * i - 1], pairs[2 * i]);
  end loop;
  return normalize(folded, NFKC);
end
$function$;

comment on function private.fold_case(written text) is 'A text in lower case, and what Unicode counts as the same letter besides: ß and ss, the two small sigmas.';
