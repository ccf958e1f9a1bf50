-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.same_text(words text, author uuid, most integer DEFAULT NULL::integer)
 RETURNS TABLE(item_type text, item_id uuid, author_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  key text;
begin
  if not private.is_long(words) then
    return;
  end if;
  key := private.duplicate_key(words);
  -- Before and after the author in the index: their own copies, however many, are not read.
  return query
    select f.kind, f.item, f.writer from (
      (select 'post' as kind, p.id as item, p.user_id as writer from public.community_posts p
        where private.duplicate_key(p.body) = key and p.user_id < author order by p.user_id limit most)
      union all
      (select 'post', p.id, p.user_id from public.community_posts p where private.duplicate_key(p.body) = key and p.user_id > author order by p.user_id limit most)
      union all
      (select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = key and c.user_id < author order by c.user_id limit most)
      union all
      (select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = key and c.user_id > author order by c.user_id limit most)
      union
      (select case when v.post_id is null then 'comment' else 'post' end, coalesce(v.post_id, v.comment_id), v.author_id from public.content_versions v
        where v.state = 'waiting' and private.duplicate_key(v.body) = key and v.author_id < author order by v.author_id limit most)
      union
      (select case when v.post_id is null then 'comment' else 'post' end, coalesce(v.post_id, v.comment_id), v.author_id from public.content_versions v
        where v.state = 'waiting' and private.duplicate_key(v.body) = key and v.author_id > author order by v.author_id limit most)) f
    order by f.writer limit most;
end
$function$;

comment on function private.same_text(words text, author uuid, most integer) is 'Posts and comments of others with the same words, also as an edit that waits, where those are long enough to say something; no more than `most`, in the order of their authors.';
