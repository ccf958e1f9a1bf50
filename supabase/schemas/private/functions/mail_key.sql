-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.mail_key(written text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  address constant text := private.mail_address(written);
  local_part text := private.fold_case(split_part(address, '@', 1));
  domain text := split_part(address, '@', 2);
  provider private.mail_providers;
begin
  if address is null then
    return null;
  end if;
  -- A server takes no dot at an end of it or beside another one.
  local_part := coalesce(nullif(btrim(regexp_replace(local_part, '\.{2,}', '.', 'g'), '.'), ''), local_part);
  select * into provider from private.mail_providers p where p.domain = split_part(address, '@', 2);
  if provider.domain is null and domain like '%.%.%' then
    -- Whoever has an address there has all of a domain below it: news@ada.fastmail.com comes to ada.
    select * into provider from private.mail_providers p where p.domain = substr(split_part(address, '@', 2), position('.' in split_part(address, '@', 2)) + 1) and p.by_subdomain;
    if provider.domain is not null then
      local_part := split_part(domain, '.', 1);
    end if;
  end if;
  domain := private.same_letters(domain);
  if provider.domain is not null then
    domain := provider.same_as;
    local_part := coalesce(nullif(split_part(local_part, coalesce(provider.tag_sign, '@'), 1), ''), local_part);
    local_part := coalesce(nullif(translate(local_part, provider.takes, provider.takes_for), ''), local_part);
  end if;
  return local_part || '@' || domain;
end
$function$;

comment on function private.mail_key(written text) is 'What an address is compared by: the same for all spellings that reach one mailbox.';
