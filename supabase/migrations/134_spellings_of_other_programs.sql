-- More spellings of one address: out of the links and lists of other programs, with signs beside it, and of providers in more
-- countries. What has a sign inside is no address.

create or replace function private.shown_domain(domain text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case when domain like '%xn--%' then array_to_string(array(
    select case when p like 'xn--%' then coalesce(private.from_punycode(substr(p, 5)), p) else p end
    from string_to_table(domain, '.') with ordinality s (p, n) order by n), '.') else domain end;
end
$$;
comment on function private.shown_domain(text) is 'A domain in its own letters, for comparing it with others by the eye.';
revoke all on function private.shown_domain(text) from public, anon, authenticated, service_role;

create or replace function private.mail_address(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  -- What is neither a letter nor part of one: dashes, brackets and pictures beside an address, and what a wrong encoding leaves.
  signs constant text := '\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2010-\u205e\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3001\u3003\u3008-\u3020\u3030\u303d\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe19\ufe30-\ufe6f\ufff9-\uffff\U0001f000-\U0001faff\U000f0000-\U0010ffff';
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
    -- As some programs write a link after its words: Ada <mailto:ada@…> or [mailto:ada@…].
    shown := regexp_replace(shown, '^.*[<\[]\s*((url:\s*)?mailto:[^<>\[\]]*)[>\]][\s;,.]*$', '\1', 'i');
    if shown ~* '^\W*(url:\s*)?mailto:' then
      -- Some write it as if it were the address of a page, mailto://.
      shown := regexp_replace(private.visible_text(private.percent_decoded(
        regexp_replace(regexp_replace(shown, '^(\W*)((url:\s*)?mailto:\s*)+', '\1', 'i'), '[?#][^>]*', ''))), '^([\s<]*)[\s/\\]+', '\1');
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
    if kept ~ '[^\x01-\x7f]' then
      -- The first is the mark of a file that was read in another encoding.
      kept := regexp_replace(replace(kept, 'ï»¿', ''), format('^[%1$s\s]+|[%1$s\s]+$|[\ufff9-\ufffb]', signs), '', 'g');
      -- Hyphens and apostrophes as a word processor sets them.
      kept := translate(kept, '‐‒–—−’‘', '-----''''');
      if kept ~ format('[%s]', signs) then
        return null;
      end if;
    end if;
    kept := regexp_replace(kept, '\s*([.@])\s*', '\1', 'g');
  end if;
  if position('@' in kept) = 0 then
    return null;
  end if;
  at := length(kept) - position('@' in reverse(kept)) + 1;
  local_part := normalize(private.lower_case(left(kept, at - 1)), NFKC);
  -- As a link writes it; what is none stays as it is.
  if local_part ~ '%[0-9a-f]{2}' then
    quoted := private.visible_text(private.percent_decoded(local_part));
    if quoted <> '' and quoted !~ format('[\s@"(),:;<>\[\]\\%%%s]', signs) then
      local_part := normalize(private.lower_case(quoted), NFKC);
    end if;
  end if;
  domain := private.mail_domain(substr(kept, at + 1));
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]|%[01][0-9a-f]|%7f' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
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
  if domain like '%xn--%' then
    -- A sigma at an end is the same letter, as it is when the domain is written large.
    domain := coalesce(private.mail_domain(replace(private.shown_domain(domain), 'ς', 'σ')), domain);
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
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  shown constant text := split_part(address, '@', 1) || '@' || private.shown_domain(split_part(address, '@', 2));
  latin constant text := translate(replace(shown, U&'i\0307', 'i'), 'аеорсухіјѕԁԛԝһӏкгѵмтвьοναρικτυχγηωϲϳıɑɡǀʏոօսհցզքյᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡᴢꭺᏼꮯꭰꭼꮐꮋꭻꮶꮮꮇꮲꮪꭲꮩꮃꮍꮓⲟסו০०੦௦౦೦๐ɩʋ໐', 'aeopcyxijsdqwhlkrvmtbbovapiktuxynwcjiagiynouhgqfjabcdefghijklmnoprstuvwzabcdeghjklmpstvwyzooloooooooivo');
begin
  return case when shown ~ '[^\x01-\x7f]' and latin ~ '^[\x01-\x7f]*$' then latin end;
end
$$;

create or replace function private.contact_keys(email text, phone text, handle text, profile_url text, country text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
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
$$;

create or replace function private.is_suppressed(address text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  bare constant text := private.mail_address(address);
  wanted text[];
begin
  -- What cannot be read as one address cannot be compared either.
  if bare is null then
    return true;
  end if;
  wanted := private.lookup_keys(private.contact_keys(bare, null, null, null, null), bare);
  return exists (select from private.suppressed_keys k where k.key = any (wanted));
end
$$;

insert into private.mail_providers (domain, same_as, tag_sign, takes, takes_for, by_subdomain)
select d, d, '-', '', '', false from regexp_split_to_table(btrim('
    yahoo.ca yahoo.it yahoo.es yahoo.ie yahoo.se yahoo.dk yahoo.no yahoo.fi yahoo.nl yahoo.be yahoo.at yahoo.ch
    yahoo.gr yahoo.ro yahoo.hu yahoo.cz yahoo.pl yahoo.pt yahoo.in yahoo.co.in yahoo.co.id yahoo.co.nz yahoo.co.th
    yahoo.co.za yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.co yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.ph
    yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn rocketmail.com myyahoo.com'), '\s+') d
union all
select d, d, '+', '', '', false from regexp_split_to_table(btrim('
    outlook.at outlook.be outlook.cl outlook.co.id outlook.co.il outlook.co.th outlook.com.ar outlook.com.au
    outlook.com.br outlook.com.gr outlook.com.tr outlook.com.vn outlook.cz outlook.dk outlook.es outlook.hu outlook.ie
    outlook.in outlook.it outlook.jp outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.sa outlook.sg
    outlook.sk hotmail.at hotmail.be hotmail.ca hotmail.ch hotmail.cl hotmail.co.il hotmail.co.jp hotmail.co.nz
    hotmail.co.th hotmail.co.za hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.mx hotmail.com.tr hotmail.cz
    hotmail.dk hotmail.es hotmail.fi hotmail.gr hotmail.hu hotmail.ie hotmail.it hotmail.nl hotmail.no hotmail.pt
    hotmail.se hotmail.sg live.at live.be live.ca live.cl live.cn live.co.uk live.co.za live.com.ar live.com.au
    live.com.mx live.com.pt live.com.sg live.de live.dk live.fi live.fr live.hk live.ie live.in live.it live.jp live.nl
    live.no live.ru live.se windowslive.com passport.com bk.ru inbox.ru internet.ru list.ru zohomail.com zohomail.eu
    zoho.eu zoho.in posteo.net posteo.org pobox.com disroot.org mailfence.com'), '\s+') d
union all
select d, d, '+', '', '', true from regexp_split_to_table(btrim('
    123mail.org fastmail.cn fastmail.co.uk fastmail.com.au fastmail.de fastmail.es fastmail.fr fastmail.im fastmail.in
    fastmail.jp fastmail.mx fastmail.net fastmail.nl fastmail.org fastmail.se fastmail.to fastmail.tw fastmail.uk
    fastmail.us mailforce.net sent.com runbox.com'), '\s+') d
union all
select d, 'yandex.ru', '+', '-', '.', false from regexp_split_to_table(btrim('
    yandex.az yandex.co.il yandex.com.am yandex.com.ge yandex.com.tr yandex.ee yandex.fr yandex.kg yandex.lt yandex.lv
    yandex.md yandex.tj yandex.tm yandex.uz'), '\s+') d
on conflict (domain) do nothing;

-- What is there already gets the further keys; those that it had stay.
update public.leads l set email = private.mail_address(l.email)
where l.email ~ '%[0-9a-f]{2}|[^\x01-\x7f]' and private.mail_address(l.email) <> l.email
  and not exists (select from public.leads o where o.email = private.mail_address(l.email));
insert into private.lead_keys (key, lead_id)
select k.key, l.id from public.leads l, unnest(private.contact_keys(l.email, null, null, null, null)) k (key)
where l.email ~ '[^\x01-\x7f]|%|xn--|[-+].*@|@.*\..*\.'
on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select k.key, s.id from public.outreach_suppressions s, unnest(case s.kind when 'address' then private.contact_keys(s.email, null, null, null, null) else private.keys_of_suppression(s) end) k (key)
where s.lifted_at is null and s.kind in ('address', 'person') and k.key is not null
on conflict do nothing;
update public.leads l set looks_like = private.look_alike(l.email)
where (l.email ~ '[^\x01-\x7f]' or l.email like '%xn--%') and l.looks_like is distinct from private.look_alike(l.email);
