-- Beside an item stands how many others have the same text. Under row security the index of texts is not used, as the
-- function that it is of may tell of rows that are not to be seen: with 400,000 posts and comments an item opened after 4 s.
-- What was decided before is looked up by its keys, too, and not read whole.

create or replace function private.copies_of(words text, author uuid) returns table (item_type text, item_id uuid)
language sql stable security definer set search_path = '' as $$
  select s.item_type, s.item_id from private.same_text(words, author) s where (select private.has_role('moderator'))
$$;
comment on function private.copies_of(text, uuid) is 'For moderators: posts and comments of others with the same words, found by their index.';
revoke all on function private.copies_of(text, uuid) from public, anon, authenticated, service_role;
grant execute on function private.copies_of(text, uuid) to authenticated;

create or replace function public.similar_items(item_type text, item_id uuid)
returns table (item_type text, item_id uuid, post_id uuid, title text, excerpt text, author_id uuid, state text, version integer, decision_seen bigint, similarity numeric,
  created_at timestamptz, waits boolean)
language sql stable set search_path = '' as $$
  with this as materialized (
    select p.user_id, p.search, p.body from public.community_posts p where similar_items.item_type = 'post' and p.id = similar_items.item_id
    union all
    select c.user_id, c.search, c.body from public.post_comments c where similar_items.item_type = 'comment' and c.id = similar_items.item_id
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
    select 'post', p.id, null, p.id, p.title, p.body, p.user_id, p.state, coalesce(p.pending_version, p.version), p.created_at, 1
    from copied s join public.community_posts p on p.id = s.item_id
    where s.item_type = 'post'
    union all
    select 'comment', null, c.id, c.post_id, p.title, c.body, c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at, 1
    from copied s join public.post_comments c on c.id = s.item_id join public.community_posts p on p.id = c.post_id
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

create or replace view public.moderation_history with (security_invoker = true) as
select
  d.id,
  case when d.post_id is not null then 'post' else 'comment' end as item_type,
  coalesce(d.post_id, d.comment_id) as item_id,
  coalesce(d.post_id, c.post_id) as post_id,
  coalesce(p.title, t.title) as title,
  private.excerpt(coalesce(c.body, p.body)) as excerpt,
  coalesce(c.user_id, p.user_id) as author_id,
  -- “case” and not “coalesce”, which the database takes to tell of hidden rows and does not look up in an index.
  (select a.display_name from public.profiles a where a.id = case when c.user_id is null then p.user_id else c.user_id end) as author_name,
  d.decision,
  d.reason_code,
  (select r.label from public.moderation_reasons r where r.code = d.reason_code) as reason_label,
  d.note,
  d.moderator_id,
  (select s.full_name from public.staff_members s where s.user_id = d.moderator_id) as moderator_name,
  d.version_seen,
  d.state_before,
  d.state_after,
  coalesce(c.state, p.state) as item_state,
  coalesce(c.version, p.version) as item_version,
  jsonb_array_length(d.reports_changed) as reports_closed,
  d.waiting_since,
  round(extract(epoch from d.created_at - d.waiting_since)) as seconds_to_decision,
  d.created_at,
  d.undoes_id,
  u.id as undone_by_id,
  u.moderator_id as undone_by,
  (select s.full_name from public.staff_members s where s.user_id = u.moderator_id) as undone_by_name,
  u.created_at as undone_at,
  u.id is not null or v.id is not null as overturned,
  coalesce(u.moderator_id, v.moderator_id) as overturned_by,
  coalesce(u.created_at, v.created_at) as overturned_at,
  d.id = greatest(
    (select max(e.id) from public.moderation_decisions e where e.post_id = d.post_id),
    (select max(e.id) from public.moderation_decisions e where e.comment_id = d.comment_id)) as is_last,
  d.decision <> 'undo' and coalesce(c.state, p.state) = d.state_after and coalesce(c.pending_version, p.pending_version, c.version, p.version) = coalesce(d.version_after, d.version_seen)
    and d.id = greatest(
      (select max(e.id) from public.moderation_decisions e where e.post_id = d.post_id),
      (select max(e.id) from public.moderation_decisions e where e.comment_id = d.comment_id)) as may_undo,
  d.over_claim,
  d.assigned_to,
  (select s.full_name from public.staff_members s where s.user_id = d.assigned_to) as assigned_name,
  d.due_at
from public.moderation_decisions d
left join public.community_posts p on p.id = d.post_id
left join public.post_comments c on c.id = d.comment_id
left join public.community_posts t on t.id = c.post_id
left join public.moderation_decisions u on u.undoes_id = d.id
-- Hidden or removed, and then the same text was found to be in order. By itself, so that it is looked up by its key.
left join lateral (
  select least(
    (
      select min(e.id) from public.moderation_decisions e
      where e.post_id = d.post_id and e.id > d.id and e.decision = 'restore' and e.version_seen = d.version_seen
        and not exists (select from public.moderation_decisions x where x.undoes_id = e.id)
    ), (
      select min(e.id) from public.moderation_decisions e
      where e.comment_id = d.comment_id and e.id > d.id and e.decision = 'restore' and e.version_seen = d.version_seen
        and not exists (select from public.moderation_decisions x where x.undoes_id = e.id)
    )) as id
  where d.decision in ('hide', 'remove')
  offset 0
) w on true
left join public.moderation_decisions v on v.id = w.id;
