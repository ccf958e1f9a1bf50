-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.contact_keys(email text, phone text, handle text, profile_url text, country text)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select array_remove(array[
    'mail:' || private.mail_key(email),
    'tel:' || private.phone_key(phone, country),
    'handle:' || nullif(ltrim(private.fold_case(private.visible_text(handle)), '@ '), ''),
    'page:' || nullif(regexp_replace(private.fold_case(private.visible_text(profile_url)), '^https?://(www\.)?|[?#].*$|/+$', '', 'g'), '')
  ], null)
$function$;
