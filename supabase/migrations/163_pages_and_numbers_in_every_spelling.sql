-- Handles and profiles in every spelling: the address of a page stands in either column, a platform has several hosts, and a
-- page that is told by its question ("profile.php?id=1") is no longer taken for that of everybody else there. Numbers in the
-- digits of further scripts, with an extension, two in one field, and as they are dialled at home.

create table private.profile_hosts (
  host text primary key,
  same_as text not null,
  -- What of its path, after the slash, is a person; what it may begin with there is left out.
  person text not null,
  takes text not null default ''
);
comment on table private.profile_hosts is 'Platforms: the hosts that are one, and where in the address of a page a person stands. Subdomains count as their host.';
comment on column private.profile_hosts.host is 'Without www.';
comment on column private.profile_hosts.same_as is 'The host by which its pages are compared.';
comment on column private.profile_hosts.person is 'A regular expression of a path in small letters: its first group is the person.';
comment on column private.profile_hosts.takes is 'Signs that the platform does not tell names apart by.';
alter table private.profile_hosts enable row level security;
insert into private.profile_hosts (host, same_as, person, takes)
select h, p.same_as, p.person, p.takes from (values
  ('facebook.com fb.com fb.me m.me messenger.com', 'facebook.com', '^(?:people/[^/]+/|pg/|t/)?(?!profile\.php|groups|pages|events|watch|share|people|pg|t/|permalink|photo|story|hashtag|search|login|public|reel|sharer|dialog|media|marketplace)([^/]+)', '.'),
  ('instagram.com instagr.am', 'instagram.com', '^(?:_u/|stories/(?!highlights))?@?(?!p/|reels?/|tv/|explore|accounts|s/|stories|direct)([^/]+)', ''),
  ('x.com twitter.com', 'x.com', '^@?(?!i/|intent|search|hashtag|home|share|explore)([^/]+)', ''),
  ('t.me telegram.me telegram.dog', 't.me', '^(?:s/)?@?(?!joinchat|add|c/|share|proxy|\+|s/)([^/]+)', ''),
  ('linkedin.com', 'linkedin.com', '^((?:in|pub|company|school)/[^/]+)', ''),
  ('reddit.com', 'reddit.com', '^(?:u|user)/([^/]+)', ''),
  ('tiktok.com', 'tiktok.com', '^@([^/]+)', ''),
  ('threads.net threads.com', 'threads.com', '^@([^/]+)', ''),
  ('youtube.com', 'youtube.com', '^(@[^/]+|(?:c|channel|user)/[^/]+)', ''),
  ('vk.com vk.ru vkontakte.ru', 'vk.com', '^([^/]+)', ''),
  ('snapchat.com', 'snapchat.com', '^(?:add/)?@?([^/]+)', ''),
  ('github.com', 'github.com', '^([^/]+)', ''),
  ('medium.com', 'medium.com', '^@([^/]+)', '')) p (hosts, same_as, person, takes), regexp_split_to_table(p.hosts, ' ') h;

create or replace function private.shown_page(written text) returns text
language sql stable set search_path = '' as $$
  select case when written ~ '^[!-$&-~]+$' then private.lower_case(written) else private.fold_case(private.visible_text(private.percent_decoded(written))) end
$$;
comment on function private.shown_page(text) is 'The address of a page in small letters, without escapes.';

create or replace function private.page_key(written text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  whole constant text := regexp_replace(private.shown_page(written), '^(https?:)?/*(?=[^/])', '');
  site text := regexp_replace(regexp_replace(substring(whole from '^[^/?#]*'), '^.*@', ''), ':\d*$', '');
  path text := btrim(regexp_replace(regexp_replace(substring(whole from '^[^/?#]*([^?#]*)'), '/(\./)*/*', '/', 'g'), '/(index\.\w+)?$', ''), '/ ');
  question text;
  platform private.profile_hosts;
  person text;
begin
  site := coalesce(private.mail_domain(rtrim(site, '.')), site);
  site := regexp_replace(site, '^(www\d?|m|mobile|old|touch)\.(?=.+\.)', '');
  if site in ('wa.me', 'api.whatsapp.com', 'whatsapp.com') then
    return private.phone_key('+' || coalesce(substring(path from '^\+?(\d{6,})'), substring(whole from '[?&]phone=\+?\s*(\d{6,})'), ''), null);
  end if;
  select * into platform from private.profile_hosts p where p.host = site or site like '%_.' || p.host order by length(p.host) desc limit 1;
  -- The person whom a question names; what else stands in one says where somebody came from.
  question := case when whole ~ '[?&;]' then (select string_agg(m[1] || '=' || m[2], '&' order by m[1], m[2]) from regexp_matches(whole, '[?&;](id|u|uid|user|userid|user_id|username|member|member_id|memberid|mid|name|screen_name|profile|profile_id|pid|author|author_id|view|key|v|fbid|story_fbid)=([^&;#]+)', 'g') m) end;
  if platform.host is not null then
    if site like '%.t.me' then
      path := split_part(site, '.', 1);
    end if;
    person := coalesce(case when path = 'profile.php' then substring(question from 'id=(\d+)') when path ~ '^intent/' then substring(question from 'screen_name=@?([^&]+)') end, substring(path from platform.person));
    if person is not null then
      return 'page:' || platform.same_as || '/' || ltrim(coalesce(nullif(translate(person, platform.takes, ''), ''), person), case when platform.same_as = 'youtube.com' then '' else '@' end);
    end if;
    site := platform.same_as;
  end if;
  return 'page:' || concat_ws('?', concat_ws('/', site, nullif(path, '')),
    -- Where no path tells one page from another.
    case when path = '' or platform.host is not null or path ~ '\.(php\d?|aspx?|cgi|jsp|do|pl|htm|html)$|(^|/)(users?|members?|profiles?|people|view|show|viewprofile|account|u|p)$' then question end,
    substring(whole from '#(!?/.+)$'));
end
$$;
comment on function private.page_key(text) is 'What the address of somebody’s page is compared by: the same for all that lead to it.';

create or replace function private.handle_keys(written text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  shown constant text := private.fold_case(private.visible_text(written));
  bare text := ltrim(regexp_replace(shown, '^/?u/', ''), '@ ');
  page text;
begin
  if bare = '' then
    return '{}';
  end if;
  -- As it always was, too: whoever was erased is known by that.
  if bare ~ '^(https?:)?//|^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/' then
    page := private.page_key(bare);
    return array_remove(array['handle:' || bare, page, 'handle:' || ltrim(substring(page from '^page:(?:facebook|instagram|x|linkedin|reddit|tiktok|threads|youtube|vk|snapchat|github|medium)\.com/(?:in/)?([^/?#]+)$'), '@'),
      'handle:' || substring(page from '^page:t\.me/([^/?#]+)$')], null);
  elsif bare ~ '^[^@\s/:]+@[a-z0-9-]+(\.[a-z0-9-]+)+$' then
    return array['handle:' || bare, private.page_key(split_part(bare, '@', 2) || '/@' || split_part(bare, '@', 1))];
  end if;
  page := ltrim(regexp_replace(bare, '^(ig|insta|instagram|fb|facebook|messenger|twitter|x|telegram|tg|tiktok|snap|snapchat|threads|reddit|discord|vk|github|linkedin)\s*(handle|user|name)?\s*[:=]\s*', ''), '@ ');
  return case when page in ('', bare) then array['handle:' || bare] else array['handle:' || bare, 'handle:' || page] end;
end
$$;
comment on function private.handle_keys(text) is 'All by which a handle is compared. A handle says of no platform, so that the same one is the same person.';

create or replace function private.phone_key(written text, country text) returns text
language plpgsql stable security definer set search_path = '' as $$
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
$$;

create or replace function private.phone_keys(written text, country text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  digits constant text := private.phone_key(written, country);
  home constant text := (select c.dial from private.countries c where c.code = country);
  is_local constant boolean := private.visible_text(written) !~ '^[^0-9]*\+';
  keys text[] := array[digits];
  dial text;
  part text;
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
  if home is not null and private.visible_text(written) !~ '^[^0-9]*(\+|0)' then
    keys := keys || (home || digits);
  end if;
  -- What stands before a number within Russia and Hungary.
  if is_local and country in ('RU', 'KZ') and digits ~ '^8\d{10}$' then
    keys := keys || ('7' || substr(digits, 2));
  elsif is_local and country = 'HU' and digits ~ '^366\d{8,9}$' then
    keys := keys || ('36' || substr(digits, 4));
  end if;
  -- Mobile numbers of Mexico and Argentina are written with and without a sign that says so.
  if digits ~ '^521\d{10}$' then
    keys := keys || ('52' || substr(digits, 4));
  elsif digits ~ '^549\d{10}$' then
    keys := keys || ('54' || substr(digits, 4));
  end if;
  -- Two numbers in one field.
  if length(digits) > 13 then
    for part in select p from regexp_split_to_table(private.visible_text(written), '\s*[/|,;&]\s*|\s+(?:or|oder|und|and|ou|y|o)\s+|\s{2,}|(?<=\d)\s+(?=\+)') p loop
      if part <> private.visible_text(written) and private.phone_key(part, country) ~ '^\d{7,15}$' then
        keys := keys || private.phone_keys(part, country);
      end if;
    end loop;
  end if;
  return array(select distinct k from unnest(keys) k);
end
$$;

create or replace function private.contact_keys(email text, phone text, handle text, profile_url text, country text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
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
$$;
revoke all on function private.shown_page(text), private.page_key(text), private.handle_keys(text) from public, anon, authenticated, service_role;

-- What is there already: pages that were taken for one another are told apart, all else gets the further keys.
delete from private.lead_keys k using public.leads l
where l.id = k.lead_id and k.key like 'page:%' and k.key <> all (private.contact_keys(l.email, l.phone, l.handle, l.profile_url, l.country));
insert into private.lead_keys (key, lead_id)
select k.key, l.id from public.leads l, unnest(private.contact_keys(null, l.phone, l.handle, l.profile_url, l.country)) k (key)
where l.profile_url is not null or l.handle ~ '[/@:.=]' or l.phone ~ '[^0-9 +()-]|[0-9].*[+]|^[0-9+ ]*(8|52|54|06|011)' or length(l.phone) > 18
on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select k.key, s.id from public.outreach_suppressions s, unnest(private.keys_of_suppression(s)) k (key)
where s.lifted_at is null and s.kind = 'person' and k.key is not null
on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
select n.key, k.suppression_id from private.suppressed_keys k, unnest(case when k.key like 'page:%' then array[private.page_key(substr(k.key, 6))] else private.handle_keys(substr(k.key, 8)) end) n (key)
where k.key like 'page:%' or k.key ~ '^handle:.*[/@:=]'
on conflict do nothing;
