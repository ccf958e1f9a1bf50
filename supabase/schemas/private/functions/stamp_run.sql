-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_run()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state <> old.state then
    if new.state = 'running' then
      new.started_at := coalesce(new.started_at, clock_timestamp());
      new.heartbeat_at := coalesce(new.heartbeat_at, clock_timestamp());
    elsif new.state in ('succeeded', 'partial', 'failed', 'cancelled') then
      new.finished_at := coalesce(new.finished_at, clock_timestamp());
    end if;
  end if;
  return new;
end
$function$;
