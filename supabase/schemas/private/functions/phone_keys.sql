-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.phone_keys(written text, country text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  digits constant text := private.phone_key(written, country);
  home constant text := (select c.dial from private.countries c where c.code = country);
  is_local constant boolean := private.visible_text(written) !~ '^[^0-9]*\+';
  keys text[] := array[digits];
  dial text;
  part text;
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
  if home is not null and private.visible_text(written) !~ '^[^0-9]*(\+|0)' then
    keys := keys || (home || digits);
  end if;
  -- What stands before a number within Russia and Hungary.
  if is_local and country in ('RU', 'KZ') and digits ~ '^8\d{10}$' then
    keys := keys || ('7' || substr(digits, 2));
  elsif is_local and country = 'HU' and digits ~ '^366\d{8,9}$' then
    keys := keys || ('36' || substr(digits, 4));
  end if;
  -- Mobile numbers of Mexico and Argentina are written with and without a sign that says so.
  if digits ~ '^521\d{10}$' then
    keys := keys || ('52' || substr(digits, 4));
  elsif digits ~ '^549\d{10}$' then
    keys := keys || ('54' || substr(digits, 4));
  end if;
  -- Two numbers in one field.
  if length(digits) > 13 then
    for part in select p from regexp_split_to_table(private.visible_text(written), '\s*[/|,;&]\s*|\s+(?:or|oder|und|and|ou|y|o)\s+|\s{2,}|(?<=\d)\s+(?=\+)') p loop
      if part <> private.visible_text(written) and private.phone_key(part, country) ~ '^\d{7,15}$' then
        keys := keys || private.phone_keys(part, country);
      end if;
    end loop;
  end if;
  return array(select distinct k from unnest(keys) k);
end
$function$;

comment on function private.phone_keys(written text, country text) is 'All by which a number is compared: as it is written, and as it is where a country is left out or a zero too many.';
