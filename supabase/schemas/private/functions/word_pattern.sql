-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.word_pattern(pattern text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select replace(private.plain_text(replace(pattern, '*', 'ⵣ')), 'ⵣ', '[^ ]*')
$function$;

comment on function private.word_pattern(pattern text) is 'The regular expression of a watched word: its letters and digits made plain, and for each star any signs but a space.';

grant execute on function private.word_pattern(pattern text) to authenticated;
grant execute on function private.word_pattern(pattern text) to service_role;
