-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.report_count(comment post_comments)
 RETURNS integer
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.report_count
    FROM content_signals g
   WHERE (g.comment_id = (report_count.comment).id);
END;

comment on function public.report_count(comment post_comments) is 'A computed column, for moderators: how often it was reported.';

grant execute on function public.report_count(comment post_comments) to authenticated;
grant execute on function public.report_count(comment post_comments) to service_role;

CREATE OR REPLACE FUNCTION public.report_count(post community_posts)
 RETURNS integer
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.report_count
    FROM content_signals g
   WHERE (g.post_id = (report_count.post).id);
END;

comment on function public.report_count(post community_posts) is 'A computed column, for moderators: how often it was reported.';

grant execute on function public.report_count(post community_posts) to authenticated;
grant execute on function public.report_count(post community_posts) to service_role;
