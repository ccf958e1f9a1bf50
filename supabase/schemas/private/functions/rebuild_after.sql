-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_after()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.rebuild_waiting();
  return null;
end
$function$;

comment on function private.rebuild_after() is 'Trigger: builds what waits for moderators anew when another number of reporters is set to reopen a matter.';
