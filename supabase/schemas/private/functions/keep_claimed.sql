-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_claimed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.moderation_waiting w set changed_at = clock_timestamp()
  where w.item_id = case when tg_op = 'DELETE' then coalesce(old.post_id, old.comment_id) else coalesce(new.post_id, new.comment_id) end;
  return null;
end
$function$;
