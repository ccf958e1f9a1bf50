-- What was decided about stays, since the decision names it. What was reported and not yet decided could be deleted by an author, through a
-- worker: the report went with it, its reporter heard nothing, and the threat had cost its author nothing.
create or replace function private.keep_reported() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  reported boolean;
begin
  if tg_table_name = 'community_posts' then
    select exists (select from public.content_reports r where r.state = 'open' and (r.post_id = old.id
      or r.comment_id in (select c.id from public.post_comments c where c.post_id = old.id))) into reported;
  else
    with recursive under as (
      select old.id union select c.id from public.post_comments c join under u on c.parent_id = u.id)
    select exists (select from public.content_reports r where r.state = 'open' and r.comment_id in (select u.id from under u)) into reported;
  end if;
  if reported then
    raise exception 'Members reported it, or something under it: it stays until that is decided.' using errcode = '23514';
  end if;
  return old;
end
$$;
comment on function private.keep_reported() is 'Trigger: a post or comment is not deleted while a report about it, or about what stands under it, is open. With the member they go.';
revoke execute on function private.keep_reported() from public, anon, authenticated;
create or replace trigger keep_reported before delete on public.community_posts for each row
  when (current_user in ('authenticated', 'service_role')) execute function private.keep_reported();
create or replace trigger keep_reported before delete on public.post_comments for each row
  when (current_user in ('authenticated', 'service_role')) execute function private.keep_reported();
