-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bot_calibration(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query select c.*, starts_at, ends_at from private.bot_calibration(starts_at, ends_at) c order by 1, 2;
end
$function$;

comment on function public.bot_calibration(from_date date, to_date date, time_zone text) is 'By tenths of the confidence that a bot stated: how many of its actions people reviewed, and how many of those they agreed with.';

grant execute on function public.bot_calibration(from_date date, to_date date, time_zone text) to authenticated;
