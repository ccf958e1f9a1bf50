-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.waiting_since(post uuid, comment uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  item record;
  holding public.moderation_decisions := private.last_decision(post, comment, true);
  reported_at timestamptz;
begin
  if post is not null then
    select p.state, p.version, p.bot_score, p.created_at, p.published_at, p.edited_at, p.report_count into item
    from public.community_posts p where p.id = post;
  else
    select c.state, c.version, c.bot_score, c.created_at, null::timestamptz as published_at, c.edited_at, c.report_count into item
    from public.post_comments c where c.id = comment;
  end if;
  select min(r.created_at) into reported_at
  from public.content_reports r
  where (r.post_id = post or r.comment_id = comment) and r.state = 'open'
    and not exists (
      select from public.content_reports j
      where coalesce(j.post_id, j.comment_id) = coalesce(r.post_id, r.comment_id) and j.item_version = r.item_version
        and j.category = r.category and j.state = 'dismissed'
    );
  return least(
    case when item.state = 'pending' then item.created_at end,
    reported_at,
    case when item.state = 'published' and item.bot_score >= 0.7 and (holding.id is null or holding.version_seen < item.version)
      then coalesce(item.edited_at, item.published_at, item.created_at) end,
    case when holding.decision = 'escalate' then holding.created_at end,
    case when holding.version_seen < item.version and (item.state = 'hidden' or item.state = 'published' and item.report_count > 0)
      then item.edited_at end);
end
$function$;

grant execute on function private.waiting_since(post uuid, comment uuid) to authenticated;
