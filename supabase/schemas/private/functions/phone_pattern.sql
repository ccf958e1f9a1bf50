-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.phone_pattern(digits text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  dial constant text := (select c.dial from private.countries c where c.dial <> '' and digits like c.dial || '%' order by char_length(c.dial) desc limit 1);
  national constant text := substr(digits, 1 + char_length(coalesce(dial, '')));
  signs constant text := '[\s()./\u00a0\u2010-\u2015-]{0,3}';
begin
  -- Few digits may count anything.
  if char_length(digits) < 9 or digits !~ '^[0-9]+$' then
    return null;
  end if;
  return format('(?<![0-9])(?:(?:\+|00|011)?%1$s%2$s%1$s(?:\(?0\)?)?%1$s%3$s%4$s)(?![0-9])', signs, regexp_replace(coalesce(dial, ''), '(?<=[0-9])(?=[0-9])', signs, 'g'),
    regexp_replace(national, '(?<=[0-9])(?=[0-9])', signs, 'g'),
    case when char_length(national) > 7 then '|\(?0?' || signs || regexp_replace(national, '(?<=[0-9])(?=[0-9])', signs, 'g') end);
end
$function$;

comment on function private.phone_pattern(digits text) is 'A pattern of a phone number, given as its digits with those of its country, with whatever signs between them, with and without its country; null where it is too short to be told.';
