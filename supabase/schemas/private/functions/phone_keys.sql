-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.phone_keys(written text, country text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  digits constant text := private.phone_key(written, country);
  keys text[] := array[digits];
  dial text;
begin
  if digits is null then
    return '{}';
  end if;
  -- A zero after the country: written by mistake in most, part of the number in Italy.
  if position('0' in substr(digits, 2, 3)) > 0 then
    select c.dial into dial from private.countries c where digits like c.dial || '0%' limit 1;
    if dial is not null then
      keys := keys || (dial || substr(digits, length(dial) + 2));
    end if;
  end if;
  -- Without a plus or a zero it may be of this country, as all are in America.
  if country is not null and private.visible_text(written) !~ '^[^0-9]*(\+|0)' then
    select c.dial into dial from private.countries c where c.code = country;
    if dial is not null then
      keys := keys || (dial || digits);
    end if;
  end if;
  return keys;
end
$function$;

comment on function private.phone_keys(written text, country text) is 'All by which a number is compared: as it is written, and as it is where a country is left out or a zero too many.';
