-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.folded_texts(names text[], texts text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
declare
  result jsonb := '{}';
begin
  for at in 1 .. coalesce(array_length(names, 1), 0) loop
    if texts[at] is not null then
      result := result || jsonb_build_object(names[at], private.folded(texts[at]));
    end if;
  end loop;
  return result;
end
$function$;

comment on function private.folded_texts(names text[], texts text[]) is 'Texts as they are filtered, by the name of their column: {"city": "malaga"}. What the generated columns "folded" hold.';

grant execute on function private.folded_texts(names text[], texts text[]) to authenticated;
grant execute on function private.folded_texts(names text[], texts text[]) to service_role;
