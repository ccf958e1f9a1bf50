-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_changes(since timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  return jsonb_build_object(
    -- What is on its way when this looks is told the next time: a little of what was told is told twice.
    'at', now() - interval '5 seconds',
    'gone', (
      select coalesce(jsonb_agg(jsonb_build_object('item_type', w.item_type, 'item_id', w.item_id)), '[]')
      from public.moderation_waiting w where w.changed_at > since and w.waiting_since is null),
    'changed', (
      select coalesce(jsonb_agg(to_jsonb(q) - array['body', 'shown', 'explanation']), '[]')
      from public.moderation_queue q
      where q.id in (select w.item_id from public.moderation_waiting w where w.changed_at > since and w.waiting_since is not null)));
end
$function$;

comment on function public.moderation_changes(since timestamp with time zone) is 'What of the queue changed since then: {"at", "changed": [rows without their texts], "gone": [items]}.';

grant execute on function public.moderation_changes(since timestamp with time zone) to authenticated;
