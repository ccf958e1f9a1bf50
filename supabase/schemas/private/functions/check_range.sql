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
  elsif from_date < '1970-01-01' or to_date > '2200-01-01' then
    raise exception 'Choose days between 1970 and 2200.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif to_date - from_date > 1100 then
    raise exception 'Choose three years at the most.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif time_zone is null then
    raise exception 'Name a time zone.' using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
  begin
    perform now() at time zone time_zone;
  exception when invalid_parameter_value then
    raise exception 'There is no time zone "%".', time_zone using errcode = '22023', detail = '{"field": "time_zone"}';
  end;
end
$function$;

comment on function private.check_range(from_date date, to_date date, time_zone text) is 'Refuses ranges of days and time zones that make no sense.';

grant execute on function private.check_range(from_date date, to_date date, time_zone text) to authenticated;
grant execute on function private.check_range(from_date date, to_date date, time_zone text) to service_role;
