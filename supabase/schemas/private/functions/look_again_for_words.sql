-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.look_again_for_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (
    select from new_rows n join old_rows o on o.id = n.id
    where (o.active, o.severity, o.effect, o.signal, o.pattern) is distinct from (n.active, n.severity, n.effect, n.signal, n.pattern) and (o.active or n.active)) then
    perform private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
  end if;
  return null;
end
$function$;

comment on function private.look_again_for_words() is 'Trigger: what waits is looked through for the words as they are now.';
