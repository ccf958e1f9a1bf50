-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.words_in(words text)
 RETURNS SETOF watched_words
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select w.* from (select private.spellings(words) as plain offset 0) t join public.watched_words w on w.active and private.has_word(t.plain, w.needle, w.matcher)
$function$;

comment on function private.words_in(words text) is 'The watched words that a text holds.';
