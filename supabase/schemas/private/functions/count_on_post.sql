-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_on_post()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  step integer := case when tg_op = 'INSERT' then 1 else -1 end;
  row_now record := case when tg_op = 'INSERT' then new else old end;
begin
  case tg_argv[0]
    when 'comment' then
      update public.community_posts set comment_count = greatest(0, comment_count + step) where id = row_now.post_id;
    when 'reaction' then
      update public.community_posts set reaction_count = greatest(0, reaction_count + step) where id = row_now.post_id;
    when 'report' then
      update public.content_signals set report_count = greatest(0, report_count + step) where id = coalesce(row_now.post_id, row_now.comment_id);
  end case;
  return null;
end
$function$;

comment on function private.count_on_post() is 'Trigger: counts comments, reactions and reports on their post.';
