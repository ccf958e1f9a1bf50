-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.await_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_argv[0] = 'suppress' then
    perform pg_catalog.pg_advisory_xact_lock(7301);
  else
    perform pg_catalog.pg_advisory_xact_lock_shared(7301);
  end if;
  return new;
end
$function$;
