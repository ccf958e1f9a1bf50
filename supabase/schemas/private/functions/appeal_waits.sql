-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.appeal_waits()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' or new.state <> 'open' then
    update public.moderation_waiting w set waiting_since = null, changed_at = clock_timestamp()
    where w.item_id = case when tg_op = 'DELETE' then old.id else new.id end;
  else
    insert into public.moderation_waiting (item_id, item_type, waiting_since) values (new.id, 'appeal', new.created_at)
    on conflict (item_id) do update set waiting_since = excluded.waiting_since, changed_at = clock_timestamp();
  end if;
  return null;
end
$function$;

comment on function private.appeal_waits() is 'Trigger: keeps whether an objection waits for an answer.';
