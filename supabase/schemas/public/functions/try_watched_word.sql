-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.try_watched_word(word_id uuid)
 RETURNS watched_words
 LANGUAGE sql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
  select private.try_watched_word(word_id)
$function$;

comment on function public.try_watched_word(word_id uuid) is 'Counts in how many posts and comments of the last 30 days this word stands, and how many of them were hidden or removed anyway.';

grant execute on function public.try_watched_word(word_id uuid) to authenticated;
