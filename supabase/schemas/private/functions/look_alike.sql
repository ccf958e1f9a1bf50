-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.look_alike(address text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  shown constant text := split_part(address, '@', 1) || '@' || array_to_string(array(
    select case when p like 'xn--%' then coalesce(private.from_punycode(substr(p, 5)), p) else p end
    from string_to_table(split_part(address, '@', 2), '.') with ordinality s (p, n) order by n), '.');
  latin constant text := translate(replace(shown, U&'i\0307', 'i'), 'аеорсухіјѕԁԛԝһӏкгѵмтвьοναρικτυχγηωϲϳıɑɡǀʏոօսհցզքյ', 'aeopcyxijsdqwhlkrvmtbbovapiktuxynwcjiagiynouhgqfj');
begin
  return case when shown ~ '[^\x01-\x7f]' and latin ~ '^[\x01-\x7f]*$' then latin end;
end
$function$;
