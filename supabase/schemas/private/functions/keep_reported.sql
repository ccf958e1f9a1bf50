-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_reported()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.keep_reported() is 'Trigger: a post or comment is not deleted while a report about it, or about what stands under it, is open. With the member they go.';
