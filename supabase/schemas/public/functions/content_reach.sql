-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.content_reach(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, kind text DEFAULT 'game'::text)
 RETURNS TABLE(id uuid, name text, members bigint, started bigint, completed bigint, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if kind is null or kind not in ('game', 'article') then
    raise exception 'Ask for games or articles.' using errcode = '22023', detail = '{"field": "kind"}';
  end if;
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query select r.*, starts_at, ends_at from private.reach_in(starts_at, ends_at, kind) r order by r.members desc nulls last, r.name;
end
$function$;

comment on function public.content_reach(from_date date, to_date date, time_zone text, kind text) is 'Games or articles with the members that they reached in these days, how often they were begun, and how often finished. An article is finished by those who read it. Of what reached fewer than five members no figures are told.';

grant execute on function public.content_reach(from_date date, to_date date, time_zone text, kind text) to authenticated;
