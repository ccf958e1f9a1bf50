-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_changes(since timestamp with time zone DEFAULT NULL::timestamp with time zone, after_decision bigint DEFAULT NULL::bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  if current_setting('transaction_read_only') = 'off' then
    perform private.end_sanctions();
  end if;
  return jsonb_build_object(
    -- What is on its way when this looks is told the next time: a little of what was told is told twice.
    'at', now() - interval '5 seconds',
    'last_decision', (select coalesce(max(d.id), 0) from public.moderation_decisions d),
    'decisions', (
      select coalesce(jsonb_agg(to_jsonb(h) order by h.id), '[]') from public.moderation_history h
      where h.id = any (array(select d.id from public.moderation_decisions d where d.id > after_decision order by d.id limit 500))),
    'gone', (
      select coalesce(jsonb_agg(jsonb_build_object('item_type', w.item_type, 'item_id', w.item_id)), '[]')
      from public.moderation_waiting w where w.changed_at > since and w.waiting_since is null),
    'changed', (
      select coalesce(jsonb_agg(to_jsonb(q) - array['body', 'shown', 'explanation']), '[]')
      from public.moderation_queue q
      where q.id = any (array(select w.item_id from public.moderation_waiting w where w.changed_at > since and w.waiting_since is not null))));
end
$function$;

comment on function public.moderation_changes(since timestamp with time zone, after_decision bigint) is 'What of the queue changed since then, and what was decided after that decision: {"at", "last_decision", "decisions", "changed": [rows without their texts], "gone": [items]}. Without since: only from where to ask on.';

grant execute on function public.moderation_changes(since timestamp with time zone, after_decision bigint) to authenticated;
