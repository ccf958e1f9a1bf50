-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_waiting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  row_now record := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_table_name in ('community_posts', 'post_comments') then
    perform private.refresh_waiting(case tg_table_name when 'community_posts' then 'post' else 'comment' end, row_now.id);
    -- Whoever wrote the same before is told of in what waits of theirs, until there are a hundred places; twenty items at once.
    if tg_op = 'INSERT' and private.is_long(row_now.body) then
      perform private.refresh_waiting(t.item_type, t.item_id) from (
        select o.item_type, o.item_id from private.same_text(row_now.body, row_now.user_id) o
        join public.moderation_waiting w on w.item_id = o.item_id and w.waiting_since is not null
        where not w.signals @> '[{"factor": "same_text", "value": 100}]' limit 20) t;
    end if;
  else
    perform private.refresh_waiting(case when row_now.post_id is not null then 'post' else 'comment' end, coalesce(row_now.post_id, row_now.comment_id));
  end if;
  return null;
end
$function$;

comment on function private.keep_waiting() is 'Trigger: keeps what waits for moderators when posts, comments, reports or decisions change.';
