-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.contact_keys(email text, phone text, handle text, profile_url text, country text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys text[] := '{}';
  part text;
begin
  if email is not null then
    part := private.mail_key(email);
    if part is not null then keys := keys || ('mail:' || part); end if;
  end if;
  if phone is not null then
    part := private.phone_key(phone, country);
    if part is not null then keys := keys || ('tel:' || part); end if;
  end if;
  if handle is not null then
    part := ltrim(private.fold_case(private.visible_text(handle)), '@ ');
    if part <> '' then keys := keys || ('handle:' || part); end if;
  end if;
  if profile_url is not null then
    part := regexp_replace(private.fold_case(private.visible_text(profile_url)), '^https?://(www\.)?|[?#].*$|/+$', '', 'g');
    if part <> '' then keys := keys || ('page:' || part); end if;
  end if;
  return keys;
end
$function$;
