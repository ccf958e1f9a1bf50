-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.reset_trial()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.active := false;
  new.tried_at := null;
  new.tried_held := null;
  new.tried_removed := null;
  return new;
end
$function$;

comment on function private.reset_trial() is 'Trigger: a watched word with another pattern is untried, and off.';
