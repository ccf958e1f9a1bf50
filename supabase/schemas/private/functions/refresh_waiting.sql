-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refresh_waiting(kind text, item uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  fresh public.moderation_waiting;
begin
  if kind = 'photo' then
    fresh := private.photo_waiting(item);
  else
    fresh := private.item_waiting(kind, item);
  end if;
  if fresh.waiting_since is null then
    update public.moderation_waiting w set waiting_since = null, changed_at = clock_timestamp()
    where w.item_id = item and w.waiting_since is not null;
    return;
  end if;
  insert into public.moderation_waiting as w
    (item_id, item_type, waiting_since, pending, edited, by_bot, escalated, counting, set_aside, earlier, held_id, signals, watched, changed_at)
  values (fresh.item_id, fresh.item_type, fresh.waiting_since, fresh.pending, fresh.edited, fresh.by_bot, fresh.escalated, fresh.counting,
    fresh.set_aside, fresh.earlier, fresh.held_id, coalesce(fresh.signals, '[]'), coalesce(fresh.watched, false), clock_timestamp())
  on conflict (item_id) do update set
    waiting_since = excluded.waiting_since, pending = excluded.pending, edited = excluded.edited, by_bot = excluded.by_bot,
    escalated = excluded.escalated, counting = excluded.counting, set_aside = excluded.set_aside, earlier = excluded.earlier,
    held_id = excluded.held_id, signals = excluded.signals, watched = excluded.watched, changed_at = excluded.changed_at;
end
$function$;

comment on function private.refresh_waiting(kind text, item uuid) is 'Works out anew whether an item waits for moderators, and keeps it.';
