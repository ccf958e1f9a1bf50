-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_range(from_date date, to_date date, time_zone text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if from_date is null or to_date is null or from_date > to_date then
    raise exception 'The first day must not lie after the last.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif not isfinite(from_date) or not isfinite(to_date) or to_date - from_date > 1100 then
    raise exception 'Choose three years at the most.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif not exists (select from pg_catalog.pg_timezone_names z where z.name = time_zone) then
    raise exception 'There is no time zone "%".', time_zone using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
end
$function$;

comment on function private.check_range(from_date date, to_date date, time_zone text) is 'Refuses ranges of days and time zones that make no sense.';

grant execute on function private.check_range(from_date date, to_date date, time_zone text) to authenticated;
grant execute on function private.check_range(from_date date, to_date date, time_zone text) to service_role;
