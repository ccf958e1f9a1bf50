-- A campaign that came by edits of approved texts was not found: the same words were looked for where they stand, not where they wait.

create index if not exists content_versions_waiting_text_idx on public.content_versions (private.duplicate_key(body)) where state = 'waiting';

create or replace function private.same_text(words text, author uuid) returns table (item_type text, item_id uuid, author_id uuid)
language sql stable security definer set search_path = '' as $$
  select 'post', p.id, p.user_id from public.community_posts p where private.duplicate_key(p.body) = private.duplicate_key(words) and p.user_id <> author and private.is_long(words)
  union
  select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = private.duplicate_key(words) and c.user_id <> author and private.is_long(words)
  union
  select case when v.post_id is null then 'comment' else 'post' end, coalesce(v.post_id, v.comment_id), v.author_id from public.content_versions v
  where v.state = 'waiting' and private.duplicate_key(v.body) = private.duplicate_key(words) and v.author_id <> author and private.is_long(words)
$$;
comment on function private.same_text(text, uuid) is 'Posts and comments of others with the same words, also as an edit that waits, where those are long enough to say something.';

create or replace function public.similar_items(item_type text, item_id uuid)
returns table (item_type text, item_id uuid, post_id uuid, title text, excerpt text, author_id uuid, state text, version integer, decision_seen bigint, similarity numeric,
  created_at timestamptz, waits boolean)
language sql stable set search_path = '' as $$
  with this as materialized (
    -- What is judged: the edit where one waits.
    select p.user_id, p.search, coalesce(v.body, p.body) as body
    from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
    where similar_items.item_type = 'post' and p.id = similar_items.item_id
    union all
    select c.user_id, c.search, coalesce(v.body, c.body)
    from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
    where similar_items.item_type = 'comment' and c.id = similar_items.item_id
  ), copied as materialized (
    select s.item_type, s.item_id from this t, private.copies_of(t.body, t.user_id) s
  ), near as (
    select 'post' as kind, p.id as post, null::uuid as comment, p.id as of_post, p.title, p.body, p.user_id, p.state, coalesce(p.pending_version, p.version) as version, p.created_at,
      -- A post and a comment are compared by their texts, a title being extra.
      greatest(extensions.similarity(p.search, t.search), extensions.similarity(lower(left(p.body, 2000)), lower(left(t.body, 2000)))) as near
    from this t join public.community_posts p on p.user_id = t.user_id
    where p.id <> similar_items.item_id
    union all
    select 'comment', null, c.id, c.post_id, p.title, c.body, c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at,
      greatest(extensions.similarity(c.search, t.search), extensions.similarity(c.search, lower(left(t.body, 2000))))
    from this t join public.post_comments c on c.user_id = t.user_id join public.community_posts p on p.id = c.post_id
    where c.id <> similar_items.item_id
    union all
    -- The same text by others: campaigns copy.
    select 'post', p.id, null, p.id, p.title, coalesce(v.body, p.body), p.user_id, p.state, coalesce(p.pending_version, p.version), p.created_at, 1
    from copied s join public.community_posts p on p.id = s.item_id left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
    where s.item_type = 'post'
    union all
    select 'comment', null, c.id, c.post_id, p.title, coalesce(v.body, c.body), c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at, 1
    from copied s join public.post_comments c on c.id = s.item_id join public.community_posts p on p.id = c.post_id
    left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
    where s.item_type = 'comment'
  )
  select n.kind, coalesce(n.post, n.comment), n.of_post, n.title, private.excerpt(n.body), n.user_id, n.state, n.version,
    (private.last_decision(n.post, n.comment, false)).id, round(n.near::numeric, 2), n.created_at, w.since is not null
  from near n
  cross join lateral (select private.waiting_since(n.post, n.comment) as since) w
  where n.near >= 0.6 and (n.state in ('pending', 'published') or w.since is not null) and (select private.has_role('moderator'))
  order by n.near desc, n.created_at desc, 2
  limit 500
$$;
