-- More spellings of one and the same: a number with and without its country, or with a zero too many; a handle and a profile
-- as each page writes them; an address out of a link, out of a table that guards its cells, or below its own domain.

alter table private.mail_providers add column if not exists by_subdomain boolean not null default false;
comment on column private.mail_providers.by_subdomain is 'Whether a domain below it is one mailbox: anything@ada.fastmail.com comes to ada@fastmail.com.';
update private.mail_providers set by_subdomain = true where domain in ('fastmail.com', 'fastmail.fm') and not by_subdomain;

create or replace function private.mail_address(written text) returns text
language plpgsql
 IMMUTABLE PARALLEL SAFE set search_path = '' as $$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  sign text;
  kept text := '';
  quoted text := '';
  remark text := '';
  depth integer := 0;
  in_quotes boolean := false;
  escaped boolean := false;
  bracketed boolean := false;
  closed boolean := false;
  odd boolean := false;
  at integer;
  local_part text;
  domain text;
begin
  if shown is null or position('@' in shown) + position('%40' in shown) = 0 then
    return null;
  end if;
  if shown ~ '^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
    kept := shown;
  else
    if shown ~* '^\W*(url:\s*)?mailto:' then
      -- Some write it as if it were the address of a page, mailto://.
      shown := regexp_replace(private.visible_text(private.percent_decoded(
        regexp_replace(regexp_replace(shown, '^(\W*)(url:\s*)?mailto:', '\1', 'i'), '\?[^>]*', ''))), '^([\s<]*)[\s/\\]+', '\1');
    end if;
    foreach sign in array regexp_split_to_array(shown, '') loop
      if escaped then
        escaped := false;
        if in_quotes then
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s"(),:;<>@\[\]\\]';
        end if;
      elsif sign = '\' and (in_quotes or depth > 0) then
        escaped := true;
      elsif in_quotes then
        if sign = '"' then
          in_quotes := false;
        else
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s(),:;<>@\[\]\\]';
        end if;
      elsif depth > 0 then
        depth := depth + case sign when '(' then 1 when ')' then -1 else 0 end;
        remark := remark || case when depth > 0 then sign else '' end;
      elsif sign = '"' then
        in_quotes := true;
      elsif sign = '(' then
        depth := 1;
      elsif sign = '<' then
        if bracketed then
          return null;
        end if;
        bracketed := true;
        kept := '';
        quoted := '';
        odd := false;
      elsif sign = '>' and bracketed and not closed then
        closed := true;
      elsif closed then
        if sign !~ '[\s;,.]' then
          return null;
        end if;
      else
        kept := kept || sign;
      end if;
    end loop;
    if in_quotes or depth > 0 then
      return null;
    elsif odd then
      -- The whole of it in quotes.
      return case when btrim(kept) = btrim(quoted) and position('"' in quoted) = 0 then private.mail_address(quoted) end;
    end if;
    kept := btrim(kept, ' ,;');
    if kept = '' and position('@' in remark) > 0 then
      return private.mail_address(remark);
    end if;
    kept := regexp_replace(kept, '^@[^:]*:', '');
    if kept <> '' and position(left(kept, 1) in wrapping) > 0 and position(right(kept, 1) in wrapping) > 0 then
      kept := btrim(kept, wrapping);
    end if;
    -- The sign with which tables keep a cell from being a formula, and half of a pair of quotation marks.
    kept := rtrim(ltrim(kept, '''‘’“”„‚«»‹› '), '''‘’“”„‚«»‹› ');
    kept := regexp_replace(kept, '\s*([.@])\s*', '\1', 'g');
  end if;
  if position('@' in kept) = 0 then
    return null;
  end if;
  at := length(kept) - position('@' in reverse(kept)) + 1;
  local_part := normalize(private.lower_case(left(kept, at - 1)), NFKC);
  -- As a link writes it; what is none stays as it is.
  if local_part ~ '%[0-9a-f]{2}' and private.percent_decoded(local_part) ~* '^[a-z0-9._+-]+$' then
    local_part := private.lower_case(private.percent_decoded(local_part));
  end if;
  domain := private.mail_domain(substr(kept, at + 1));
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
    return null;
  end if;
  return local_part || '@' || domain;
end
$$;

create or replace function private.mail_key(written text) returns text
language plpgsql stable security definer set search_path = '' as $$
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
  if provider.domain is not null then
    domain := provider.same_as;
    local_part := coalesce(nullif(split_part(local_part, coalesce(provider.tag_sign, '@'), 1), ''), local_part);
    local_part := coalesce(nullif(translate(local_part, provider.takes, provider.takes_for), ''), local_part);
  end if;
  return local_part || '@' || domain;
end
$$;

create or replace function private.look_alike(address text) returns text
language plpgsql
 IMMUTABLE PARALLEL SAFE set search_path = '' as $$
declare
  shown constant text := split_part(address, '@', 1) || '@' || array_to_string(array(
    select case when p like 'xn--%' then coalesce(private.from_punycode(substr(p, 5)), p) else p end
    from string_to_table(split_part(address, '@', 2), '.') with ordinality s (p, n) order by n), '.');
  latin constant text := translate(replace(shown, U&'i\0307', 'i'), 'аеорсухіјѕԁԛԝһӏкгѵмтвьοναρικτυχγηωϲϳıɑɡǀʏոօսհցզքյ', 'aeopcyxijsdqwhlkrvmtbbovapiktuxynwcjiagiynouhgqfj');
begin
  return case when shown ~ '[^\x01-\x7f]' and latin ~ '^[\x01-\x7f]*$' then latin end;
end
$$;

create or replace function private.phone_key(written text, country text) returns text
language plpgsql stable security definer set search_path = '' as $$
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
$$;

create or replace function private.phone_keys(written text, country text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
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
$$;
comment on function private.phone_keys(text, text) is 'All by which a number is compared: as it is written, and as it is where a country is left out or a zero too many.';

create or replace function private.contact_keys(email text, phone text, handle text, profile_url text, country text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  keys text[] := '{}';
  part text;
begin
  if email is not null then
    part := private.mail_key(email);
    if part is not null then keys := keys || ('mail:' || part); end if;
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
$$;

revoke all on function private.phone_keys(text, text), private.phone_key(text, text), private.mail_key(text),
  private.contact_keys(text, text, text, text, text) from public, anon, authenticated, service_role;

-- What is there already gets the further keys; those that it had stay, since the erased are known by them.
update public.leads l set email = private.mail_address(l.email)
where l.email ~ '^[''‘’“”„‚«»‹›]|%[0-9a-f]{2}' and private.mail_address(l.email) <> l.email
  and not exists (select from public.leads o where o.email = private.mail_address(l.email));
insert into private.lead_keys (key, lead_id)
select k.key, l.id from public.leads l, unnest(private.contact_keys(l.email, l.phone, l.handle, l.profile_url, l.country)) k (key)
where l.phone is not null or l.profile_url ~* '^https?://(www\.)?(m|mobile|old|touch|twitter|[a-z]{2}\.linkedin)\.|%' or l.handle ~* '^/?u/'
  or l.email ~ '^[''‘.]|\.\.|\.@|%[0-9a-f]{2}|\.fastmail\.'
on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select k.key, s.id from public.outreach_suppressions s, unnest(private.keys_of_suppression(s)) k (key)
where s.lifted_at is null and k.key is not null and (s.kind = 'person' or s.kind = 'address' and s.email ~ '^[''‘.]|\.\.|\.@|%[0-9a-f]{2}|\.fastmail\.')
on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select distinct o.key, s.id
from public.outreach_suppressions s join private.suppressed_keys k on k.suppression_id = s.id join private.lead_keys l on l.key = k.key join private.lead_keys o on o.lead_id = l.lead_id
where s.lifted_at is null and s.kind <> 'domain' and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')
on conflict do nothing;
update public.leads l set looks_like = private.look_alike(l.email) where l.email like U&'%i\0307%' and l.looks_like is distinct from private.look_alike(l.email);
