-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_month(month date)
 RETURNS date
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if month is null or not isfinite(month) or month not between '1970-01-01' and '2200-01-01' then
    raise exception 'Name a month by one of its days.' using errcode = '22023', detail = '{"field": "month"}';
  end if;
  return date_trunc('month', month::timestamp)::date;
end
$function$;

comment on function private.check_month(month date) is 'The first day of the month that a day lies in; refuses what is none.';

grant execute on function private.check_month(month date) to authenticated;
