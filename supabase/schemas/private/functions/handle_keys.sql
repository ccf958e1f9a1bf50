-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.handle_keys(written text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.handle_keys(written text) is 'All by which a handle is compared. A handle says of no platform, so that the same one is the same person.';
