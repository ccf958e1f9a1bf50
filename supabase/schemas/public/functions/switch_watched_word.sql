-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.switch_watched_word(word_id uuid, active boolean)
 RETURNS watched_words
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.switch_watched_word(word_id, active)
$function$;

comment on function public.switch_watched_word(word_id uuid, active boolean) is 'Switches a watched word on, once it was tried, or off; what waits is looked through again.';

grant execute on function public.switch_watched_word(word_id uuid, active boolean) to authenticated;
