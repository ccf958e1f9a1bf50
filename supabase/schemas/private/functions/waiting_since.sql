-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.waiting_since(post uuid, comment uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select w.waiting_since from public.moderation_waiting w where w.item_id = coalesce(post, comment)
$function$;

comment on function private.waiting_since(post uuid, comment uuid) is 'Since when an item waits for moderation.';

grant execute on function private.waiting_since(post uuid, comment uuid) to authenticated;
