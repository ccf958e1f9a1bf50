-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_sign_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.security_events (kind, user_id, who)
  select 'sign_in', s.user_id, s.full_name from public.staff_members s where s.user_id = new.id;
  return null;
exception when others then
  -- Nobody is kept from signing in by its record.
  raise warning 'A sign-in was not recorded: %', sqlerrm;
  return null;
end
$function$;

comment on function private.note_sign_in() is 'Trigger: puts on record that somebody of the staff signed in.';
