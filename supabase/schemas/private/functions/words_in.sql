-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.words_in(words text)
 RETURNS SETOF watched_words
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select w.* from public.watched_words w, (select private.plain_text(words) as plain offset 0) t
  where w.active and t.plain ~ private.word_pattern(w.pattern)
$function$;

comment on function private.words_in(words text) is 'The watched words that a text holds.';
