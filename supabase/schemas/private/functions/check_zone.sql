-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_zone()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = new.time_zone) then
    raise exception 'There is no time zone "%". Write it as Europe/Berlin.', new.time_zone using errcode = '23514', detail = '{"field": "time_zone"}';
  end if;
  return new;
end
$function$;

comment on function private.check_zone() is 'Trigger: a time zone is one that Postgres knows by its name.';
