-- Addresses as further programs write them, and further providers whose tags reach the same mailbox.

create or replace function private.mail_address(written text)
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
  elsif written ~ '[\u2474-\u24b5\U0001f100-\U0001f129]' then
    -- A letter or number with its bracket or dot in one sign is none of an address, but would be read as one.
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


-- An address that was kept when the rules were others, and is none by them now, keeps nobody else's mail.
create or replace function private.lead_code(lead leads, basis text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return case
    when lead.id is null then 'no_lead'
    when lead.email is null or lead.email !~ '^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$' and private.mail_address(lead.email) is null then 'no_address'
    when lead.consent = 'objected' or private.is_lead_suppressed(lead) then 'suppressed'
    when lead.state in ('rejected', 'converted') then 'wrong_state'
    when lead.source_id is null and lead.added_by is null or lead.consent <> 'consented' and basis = 'consent' then 'no_provenance' end;
end
$function$;

insert into private.mail_providers (domain, same_as, tag_sign)
select d, d, '+' from unnest(string_to_array('web.de gmx.at gmx.ch gmx.com gmx.eu gmx.fr gmx.co.uk gmx.us gmx.org gmx.info free.fr startmail.com hushmail.com hushmail.me hush.com hush.ai '
  'rambler.ru lenta.ru ro.ru autorambler.ru myrambler.ru posteo.at posteo.be posteo.ch posteo.es posteo.eu posteo.fr posteo.it posteo.jp posteo.me posteo.name posteo.nl posteo.pl posteo.pt posteo.se posteo.us '
  'riseup.net kolabnow.com zoho.jp zoho.com.au zoho.com.cn zohomail.in', ' ')) d
on conflict do nothing;
insert into private.mail_providers (domain, same_as, tag_sign) select d, d, '-' from unnest(array['att.net', 'sbcglobal.net', 'bellsouth.net', 'rogers.com']) d on conflict do nothing;
-- Of a line that ended in a space.
delete from private.mail_providers where domain = '';

-- What is there already gets the further keys; those that it had stay.
set local plan_cache_mode = force_custom_plan;
insert into private.lead_keys (key, lead_id)
select k.key, l.id from public.leads l, unnest(private.contact_keys(l.email, null, null, null, null)) k (key) where l.email like '%+%' or l.email like '%-%' on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select k.key, s.id from public.outreach_suppressions s, unnest(private.contact_keys(s.email, null, null, null, null)) k (key)
where s.kind = 'address' and (s.email like '%+%' or s.email like '%-%') on conflict do nothing;

create or replace function private.same_sigma(domain text) returns text
language plpgsql immutable parallel safe set search_path to '' as $$
begin
  return case when domain like '%xn--%' then coalesce(private.mail_domain(replace(private.shown_domain(domain), 'ς', 'σ')), domain) else domain end;
end
$$;
comment on function private.same_sigma(text) is 'A domain as it is compared: the sigma at the end of a word is the same letter, as it is when the domain is written large.';
revoke all on function private.same_sigma(text) from public;

create or replace function private.lookup_keys(keys text[], address text) returns text[]
language plpgsql stable security definer set search_path to '' as $$
declare
  domain text := split_part(address, '@', 2);
  result text[] := keys;
begin
  if domain <> '' then
    result := result || ('domain:' || domain);
    if domain like '%xn--%' then
      domain := private.same_sigma(domain);
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
$$;

-- The same mailboxes by another name of their provider: who suppresses gmail.com means googlemail.com as well.
create or replace function private.domains_of(written text) returns table (domain text, below boolean)
language plpgsql stable security definer rows 2 set search_path to '' as $$
begin
  return query select written, coalesce((select p.by_subdomain from private.mail_providers p where p.domain = written), false)
    union select a.domain, a.by_subdomain from private.mail_providers p join private.mail_providers a on a.same_as = p.same_as where p.domain = written
    union select private.same_sigma(written), false;
end
$$;
comment on function private.domains_of(text) is 'A domain and the others whose addresses reach the same mailboxes, with whether each of their addresses has a domain below it.';
revoke all on function private.domains_of(text) from public;

create or replace function private.keys_of_suppression(s outreach_suppressions)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return case s.kind
    when 'address' then array['mail:' || private.mail_key(s.email)]
    when 'domain' then array(select 'domain:' || case when s.subdomains or d.below then '.' else '' end || d.domain from private.domains_of(s.email) d)
    when 'person' then array(select k.key from private.lead_keys k where k.lead_id = s.lead_id)
    else '{}' end;
end
$function$;

create or replace function private.apply_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys constant text[] := private.keys_of_suppression(new);
  objection constant boolean := new.reason in ('unsubscribed', 'objected', 'complained', 'legal') and new.kind <> 'domain';
  affected uuid[];
begin
  insert into private.suppressed_keys (key, suppression_id) select k, new.id from unnest(keys) k on conflict do nothing;
  if new.kind = 'domain' then
    affected := array(
      select l.id from private.domains_of(new.email) d join public.leads l on l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(d.domain)
      union
      select l.id from private.domains_of(new.email) d join public.leads l on (new.subdomains or d.below) and l.email is not null
        and reverse(split_part(l.email, '@', 2)) like replace(reverse('.' || d.domain), '_', '\_') || '%');
  else
    affected := array(select distinct k.lead_id from private.lead_keys k where k.key = any (keys));
  end if;
  perform from public.leads l where l.id = any (affected) order by l.id for no key update;
  if objection then
    insert into private.suppressed_keys (key, suppression_id)
    select distinct k.key, new.id from private.lead_keys k where k.lead_id = any (affected) on conflict do nothing;
  end if;
  update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and s.lead_id = any (affected);
  update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and lower(s.to_email) = new.email;
  update public.sequence_enrollments e
  set state = case when new.reason = 'hard_bounce' then 'bounced' when new.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
      stop_reason = 'Suppressed: ' || replace(new.reason, '_', ' ')
  where e.lead_id = any (affected) and e.state in ('active', 'paused');
  if objection then
    update public.leads l set consent = 'objected' where l.id = any (affected) and l.consent <> 'objected';
  end if;
  return null;
end
$function$;

insert into private.suppressed_keys (key, suppression_id)
select k.key, s.id from public.outreach_suppressions s, unnest(private.keys_of_suppression(s)) k (key) where s.kind = 'domain' and s.lifted_at is null on conflict do nothing;
