-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.dated(at timestamp with time zone, otherwise timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when exists (select from public.billing_periods p where p.closed and p.month = date_trunc('month', at at time zone 'UTC')::date) then greatest(at, otherwise) else at end
$function$;

comment on function private.dated(at timestamp with time zone, otherwise timestamp with time zone) is 'The moment as of which something is booked: its own, or where its month (in UTC) is closed the later of it and the other one.';
