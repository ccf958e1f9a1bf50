-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_found_by()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.uid() is not null then
    select case when w.counting + w.set_aside > 0 then 'report' when w.by_bot then 'machine' else 'moderator' end into new.found_by
    from public.moderation_waiting w where w.item_id = coalesce(new.post_id, new.comment_id);
    new.found_by := coalesce(new.found_by, 'moderator');
  end if;
  return new;
end
$function$;

comment on function private.note_found_by() is 'Trigger: keeps with a decision whether a report, a bot or the moderator found the item.';
