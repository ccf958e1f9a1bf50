-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.add_signals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_table_name = 'community_posts' then
    insert into public.content_signals (post_id) values (new.id);
  else
    insert into public.content_signals (comment_id) values (new.id);
  end if;
  return null;
end
$function$;

comment on function private.add_signals() is 'Trigger: the row that holds what is said of a new post or comment.';
