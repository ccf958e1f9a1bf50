-- Watched words hid in codes of letters (&#119;, %77, \u0077), behind tags and signs within a word, in letters drawn with strokes (\/\/), in mirrored and turned letters, and cut into several pieces.

create or replace function private.decoded(written text) returns text language plpgsql immutable parallel safe set search_path = '' as $$
declare
  read_as text := written;
  found text;
  code integer;
begin
  -- Codes of codes are read, too (%2577).
  for round in 1..3 loop
    exit when read_as !~* '&#x?[0-9a-f]{2,6};?|%[0-9a-f]{2}|[\\]u\{?[0-9a-f]{2,6}|[\\]x[0-9a-f]{2}|&amp;|&(shy|zwnj|zwj|nbsp);';
    read_as := regexp_replace(replace(read_as, '&amp;', '&'), '&(shy|zwnj|zwj);', '', 'g');
    for found in
      select distinct m[1] from regexp_matches(read_as, '(&#[0-9]{2,7};?|&#x[0-9a-f]{2,6};?|(?:%[0-9a-f]{2})+|[\\]u\{[0-9a-f]{2,6}\}|[\\]u[0-9a-f]{4}|[\\]x[0-9a-f]{2})', 'gi') m limit 500
    loop
      if found like '\%%' then
        begin
          read_as := replace(read_as, found, convert_from(decode(replace(found, '%', ''), 'hex'), 'UTF8'));
        exception when others then
          -- Not the bytes of a text: it stays as it is written.
          null;
        end;
        continue;
      end if;
      code := case when found ~ '^&#[0-9]' then regexp_replace(found, '[^0-9]', '', 'g')::integer
        else ('x' || lpad(regexp_replace(regexp_replace(found, '^(&#|[\\])[xu]\{?', '', 'i'), '[;}]', '', 'g'), 8, '0'))::bit(32)::integer end;
      if code between 32 and 55295 or code between 57344 and 1114111 then
        read_as := replace(read_as, found, chr(code));
      end if;
    end loop;
  end loop;
  return read_as;
end
$$;
comment on function private.decoded(text) is 'A text with its letters written as codes of HTML, of addresses or of programs read as letters.';
revoke execute on function private.decoded(text) from public, anon, authenticated;

create or replace function private.spellings(written text) returns text language plpgsql immutable parallel safe set search_path = '' as $$
declare
  upside_down constant text := 'ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎqbpdun';
  mirrored constant text := 'ɒdɔbɘꟻǫϱʜꞁʞᴎqpɿƨꙅƚγ';
  read_as text := private.plain_text(written);
  signs text;
  more text;
begin
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
  if written ~ '[a-z]I|[ΙІιıі]' then
    read_as := read_as || private.plain_text(regexp_replace(written, '(?<=[a-z])I|[ΙІιıі]', 'l', 'g'));
  end if;
  if written ~ '[[:alnum:]][@$!|€£¡+][[:alnum:]]|[@$!|€£¡+][[:alpha:]]' then
    -- At the end of a word they end it.
    signs := regexp_replace(written, '[!|+]+(?=[\s.,;:?)]|$)', ' ', 'g');
    read_as := read_as || private.plain_text(translate(signs, '@$!|€£¡+', 'asilelit')) || private.plain_text(translate(signs, '@$!|€£¡+', 'aslielit'));
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
  if read_as ~ ' [a-z] [a-z] [a-z] [a-z] ' then
    read_as := read_as || regexp_replace(read_as, '(?<= [a-z]) (?=[a-z] )', '', 'g');
  end if;
  return read_as;
end
$$;
comment on function private.spellings(text) is 'A text as watched words are looked for in it, followed by how else it can be read: codes as letters, strokes as the letters they draw, without tags and signs within words, from right to left, in a mirror or turned over, a capital I as l, signs and digits as letters, without signs of other scripts between letters, each letter once, letters set apart.';

create or replace function private.in_pieces(spelled text, needle text) returns boolean language sql immutable parallel safe set search_path = '' as $$
  -- Three pieces or more: two are often words of their own (“some face time with you”).
  select char_length(btrim(needle)) > 7 and btrim(needle) ~ '^[a-z]+$' and strpos(replace(spelled, ' ', ''), btrim(needle)) > 0
    and exists (select from regexp_matches(spelled, ' (' || regexp_replace(btrim(needle), '(.)(?=.)', '\1 ?', 'g') || ')(?= )', 'g') m where m[1] like '% % %')
$$;
comment on function private.in_pieces(text, text) is 'Whether a text holds one long word cut into three pieces or more.';
revoke execute on function private.in_pieces(text, text) from public, anon, authenticated;

create or replace function private.has_word(spelled text, needle text, matcher text) returns boolean language sql immutable parallel safe set search_path = '' as $$
  -- Several words are also looked for written as one, long ones with any of their letters stretched, and one long one cut into pieces.
  select case when needle is null then spelled ~ matcher
    else strpos(spelled, needle) > 0
      or char_length(needle) > 7 and strpos(spelled, regexp_replace(needle, '([a-z])\1+', '\1', 'g')) > 0
      or strpos(btrim(needle), ' ') > 0
      and strpos(spelled, case when needle like ' %' then ' ' else '' end || replace(needle, ' ', '') || case when needle like '% ' then ' ' else '' end) > 0
      or private.in_pieces(spelled, needle) end
$$;

-- Common misspellings are data: they can be switched off.
insert into public.watched_words (pattern, signal, severity, language, effect, active)
select pattern, 'messenger', 2, null, 'raise', true
from unnest(array['whatsap', 'watsap', 'watsapp', 'wattsapp', 'whatzapp', 'wotsapp', 'wasap', 'ouatsap', 'vatsap', 'telegramm', 'telgram', 'instagramm']) pattern
on conflict (pattern) do nothing;

-- What waits is looked through for the words as they are read now.
select private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
