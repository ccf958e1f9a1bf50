-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_subscription()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state = 'canceled' and old.state <> 'canceled' then
    new.canceled_at := coalesce(new.canceled_at, clock_timestamp());
    new.ended_at := coalesce(new.ended_at, clock_timestamp());
  end if;
  return new;
end
$function$;
