-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.unknown_operator(operator text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  raise exception 'There is no comparison "%".', operator using errcode = '22023';
end
$function$;

grant execute on function private.unknown_operator(operator text) to authenticated;
