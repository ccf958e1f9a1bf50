-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bot_category(comment post_comments)
 RETURNS text
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.bot_category
    FROM content_signals g
   WHERE (g.comment_id = (bot_category.comment).id);
END;

comment on function public.bot_category(comment post_comments) is 'A computed column, for moderators: what the bot suspects.';

grant execute on function public.bot_category(comment post_comments) to authenticated;
grant execute on function public.bot_category(comment post_comments) to service_role;

CREATE OR REPLACE FUNCTION public.bot_category(post community_posts)
 RETURNS text
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.bot_category
    FROM content_signals g
   WHERE (g.post_id = (bot_category.post).id);
END;

comment on function public.bot_category(post community_posts) is 'A computed column, for moderators: what the bot suspects.';

grant execute on function public.bot_category(post community_posts) to authenticated;
grant execute on function public.bot_category(post community_posts) to service_role;
