-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_activation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.state = 'active' and old.state <> 'active' then
    perform private.refuse_problems(new);
    new.activated_at := coalesce(new.activated_at, clock_timestamp());
    new.pause_reason := null;
  elsif new.state = 'active' and private.by_api() and (new.from_email, new.postal_address, new.time_zone) is distinct from (old.from_email, old.postal_address, old.time_zone) then
    perform private.refuse_problems(new);
  end if;
  return new;
end
$function$;

comment on function private.check_activation() is 'Trigger: a sequence is only activated when it can be sent.';
