-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.excerpt(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE COST 1000
 SET search_path TO ''
AS $function$
begin
  return left(regexp_replace(left(words, 400), '\s+', ' ', 'g'), 200);
end
$function$;

comment on function private.excerpt(words text) is 'The beginning of a text.';

grant execute on function private.excerpt(words text) to authenticated;
grant execute on function private.excerpt(words text) to service_role;
