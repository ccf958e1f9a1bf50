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
    -- To the letter too: whoever was erased is known by what the rules were then.
    if part <> private.fold_case(private.mail_address(email)) then keys := keys || ('mail:' || private.fold_case(private.mail_address(email))); end if;
  end if;
  if phone is not null then
    keys := keys || array(select distinct 'tel:' || k from unnest(private.phone_keys(phone, country)) k);
  end if;
  if handle is not null then
    part := ltrim(regexp_replace(private.fold_case(private.visible_text(handle)), '^/?u/', ''), '@ ');
    if part <> '' then keys := keys || ('handle:' || part); end if;
  end if;
  if profile_url is not null then
    part := regexp_replace(private.fold_case(private.visible_text(private.percent_decoded(profile_url))), '^https?://(www\.)?|[?#].*$|/+$', '', 'g');
    -- The same page for phones, in another language, under its old name.
    part := regexp_replace(regexp_replace(regexp_replace(part, '^(m|mobile|old|touch)\.', ''), '^[a-z]{2}\.linkedin\.com/', 'linkedin.com/'), '^twitter\.com/', 'x.com/');
    if part <> '' then keys := keys || ('page:' || part); end if;
  end if;
  return keys;
end
$function$;
