-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.similar_items(item_type text, item_id uuid)
 RETURNS TABLE(item_type text, item_id uuid, post_id uuid, title text, excerpt text, author_id uuid, state text, version integer, decision_seen bigint, similarity numeric, created_at timestamp with time zone, waits boolean, image_path text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with this as materialized (
    -- What is judged: the edit where one waits.
    select p.user_id, case when v.id is null then p.search end as search, coalesce(v.body, p.body) as body
    from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
    where similar_items.item_type = 'post' and p.id = similar_items.item_id
    union all
    select c.user_id, case when v.id is null then c.search end, coalesce(v.body, c.body)
    from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
    where similar_items.item_type = 'comment' and c.id = similar_items.item_id
  ), copied as materialized (
    select s.item_type, s.item_id from this t, private.copies_of(t.body, t.user_id) s
  ), near as (
    select 'post' as kind, p.id as post, null::uuid as comment, p.id as of_post, coalesce(v.title, p.title) as title, coalesce(v.body, p.body) as body, p.user_id, p.state,
      coalesce(p.pending_version, p.version) as version, p.created_at,
      case when v.id is null then p.image_path else v.image_path end as picture,
      -- A post and a comment are compared by their texts, a title being extra.
      greatest(case when v.id is null then extensions.similarity(p.search, t.search) end,
        extensions.similarity(lower(left(coalesce(v.body, p.body), 2000)), lower(left(t.body, 2000)))) as near
    from this t join public.community_posts p on p.user_id = t.user_id left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
    where p.id <> similar_items.item_id
    union all
    select 'comment', null, c.id, c.post_id, p.title, coalesce(v.body, c.body), c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at, null,
      case when v.id is null then greatest(extensions.similarity(c.search, t.search), extensions.similarity(c.search, lower(left(t.body, 2000))))
        else extensions.similarity(lower(left(v.body, 2000)), lower(left(t.body, 2000))) end
    from this t join public.post_comments c on c.user_id = t.user_id join public.community_posts p on p.id = c.post_id
    left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
    where c.id <> similar_items.item_id
    union all
    -- The same text by others: campaigns copy.
    select 'post', p.id, null, p.id, p.title, coalesce(v.body, p.body), p.user_id, p.state, coalesce(p.pending_version, p.version), p.created_at,
      case when v.id is null then p.image_path else v.image_path end, 1
    from copied s join public.community_posts p on p.id = s.item_id left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
    where s.item_type = 'post'
    union all
    select 'comment', null, c.id, c.post_id, p.title, coalesce(v.body, c.body), c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at, null, 1
    from copied s join public.post_comments c on c.id = s.item_id join public.community_posts p on p.id = c.post_id
    left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
    where s.item_type = 'comment'
  )
  select n.kind, coalesce(n.post, n.comment), n.of_post, n.title, private.excerpt(n.body), n.user_id, n.state, n.version,
    (private.last_decision(n.post, n.comment, false)).id, round(n.near::numeric, 2), n.created_at, w.since is not null, n.picture
  from near n
  cross join lateral (select private.waiting_since(n.post, n.comment) as since) w
  where n.near >= 0.6 and (n.state in ('pending', 'published') or w.since is not null) and (select private.has_role('moderator'))
  order by n.near desc, n.created_at desc, 2
  limit 500
$function$;

comment on function public.similar_items(item_type text, item_id uuid) is 'By the same author and nearly the same text, or word for word by others: what can be decided together with the item; image_path: the picture that would be judged with it.';

grant execute on function public.similar_items(item_type text, item_id uuid) to authenticated;
