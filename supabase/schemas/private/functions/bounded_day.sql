-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bounded_day(day date)
 RETURNS date
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if day is null or day not between '2000-01-01' and '2100-01-01' then
    raise exception 'Choose a day between 2000 and 2100.' using errcode = '22023', detail = '{"field": "day"}';
  end if;
  return day;
end
$function$;

comment on function private.bounded_day(day date) is 'A day that can be meant; others are refused.';

grant execute on function private.bounded_day(day date) to authenticated;
grant execute on function private.bounded_day(day date) to service_role;
