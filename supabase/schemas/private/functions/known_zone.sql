-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.known_zone(time_zone text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if time_zone is null then
    raise exception 'Name a time zone.' using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
  perform now() at time zone time_zone;
  return time_zone;
exception when invalid_parameter_value then
  raise exception 'There is no time zone "%".', left(time_zone, 60) using errcode = '22023', detail = '{"field": "time_zone"}';
end
$function$;

comment on function private.known_zone(time_zone text) is 'A time zone that there is; others are refused.';

grant execute on function private.known_zone(time_zone text) to authenticated;
grant execute on function private.known_zone(time_zone text) to service_role;
