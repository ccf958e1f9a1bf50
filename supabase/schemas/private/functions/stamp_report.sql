-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.uid() is null then
    return new;
  end if;
  if tg_op = 'INSERT' then
    new.item_version := coalesce(
      (select p.version from public.community_posts p where p.id = new.post_id),
      (select c.version from public.post_comments c where c.id = new.comment_id), new.item_version);
  elsif new.state <> old.state then
    new.decided_by := case when new.state = 'open' then null else auth.uid() end;
    new.decided_at := case when new.state = 'open' then null else clock_timestamp() end;
  end if;
  return new;
end
$function$;
