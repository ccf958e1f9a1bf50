-- All staff read what is published, and with it what the bot and reports say of that; of anything else only moderators do.

alter policy "content_signals select" on public.content_signals
  using ((select private.has_role('moderator')) or (select private.is_staff()) and (
    exists (select from public.community_posts p where p.id = post_id and p.state = 'published')
    or exists (select from public.post_comments c where c.id = comment_id and c.state = 'published')));
