-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.phone_key(written text, country text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  plain constant text := regexp_replace(regexp_replace(regexp_replace(
    translate(private.visible_text(written), E'\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9\u07c0\u07c1\u07c2\u07c3\u07c4\u07c5\u07c6\u07c7\u07c8\u07c9\u0966\u0967\u0968\u0969\u096a\u096b\u096c\u096d\u096e\u096f\u09e6\u09e7\u09e8\u09e9\u09ea\u09eb\u09ec\u09ed\u09ee\u09ef\u0a66\u0a67\u0a68\u0a69\u0a6a\u0a6b\u0a6c\u0a6d\u0a6e\u0a6f\u0ae6\u0ae7\u0ae8\u0ae9\u0aea\u0aeb\u0aec\u0aed\u0aee\u0aef\u0b66\u0b67\u0b68\u0b69\u0b6a\u0b6b\u0b6c\u0b6d\u0b6e\u0b6f\u0be6\u0be7\u0be8\u0be9\u0bea\u0beb\u0bec\u0bed\u0bee\u0bef\u0c66\u0c67\u0c68\u0c69\u0c6a\u0c6b\u0c6c\u0c6d\u0c6e\u0c6f\u0ce6\u0ce7\u0ce8\u0ce9\u0cea\u0ceb\u0cec\u0ced\u0cee\u0cef\u0d66\u0d67\u0d68\u0d69\u0d6a\u0d6b\u0d6c\u0d6d\u0d6e\u0d6f\u0e50\u0e51\u0e52\u0e53\u0e54\u0e55\u0e56\u0e57\u0e58\u0e59\u0ed0\u0ed1\u0ed2\u0ed3\u0ed4\u0ed5\u0ed6\u0ed7\u0ed8\u0ed9\u0f20\u0f21\u0f22\u0f23\u0f24\u0f25\u0f26\u0f27\u0f28\u0f29\u1040\u1041\u1042\u1043\u1044\u1045\u1046\u1047\u1048\u1049\u17e0\u17e1\u17e2\u17e3\u17e4\u17e5\u17e6\u17e7\u17e8\u17e9\u1810\u1811\u1812\u1813\u1814\u1815\u1816\u1817\u1818\u1819\u1946\u1947\u1948\u1949\u194a\u194b\u194c\u194d\u194e\u194f\u1c50\u1c51\u1c52\u1c53\u1c54\u1c55\u1c56\u1c57\u1c58\u1c59', repeat('0123456789', 20)),
    '^\s*tel:|;.*$|\(\s*0\s*\)', '', 'gi'), '([0-9])[\s,.(/-]*(ext|x|#|durchwahl|dw|poste|anexo|interno|int\.|toestel|доб).*$', '\1', 'i'), '([0-9][^,]*[0-9]{3}),+\s*[0-9]{1,5}\s*$', '\1');
  digits text := regexp_replace(plain, '[^0-9]', '', 'g');
begin
  if plain !~ '^[^0-9]*\+' then
    -- What is dialled before the country: 00, but 011 in America and 0011 in Australia.
    if digits like '0011%' and country = 'AU' then
      digits := substr(digits, 5);
    elsif digits like '011%' and country in ('US', 'CA') then
      digits := substr(digits, 4);
    elsif digits like '00%' then
      digits := substr(digits, 3);
    elsif digits like '0%' then
      digits := coalesce((select c.dial from private.countries c where c.code = country), '0') || substr(digits, 2);
    end if;
  end if;
  return case when length(digits) >= 6 then digits end;
end
$function$;

comment on function private.phone_key(written text, country text) is 'A phone number as digits with the country''s code; null for what is too short to name anybody.';
