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
  page text;
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
    keys := keys || private.handle_keys(handle);
  end if;
  if profile_url is not null then
    page := coalesce(private.page_key(profile_url), '');
    if page <> '' then keys := keys || page; end if;
    -- As it was compared before, for the same reason; but not where that is the page of everybody.
    part := regexp_replace(regexp_replace(regexp_replace(regexp_replace(private.shown_page(profile_url), '^https?://(www\.)?|[?#].*$|/+$', '', 'g'),
      '^(m|mobile|old|touch)\.', ''), '^[a-z]{2}\.linkedin\.com/', 'linkedin.com/'), '^twitter\.com/', 'x.com/');
    if part ~ '/[^/]' and page !~ '[?]' and part !~ '\.(php\d?|aspx?|cgi|jsp|do|pl|htm|html)$|/(users?|members?|profiles?|people|view|show|viewprofile|account|u|p)$' then
      keys := keys || ('page:' || part);
    end if;
  end if;
  return array(select distinct k from unnest(keys) k);
end
$function$;

comment on function private.contact_keys(email text, phone text, handle text, profile_url text, country text) is 'The keys by which a person is known: of the mailbox, phone, handle and profile. Suppressions and duplicates compare them.';
