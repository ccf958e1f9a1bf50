-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.common_start(a text, b text)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  low integer := 0;
  high integer := least(char_length(a), char_length(b));
  middle integer;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if left(a, middle) = left(b, middle) then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end
$function$;

comment on function private.common_start(a text, b text) is 'How many characters two texts have in common at their beginning.';

grant execute on function private.common_start(a text, b text) to authenticated;
grant execute on function private.common_start(a text, b text) to service_role;
