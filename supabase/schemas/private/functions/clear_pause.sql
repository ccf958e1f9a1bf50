-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.clear_pause()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.pause_reason := case when new.state = 'active' then null else coalesce(new.pause_reason, 'Paused by hand') end;
  return new;
end
$function$;

comment on function private.clear_pause() is 'Trigger: a sender that becomes active loses the reason of its pause, and one that becomes anything else has one.';
