-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_claimed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  row_now public.moderation_claims := case when tg_op = 'DELETE' then old else new end;
begin
  update public.moderation_waiting w set changed_at = clock_timestamp()
  where w.item_id = coalesce(row_now.post_id, row_now.comment_id, row_now.image_id, row_now.appeal_id);
  return null;
end
$function$;

comment on function private.keep_claimed() is 'Trigger: marks what waits as changed when its claim changes, so that queues hear of it.';
