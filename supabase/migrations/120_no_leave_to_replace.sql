-- 120 no leave to replace
-- Storage gives addresses to upload to that hold for hours, also with leave to replace what lies there, and asks the policies
-- only when it gives them. Whoever asked before a picture was there could replace it after it was approved.

create or replace function private.asks_to_replace() returns boolean
language sql stable set search_path = '' as $$
  select current_query() ~* '\mon\s+conflict\M'
$$;
comment on function private.asks_to_replace() is 'Whether the request would replace a file that is there: Storage tries such uploads, also those of later, with “on conflict”.';
revoke all on function private.asks_to_replace() from public, anon, authenticated, service_role;
grant execute on function private.asks_to_replace() to authenticated;

do $$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  execute 'drop policy if exists "pictures insert" on storage.objects';
  execute $policy$create policy "pictures insert" on storage.objects for insert to authenticated with check (bucket_id = 'pictures'
    and name ~ ('^(profiles|posts)/' || (select auth.uid())::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$')
    and not (select private.is_kept_from('taking_part')) and not private.is_judged_picture(name) and not private.asks_to_replace())$policy$;
end
$$;
