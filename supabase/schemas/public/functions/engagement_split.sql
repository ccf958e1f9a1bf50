-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_split(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, split_by text DEFAULT 'plan'::text)
 RETURNS TABLE(segment text, members bigint, active_members bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if split_by is null or split_by not in ('plan', 'city', 'age_band', 'sign_up_month') then
    raise exception 'Split by plan, city, age_band or sign_up_month.' using errcode = '22023', detail = '{"field": "split_by"}';
  end if;
  return query
  select * from private.split_in(private.day_start(from_date, time_zone), private.day_start(to_date + 1, time_zone), time_zone, split_by) s
  order by s.segment is null, case when split_by = 'age_band' then s.segment end, case when split_by = 'sign_up_month' then s.segment end desc, s.members desc, s.segment;
end
$function$;

comment on function public.engagement_split(from_date date, to_date date, time_zone text, split_by text) is 'Members by plan, city, age band or month of sign-up, and how many of them were active in these days. Groups of fewer than five stand together without a name, with the next larger one where they are fewer than five altogether.';

grant execute on function public.engagement_split(from_date date, to_date date, time_zone text, split_by text) to authenticated;
