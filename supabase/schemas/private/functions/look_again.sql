-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.look_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
  return null;
end
$function$;

comment on function private.look_again() is 'Trigger: works out anew whether each waiting post and comment waits, when the age of a young account is set to another.';
