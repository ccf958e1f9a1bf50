-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.member_funnel(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(step integer, label text, members bigint, median_hours numeric, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query select f.*, starts_at, ends_at from private.funnel_in(starts_at, ends_at) f order by f.step;
end
$function$;

comment on function public.member_funnel(from_date date, to_date date, time_zone text) is 'Of those who signed up in these days, how many have got how far until now, and the median of hours since they signed up. Of fewer than five it is not told how far they got, nor how long fewer than five took.';

grant execute on function public.member_funnel(from_date date, to_date date, time_zone text) to authenticated;
