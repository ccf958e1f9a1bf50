-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.page_key(written text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.page_key(written text) is 'What the address of somebody’s page is compared by: the same for all that lead to it.';
