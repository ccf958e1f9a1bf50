-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.community_activity(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, period_end date, posts bigint, comments bigint, reactions bigint, writers bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[c.nth], b.days[c.nth + 1] - 1, c.posts, c.comments, c.reactions, c.writers, b.starts[c.nth + 1] > now(), b.starts[c.nth], b.starts[c.nth + 1]
  from private.community_in(b.starts) c order by c.nth;
end
$function$;

comment on function public.community_activity(from_date date, to_date date, time_zone text, grain text) is 'What members wrote and how they reacted, by the period of it, whatever became of it since; writers are the members who wrote a post or a comment.';

grant execute on function public.community_activity(from_date date, to_date date, time_zone text, grain text) to authenticated;
