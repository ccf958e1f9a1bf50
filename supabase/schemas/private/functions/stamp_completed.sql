-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_completed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' and new.state is distinct from old.state then
    new.completed_at := case new.state when 'completed' then clock_timestamp() end;
  end if;
  return new;
end
$function$;

comment on function private.stamp_completed() is 'Row trigger: completed_at follows the state that a member sets.';
