-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_an_admin()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if 'admin' = any (old.roles) and old.active
    and (tg_op = 'DELETE' or not (new.active and 'admin' = any (new.roles))) then
    -- Two admins who remove each other at the same moment must see one another.
    perform pg_advisory_xact_lock(hashtext('private.keep_an_admin'));
    if not exists (
      select from public.staff_members s
      where s.user_id <> old.user_id and s.active and 'admin' = any (s.roles)
    ) then
      raise exception 'This is the last active admin. Make somebody else an admin first.'
        using errcode = '23514', detail = '{"field": "roles"}';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$function$;
