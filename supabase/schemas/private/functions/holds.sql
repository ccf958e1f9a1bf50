-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.holds(words text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from private.words_in(words) w where w.effect = 'hold')
$function$;

comment on function private.holds(words text) is 'Whether a text has a watched word that holds it back until somebody has judged it.';
