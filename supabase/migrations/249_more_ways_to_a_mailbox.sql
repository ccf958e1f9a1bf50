-- More ways to one mailbox: all domains of a provider that delivers tags and subdomains to it, addresses as Exchange wraps
-- them, and letters that a domain does not tell apart.

CREATE OR REPLACE FUNCTION private.mail_address(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  -- What is neither a letter nor part of one: dashes, brackets and pictures beside an address, what is drawn around or under
  -- others, and what a wrong encoding leaves.
  signs constant text := '\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u0378\u0379\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u2010-\u205e\u20a0-\u20ff\u2190-\u2bff\u2e00-\u2e7f\u3001\u3003\u3008-\u3020\u3030\u303d\ue000-\uf8ff\ufd3e\ufd3f\ufdd0-\ufdef\ufe10-\ufe19\ufe30-\ufe6f\ufff9-\uffff\U000110bd\U000110cd\U00013430-\U0001345f\U0001f000-\U0001faff\U0001fffe\U0001ffff\U000f0000-\U0010ffff';
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
  elsif written ~ '[\u2474-\u24b5\U0001f100-\U0001f129]'
    or written ~ '[\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff][^\s\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff]|[^\s\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff][\u24eb-\u24ff\u2776-\u2793\U0001f150-\U0001f1ff]' then
    -- A letter or number with its bracket, dot, ring or field in one sign is none of an address, but would be read as one, or dropped.
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
      return case when btrim(kept, ' ,;') = btrim(quoted) and position('"' in quoted) = 0 then private.mail_address(quoted) end;
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
  -- As the keyboards of China and Japan write a dot.
  local_part := translate(normalize(private.lower_case(left(kept, at - 1)), NFKC), '。｡', '..');
  -- Quotation marks around the name alone.
  if local_part ~ '^[''`´‘’“”„]' and local_part ~ '[''`´‘’“”]$' then
    local_part := btrim(local_part, '''`´‘’“”„');
  end if;
  -- As a link writes it, once or twice; what is none stays as it is.
  local_part := replace(local_part, '%25', '%');
  if local_part ~ '%[0-9a-f]{2}' then
    quoted := private.visible_text(private.percent_decoded(local_part));
    if quoted <> '' and quoted !~ format('[\s@"(),:;<>\[\]\\%%%s]', signs) then
      local_part := normalize(private.lower_case(quoted), NFKC);
    end if;
  end if;
  domain := private.mail_domain(substr(kept, at + 1));
  -- As Exchange writes an address of another kind than its own: +2E for a dot, + and two digits for every other sign.
  if local_part ~ '^imceasmtp-.+\+40.' then
    return private.mail_address(private.percent_decoded(replace(substr(local_part, 11), '+', '%')));
  end if;
  -- As servers write the sender of what they pass on (SRS) or may get back (BATV): whose mailbox it is stands within.
  if local_part ~ '^srs0[=+-][^=]+=[^=]+=[^=@]+=.' then
    return private.mail_address(regexp_replace(local_part, '^srs0[=+-][^=]+=[^=]+=([^=]+)=(.+)$', '\2@\1'));
  elsif local_part ~ '^srs1[=+-][^=]+=[^=]+=[=+-].' then
    return private.mail_address(regexp_replace(local_part, '^srs1[=+-][^=]+=[^=]+=', 'srs0') || '@' || substr(kept, at + 1));
  elsif local_part ~ '^(prvs|msprvs1)=[^=/]+[=/].|^btv1==[^=]+==.' then
    -- The tag comes first; in the older draft last.
    local_part := case when local_part ~ '^prvs=[^=/]+/[0-9a-f]{10}$' then regexp_replace(local_part, '^prvs=|/.*$', '', 'g')
      else regexp_replace(local_part, '^(prvs|msprvs1)=[^=/]+[=/]|^btv1==[^=]+==', '') end;
    return private.mail_address(local_part || '@' || substr(kept, at + 1));
  end if;
  -- The way by another server (ada%rules.test@relay.test, rules.test!ada@relay.test), and the beginnings of formulas, paths and lists.
  if local_part ~ '!|%[^%]+\.[^%.]|%[0-9a-f]{2}|^[=/#~*|^{}?&$]|[=/#~*|^{}?''`]$' then
    return null;
  end if;
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]|%[01][0-9a-f]|%7f' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
    return null;
  end if;
  return local_part || '@' || domain;
end
$function$;

create or replace function private.same_letters(domain text)
 returns text
 language plpgsql
 immutable parallel safe
 set search_path to ''
as $function$
begin
  -- ß is a letter of its own in a domain; U+E000 keeps its place while the others are folded.
  return case when domain like '%xn--%'
    then coalesce(private.mail_domain(replace(private.fold_case(replace(private.shown_domain(domain), 'ß', U&'\E000')), U&'\E000', 'ß')), domain)
    else domain end;
end
$function$;
comment on function private.same_letters(text) is 'A domain as it is compared: letters that become the same when it is written large are the same, except ß, which domains tell from ss.';
revoke all on function private.same_letters(text) from public;

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

CREATE OR REPLACE FUNCTION private.domains_of(written text)
 RETURNS TABLE(domain text, below boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO ''
AS $function$
begin
  return query select written, coalesce((select p.by_subdomain from private.mail_providers p where p.domain = written), false)
    union select a.domain, a.by_subdomain from private.mail_providers p join private.mail_providers a on a.same_as = p.same_as where p.domain = written
    union select private.same_letters(written), false;
end
$function$;

CREATE OR REPLACE FUNCTION private.lookup_keys(keys text[], address text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  domain text := split_part(address, '@', 2);
  result text[] := keys;
begin
  if domain <> '' then
    result := result || ('domain:' || domain);
    if domain like '%xn--%' then
      domain := private.same_letters(domain);
      result := result || ('domain:' || domain);
    end if;
    while position('.' in domain) > 0 loop
      result := result || ('domain:.' || domain);
      domain := substr(domain, position('.' in domain) + 1);
    end loop;
  end if;
  if exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;') then
    result := result || array(select private.hashed_key(k) from unnest(keys) k);
  end if;
  return result;
end
$function$;

drop function if exists private.same_sigma(text);

insert into private.mail_providers (domain, same_as, tag_sign, takes, takes_for, by_subdomain)
select d, d, '+', '', '', true from regexp_split_to_table(btrim('
    150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 50mail.com airpost.net allmail.net bestmail.us cluemail.com
    elitemail.org emailcorner.net emailengine.net emailengine.org emailgroups.net emailplus.org emailuser.net eml.cc
    f-m.fm fast-email.com fast-mail.org fastem.com fastemail.us fastemailer.com fastest.cc fastimap.com
    fastmailbox.net fastmessaging.com fea.st fmail.co.uk fmailbox.com fmgirl.com fmguy.com ftml.net h-mail.us
    hailmail.net imap-mail.com imap.cc imapmail.org inoutbox.com internet-e-mail.com internet-mail.org
    internetemails.net internetmailing.net jetemail.net justemail.net letterboxes.org mail-central.com mail-page.com
    mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com mailftp.com mailhaven.com mailingaddress.org
    mailite.com mailmight.com mailnew.com mailsent.net mailservice.ms mailup.net mailworks.org messagingengine.com
    ml1.net mm.st myfastmail.com mymacmail.com nospammail.net ownmail.net petml.com postinbox.com postpro.net
    proinbox.com promessage.com realemail.net reallyfast.biz reallyfast.info rushpost.com sent.as sent.at
    speedpost.net speedymail.org ssl-mail.com swift-mail.com the-fastest.net the-quickest.com theinternetemail.com
    veryfast.biz veryspeedy.net warpmail.net xsmail.com yepmail.net your-mail.com'), '\s+') d
union all
select 'hotmail.rs', 'hotmail.rs', '+', '', '', false
union all
select d, d, '-', '', '', false from unnest(array['yahoo.cl', 'yahoo.co.il', 'yahoo.com.pe', 'yahoo.com.ve']) d
on conflict (domain) do nothing;

-- What is there already: the leads by their own address where nobody else has it, and the further keys of all.
update public.leads l set email = b.bare
from (select distinct on (private.mail_address(x.email)) x.id, private.mail_address(x.email) as bare from public.leads x where x.email like 'imceasmtp-%' order by private.mail_address(x.email), x.found_at, x.id) b
where b.id = l.id and b.bare is not null and b.bare <> l.email and not exists (select from public.leads o where o.email = b.bare);
insert into private.lead_keys (key, lead_id)
select k.key, l.id from public.leads l, unnest(private.contact_keys(l.email, null, null, null, null)) k (key)
where l.email ~ 'xn--|^imceasmtp-|[-+].*@|@.*\..*\.' on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select k.key, s.id from public.outreach_suppressions s, unnest(case s.kind when 'address' then private.contact_keys(s.email, null, null, null, null) else private.keys_of_suppression(s) end) k (key)
where s.lifted_at is null and s.kind in ('address', 'domain') and k.key is not null on conflict do nothing;
do $$
begin
  perform private.keep_suspended_keys(p.id) from public.profiles p where p.state = 'suspended';
end
$$;
