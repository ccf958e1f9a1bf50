-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.phone_key(written text, country text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  plain constant text := regexp_replace(regexp_replace(
    translate(private.visible_text(written), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९', '012345678901234567890123456789'),
    '^\s*tel:|;.*$|\(\s*0\s*\)', '', 'gi'), '([0-9])\s*(ext|x|#).*$', '\1', 'i');
  digits text := regexp_replace(plain, '[^0-9]', '', 'g');
begin
  if plain !~ '^[^0-9]*\+' then
    if digits like '00%' then
      digits := substr(digits, 3);
    elsif digits like '0%' then
      digits := coalesce((select c.dial from private.countries c where c.code = country), '0') || substr(digits, 2);
    end if;
  end if;
  return case when length(digits) >= 6 then digits end;
end
$function$;
