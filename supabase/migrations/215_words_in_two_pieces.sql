-- Watched words were found in three pieces, not in two (“what sapp”) nor short ones in pieces (“ca sh app”), not with a letter left out or two
-- changed places, and telephone numbers and addresses were not looked for at all, whether in digits, in words or “at gmail dot com”.

create or replace function private.is_ordinary(word text) returns boolean language sql immutable parallel safe set search_path = '' as $$
  -- Of the languages that members write in: the shortest words, and those that begin or end long ones.
  select strpos(' a i o u e y an am as at ab al au auf aus app art arm act add age ago air all and any are ask bad bag bar bed bee beg bei bet bid big bin bis bit boy but buy by ca can car cat chat ce ces che ci come con cut da dad dan dans das day de dei del dem den der des di did die dire do does dog don dos du due each ear eat ein el elle em en end er era ero es est et ete eu even face fair far fast fee few find fin fine fit for free from full fun fur gar get give go god gold good gram gran gut ha had hat has have he heart her here hers him his hope hot hour house how ich if il ils im in ins inn into is ist it its ja je job just kann key kid know la last lay le led leg les let lie life light like line live lo long look los lot love ma mad made main make man mar mas me mehr mein men met mi mich mid mir mit mo mon money more most mu my na nah name near nel net new next ni nice nicht no non nor not now nu nun nur ob och of off og oh ok old om on once one only ont or os ou our out own para part pas pay pay pal per plus pod por port pour qu que qui ran real red rest ride ring road room run sa sale same sap saw say se sea see sei sent ser ses she si sich side sie sign sin sind sit six sky small so sol som son su sun sur ta take tale te tell ten tes than that the their them then they this time to today tom ton too top tot try tu tun two um un una und une uni union uno up us use va van vas ve ver very vi via voor vor vous wallet want war warm was way we week well went wer western what when who whole why wie will wir with wo work world would ya year yes you your yo zu zum zur ',
    ' ' || word || ' ') > 0
$$;
comment on function private.is_ordinary(text) is 'Whether a piece of a word is a word of its own that stands beside others in any text.';
revoke execute on function private.is_ordinary(text) from public, anon, authenticated;

create or replace function private.in_pieces(spelled text, needle text) returns boolean language plpgsql immutable parallel safe set search_path = '' as $$
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
    if pieces >= 3 and (long >= 7 or ordinary < pieces) or pieces = 2 and (long >= 8 and ordinary < 2 or long >= 5 and ordinary = 0) then
      return true;
    end if;
  end loop;
  return false;
end
$$;
comment on function private.in_pieces(text, text) is 'Whether a text holds a word cut into pieces that are not words of their own.';

create or replace function private.misspelt(spelled text, needle text) returns boolean language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return needle ~ '^ [a-z]{8,} $' and spelled ~ (
    select ' (' || string_agg(distinct v, '|') || ') '
    from (select btrim(needle) as word) w, generate_series(1, char_length(needle) - 2) n,
      lateral (values (overlay(w.word placing '' from n for 1)),
        (case when n < char_length(w.word) then overlay(w.word placing substr(w.word, n + 1, 1) || substr(w.word, n, 1) from n for 2) end)) x (v)
    where v <> w.word);
end
$$;
comment on function private.misspelt(text, text) is 'Whether a text holds a long word with one letter left out, or two neighbours in each other''s places.';
revoke execute on function private.misspelt(text, text) from public, anon, authenticated;

-- Asked of each word for each text: step by step, so that what is dear is asked last.
create or replace function private.has_word(spelled text, needle text, matcher text) returns boolean language plpgsql immutable parallel safe set search_path = '' as $$
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
$$;

create or replace function private.contacts_in(written text) returns text[] language plpgsql immutable parallel safe set search_path = '' as $$
declare
  digits constant text[] := array['zero|null|cero|zero|zéro|nul|nula|noll', 'one|eins|ein|uno|une|un|um|uma|één|een|jeden|ett', 'two|zwei|zwo|dos|deux|due|dois|duas|twee|dwa|två',
    'three|drei|tres|trois|tre|três|drie|trzy', 'four|vier|cuatro|quatre|quattro|quatro|cztery|fyra', 'five|fünf|fuenf|cinco|cinq|cinque|vijf|pięć|fem',
    'six|sechs|seis|sei|zes|sześć|sex', 'seven|sieben|siete|sept|sette|sete|zeven|siedem|sju', 'eight|acht|ocho|huit|otto|oito|osiem|åtta', 'nine|neun|nueve|neuf|nove|negen|dziewięć|nio'];
  seen text := lower(private.visible_text(written));
  spoken text;
  found text;
  bare text;
  kinds text[] := '{}';
begin
  seen := translate(regexp_replace(seen, '[\u20d0-\u20ff]', '', 'g'), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙', '01234567890123456789012345678901234567890123456789');
  -- Dates, years, sums in thousands and numbers of books are none.
  spoken := regexp_replace(seen, '\d{1,2}[./-]\d{1,2}[./-](19|20)\d\d|(19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\m(19|20)\d\d\M|\m\d{1,3}([.,'' ]\d{3})+\M(?![ ().\/-]{0,2}\d)|97[89][ -]?\d[\d -]{8,14}|\m\d{5}-\d{4}\M(?![ ().\/-]{0,2}\d)', ' x ', 'g');
  for found in select m[1] from regexp_matches(spoken, '((?:\+|\m00)?[(]?\m\d(?:[ ().\/–-]{0,3}\d){7,14})(?!\d)', 'g') m loop
    bare := regexp_replace(found, '\D', '', 'g');
    if found ~ '^[(]?\+' and char_length(bare) >= 8 or found ~ '^[(]?0' and char_length(bare) >= 9
      or found ~ '^[(]?\d{3}[)]?[ .-]\d{3}[ .-]?\d{4}$' or bare = found and char_length(bare) between 9 and 12 then
      kinds := kinds || 'a telephone number'::text;
      exit;
    end if;
  end loop;
  -- In words, or in digits that stand apart.
  if kinds = '{}' then
    for n in 1 .. 10 loop
      seen := regexp_replace(seen, '\m(' || digits[n] || ')\M', (n - 1)::text, 'g');
    end loop;
    seen := regexp_replace(seen, '\m(double|doppel|doble) (\d)\M', '\2 \2', 'g');
    for found in select m[1] from regexp_matches(seen, '\m(\d(?:[ ,.·*_–-]{1,3}\d){6,14})\M', 'g') m loop
      bare := regexp_replace(found, '\D', '', 'g');
      if strpos('01234567891011', bare) = 0 and strpos('123456789', bare) = 0 and strpos('9876543210', bare) = 0 and bare !~ '^(\d)\1+$' then
        kinds := kinds || 'a telephone number'::text;
        exit;
      end if;
    end loop;
  end if;
  if lower(private.visible_text(written)) ~ '[[:alnum:]][[:alnum:]._%+-]*\s?(@|[\[({<*_-]\s?(at|ät|arroba|arobase|chiocciola)\s?[\])}>*_-]|\s(at|ät|arroba|arobase|chiocciola)\s)\s?[[:alnum:]-]+(\s?\.\s?|\s?[\[({<*_-]\s?(dot|punkt|punto|ponto|point)\s?[\])}>*_-]\s?|\s(dot|punkt|punto|ponto|point)\s)(com|net|org|info|de|at|ch|fr|es|it|nl|be|pt|pl|se|uk|co|eu|ru|me|io|br)\M' then
    kinds := kinds || 'an email address'::text;
  end if;
  return kinds;
end
$$;
comment on function private.contacts_in(text) is 'By what a text says that its author can be reached elsewhere: telephone numbers, also in words or in digits that stand apart, and addresses for mail.';
revoke execute on function private.contacts_in(text) from public, anon, authenticated;

create or replace function private.spellings(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
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
  if written ~ '[a-zA-Z]I|[ΙІιıі]' then
    read_as := read_as || private.plain_text(regexp_replace(written, '(?<=[a-zA-Z])I|[ΙІιıі]', 'l', 'g'));
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
  if read_as ~ ' (dot|punkt|punto|ponto|point) ' then
    read_as := read_as || regexp_replace(read_as, ' (dot|punkt|punto|ponto|point)(?= )', '', 'g');
  end if;
  if read_as ~ ' [a-z] [a-z] [a-z] [a-z] ' then
    read_as := read_as || regexp_replace(read_as, '(?<= [a-z]) (?=[a-z] )', '', 'g');
  end if;
  return read_as;
end
$function$;

create or replace function private.item_signals(kind text, item uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    with this as (
      select p.user_id, p.created_at, concat_ws(' ', coalesce(v.title, p.title), coalesce(v.body, p.body)) as words, coalesce(v.body, p.body) as body,
        case when v.id is null then p.image_path else v.image_path end as picture
      from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
      where item_signals.kind = 'post' and p.id = item_signals.item
      union all
      select c.user_id, c.created_at, coalesce(v.body, c.body), coalesce(v.body, c.body), null
      from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
      where item_signals.kind = 'comment' and c.id = item_signals.item
    ), found as (
      select coalesce(w.signal, 'watched') as factor, string_agg(w.pattern, ', ' order by w.severity desc, w.pattern) as patterns, count(*) as hits,
        max(w.severity) as severity, bool_or(w.effect = 'hold') as hold
      -- “pay pal” and “paypal” are one.
      from (select distinct on (coalesce(replace(o.needle, ' ', ''), o.matcher)) o.* from this t, private.words_in(t.words) o
        order by coalesce(replace(o.needle, ' ', ''), o.matcher), o.severity desc, o.pattern desc) w group by 1
    ), copies as (
      select count(*) as items, count(distinct s.author_id) as authors from this t, private.same_text(t.body, t.user_id) s
    )
    select coalesce(jsonb_agg(jsonb_build_object('factor', s.factor, 'label', s.label, 'value', s.value, 'points', s.points, 'hold', s.hold) order by s.points desc, s.factor), '[]')
    from (
      select f.factor, format(case f.factor when 'money' then 'Speaks of money: %s' when 'messenger' then 'Leads to another messenger: %s'
          when 'payment_link' then 'A way to pay: %s' else 'Watched words: %s' end, f.patterns) as label, f.hits as value,
        least(10, 1.5 * f.severity + f.hits) as points, f.hold
      from found f
      union all
      select 'contact', 'Says how to be reached elsewhere: ' || array_to_string(k.kinds, ', '), cardinality(k.kinds), 3 + cardinality(k.kinds), false
      from (select private.contacts_in(t.words) as kinds from this t offset 0) k where cardinality(k.kinds) > 0
      union all
      select 'new_file', 'Another file came to the place of its picture', 1, 4, false
      from this t join private.judged_files f on f.path = t.picture where f.found is distinct from f.file and f.found is not null
      union all
      select 'same_text', format(case c.authors when 1 then 'The same text by another member, in %2$s' else 'The same text by %1$s other members, in %2$s' end, c.authors,
        case c.items when 1 then 'one place' else c.items || ' places' end), c.items, least(12, 6 + 2 * c.authors), false
      from copies c where c.items > 0
      union all
      select 'young_account', case when t.created_at - p.created_at < interval '1 day' then 'Written on the day of joining'
        else format('Written %s days after joining', extract(day from t.created_at - p.created_at)) end, extract(day from t.created_at - p.created_at), 4, false
      from this t join public.profiles p on p.id = t.user_id
      where t.created_at >= p.created_at and t.created_at - p.created_at < make_interval(days => private.setting('young_account_days')::integer)
    ) s);
end
$function$;

create or replace function private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  first integer := private.common_start(before, after);
  last integer := private.common_start(reverse(substr(before, first + 1)), reverse(substr(after, first + 1)));
  added text := substr(after, first + 1, char_length(after) - first - last);
  changed integer := greatest(char_length(before), char_length(after)) - first - last;
  published bigint;
  since timestamptz;
  last_judged timestamptz;
  passed bigint;
begin
  if private.holds(after) or private.contacts_in(after) <> '{}' then
    return null;
  elsif added ~ '[[:digit:]@/\\]' or added ~* '(www|http|\.[[:alpha:]])' or not exists (select from public.edit_trust_rules r where r.active and changed <= r.max_changed) then
    return null;
  end if;
  select count(*) into published from (
    (select 1 from public.community_posts p where p.user_id = author and p.state = 'published' limit 1000)
    union all
    (select 1 from public.post_comments c where c.user_id = author and c.state = 'published' limit 1000)) o;
  select p.created_at into since from public.profiles p where p.id = author;
  select max(d.created_at) into last_judged from public.moderation_decisions d where d.post_id = post or d.comment_id = comment;
  select count(*) into passed from public.content_versions v
  where (v.post_id = post or v.comment_id = comment) and v.trust_rule_id is not null and v.created_at > coalesce(last_judged, '-infinity');
  return (
    select r.id from public.edit_trust_rules r
    where r.active and changed <= r.max_changed and published >= r.min_published and passed < r.edits_between
      and since <= now() - make_interval(days => r.min_member_days)
      and not exists (
        select from public.moderation_decisions d
        left join public.community_posts p on p.id = d.post_id
        left join public.post_comments c on c.id = d.comment_id
        where d.decision in ('hide', 'remove') and d.created_at > now() - make_interval(days => r.clean_days) and coalesce(p.user_id, c.user_id) = author)
      and not exists (
        select from public.member_sanctions s where s.member_id = author and s.starts_at > now() - make_interval(days => r.clean_days))
    order by r.max_changed, r.id limit 1);
end
$function$;

insert into public.watched_words (pattern, signal, severity, language, effect, active)
select pattern, signal, severity, null, 'raise', true
from (values
  ('messenger', 2, array['instagram', 'snap chat', 'my snap', 'my skype', 'on skype', 'my kik', 'kik me', 'my discord', 'line id', 'wapp',
    'gmail.com', 'googlemail.com', 'hotmail.com', 'yahoo.com', 'outlook.com', 'icloud.com', 'protonmail.com', 'gmx.de', 'gmx.net', 'mail.ru', 'yandex.ru']),
  ('payment_link', 3, array['paypal', 'pay pal', 'venmo', 'zelle', 'revolut', 'paysafe*']),
  ('money', 2, array['bit coin*', 'money gram', 'itunes card*', 'google play card*', 'amazon card*']),
  (null, 2, array['bit.ly', 'tinyurl.com', 'linktr.ee', 'wa.link', 'cutt.ly', 'goo.gl', 'rb.gy', 'hxxp*'])
) w (signal, severity, patterns), unnest(patterns) pattern
on conflict (pattern) do nothing;

-- What waits is looked through for the words as they are read now.
select private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
