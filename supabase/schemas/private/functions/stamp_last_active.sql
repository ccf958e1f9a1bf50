-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_last_active()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' then
    new.last_active_at := now();
  end if;
  return new;
end
$function$;

comment on function private.stamp_last_active() is 'Trigger: members say that they are there, not when.';
