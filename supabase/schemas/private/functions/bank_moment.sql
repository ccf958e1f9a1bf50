-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bank_moment(day date)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- Noon, so that the day is the same in most zones; of a day that is not over there somewhere on earth, now.
  select case when day <= (clock_timestamp() at time zone 'UTC' + interval '14 hours')::date then least(day::timestamp at time zone 'UTC' + interval '12 hours', clock_timestamp())
    else day::timestamp at time zone 'UTC' + interval '12 hours' end
$function$;

comment on function private.bank_moment(day date) is 'When money of a day on a bank statement arrived: at noon, but never ahead of now.';
