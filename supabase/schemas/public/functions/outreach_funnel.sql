-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.outreach_funnel(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, by_what text DEFAULT 'all'::text)
 RETURNS TABLE(key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint, replied bigint, converted bigint, departed bigint, reply_seconds double precision, found_qualified bigint, found_converted bigint, answered bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.outreach_funnel(from_date, to_date, time_zone, by_what) $function$;

comment on function public.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) is 'Found, qualified, enrolled, sent, delivered, opened, clicked, replied and converted in these days, each by its own time stamp; in all, or by source, sequence, step, variant, sender or week. found_qualified and found_converted are of those found in these days, answered is of the mails sent in them: how many were since, which a share can be made of. Counts those that were deleted and erased since.';

grant execute on function public.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) to authenticated;
