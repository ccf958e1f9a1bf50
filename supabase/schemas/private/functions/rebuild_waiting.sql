-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_waiting()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  waiting bigint;
begin
  perform private.refresh_waiting(i.kind, i.id) from (
    select 'post' as kind, p.id from public.community_posts p where p.state = 'pending' or p.pending_version is not null
    union select 'post', p.id from public.community_posts p join public.content_signals g on g.id = p.id where p.state = 'published' and g.bot_score >= 0.7
    union select 'post', p.id from public.community_posts p join public.content_signals g on g.id = p.id where p.version > 1 and (p.state = 'hidden' or p.state = 'published' and g.report_count > 0)
    union select 'comment', c.id from public.post_comments c where c.state = 'pending' or c.pending_version is not null
    union select 'comment', c.id from public.post_comments c join public.content_signals g on g.id = c.id where c.state = 'published' and g.bot_score >= 0.7
    union select 'comment', c.id from public.post_comments c join public.content_signals g on g.id = c.id where c.version > 1 and (c.state = 'hidden' or c.state = 'published' and g.report_count > 0)
    union select case when r.post_id is not null then 'post' else 'comment' end, coalesce(r.post_id, r.comment_id) from public.content_reports r where r.state = 'open'
    union select case when d.post_id is not null then 'post' else 'comment' end, coalesce(d.post_id, d.comment_id) from public.moderation_decisions d where d.decision = 'escalate'
    union select w.item_type, w.item_id from public.moderation_waiting w where w.item_type in ('post', 'comment')
  ) i;
  -- What went a day ago everybody has heard of.
  delete from public.moderation_waiting w where w.waiting_since is null and w.changed_at < now() - interval '1 day';
  select count(*) into waiting from public.moderation_waiting w where w.waiting_since is not null;
  return waiting;
end
$function$;

comment on function private.rebuild_waiting() is 'Asks about every item again whether it waits; answers with how many do.';
