-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bot_score(comment post_comments)
 RETURNS numeric
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.bot_score
    FROM content_signals g
   WHERE (g.comment_id = (bot_score.comment).id);
END;

comment on function public.bot_score(comment post_comments) is 'A computed column, for moderators: how sure the bot is that this breaks a rule, 0 to 1.';

grant execute on function public.bot_score(comment post_comments) to authenticated;
grant execute on function public.bot_score(comment post_comments) to service_role;

CREATE OR REPLACE FUNCTION public.bot_score(post community_posts)
 RETURNS numeric
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.bot_score
    FROM content_signals g
   WHERE (g.post_id = (bot_score.post).id);
END;

comment on function public.bot_score(post community_posts) is 'A computed column, for moderators: how sure the bot is that this breaks a rule, 0 to 1.';

grant execute on function public.bot_score(post community_posts) to authenticated;
grant execute on function public.bot_score(post community_posts) to service_role;
