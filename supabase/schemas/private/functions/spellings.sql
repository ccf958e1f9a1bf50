-- Written by `npm run schema` from the migrations: change those, not this.

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
$function$;

comment on function private.spellings(written text) is 'A text as watched words are looked for in it, followed by how else it can be read: codes as letters, strokes as the letters they draw, without tags and signs within words, from right to left, in a mirror or turned over, a capital I as l, signs and digits as letters, without signs of other scripts between letters, each letter once, letters set apart.';
