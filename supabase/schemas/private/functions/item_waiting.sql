-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.item_waiting(kind text, item uuid)
 RETURNS moderation_waiting
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  it record;
  said record;
  held public.moderation_decisions;
  w public.moderation_waiting;
  post uuid := case kind when 'post' then item end;
  comment uuid := case kind when 'comment' then item end;
  unseen boolean;
begin
  if kind = 'post' then
    select p.state, p.version, p.pending_version, g.bot_score, p.created_at, p.published_at, p.edited_at, g.report_count into it
    from public.community_posts p left join public.content_signals g on g.id = p.id where p.id = item;
  else
    select c.state, c.version, c.pending_version, g.bot_score, c.created_at, null::timestamptz as published_at, c.edited_at, g.report_count into it
    from public.post_comments c left join public.content_signals g on g.id = c.id where c.id = item;
  end if;
  if not found then
    return null;
  end if;
  held := private.last_decision(post, comment, true);
  if it.report_count > 0 or exists (select from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.state = 'open') then
    select (count(*) filter (where o.counts))::integer as counting, (count(*) filter (where not o.counts))::integer as set_aside,
      (count(*) filter (where o.item_version < coalesce(it.pending_version, it.version)))::integer as earlier, min(o.created_at) filter (where o.counts) as since
    into said
    from (
      select r.created_at, r.item_version, private.report_counts(r) as counts from public.content_reports r
      where (r.post_id = post or r.comment_id = comment) and r.state = 'open'
    ) o;
  else
    select 0 as counting, 0 as set_aside, 0 as earlier, null::timestamptz as since into said;
  end if;
  unseen := held.id is null or held.version_seen < it.version;
  w.item_id := item;
  w.item_type := kind;
  w.pending := it.state = 'pending';
  w.edited := it.pending_version is not null and it.state = 'published'
    or coalesce(held.version_seen < it.version and (it.state = 'hidden' or it.state = 'published' and it.report_count > 0), false);
  w.by_bot := coalesce(it.bot_score >= 0.7 and (it.state = 'pending' or it.state = 'published' and unseen), false);
  w.escalated := coalesce(held.decision = 'escalate', false);
  w.counting := said.counting;
  w.set_aside := said.set_aside;
  w.earlier := said.earlier;
  w.held_id := held.id;
  w.waiting_since := least(
    case when w.pending then it.created_at end,
    said.since,
    case when w.by_bot and it.state = 'published' then coalesce(it.edited_at, it.published_at, it.created_at) end,
    case when w.escalated then held.created_at end,
    case when w.edited then coalesce(
      (select v.written_at from public.content_versions v where v.post_id = post and v.version = it.pending_version),
      (select v.written_at from public.content_versions v where v.comment_id = comment and v.version = it.pending_version), it.edited_at) end);
  if w.waiting_since is not null then
    w.signals := private.item_signals(kind, item);
    w.watched := jsonb_path_exists(w.signals, '$[*] ? (@.hold == true)');
  end if;
  return w;
end
$function$;

comment on function private.item_waiting(kind text, item uuid) is 'Whether one item waits for a moderator, since when and why, from the tables themselves.';
