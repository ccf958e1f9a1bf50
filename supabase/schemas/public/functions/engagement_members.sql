-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_members(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, split_by text DEFAULT NULL::text, segment text DEFAULT NULL::text, cohort date DEFAULT NULL::date, at_least integer DEFAULT NULL::integer, at_most integer DEFAULT NULL::integer, part text DEFAULT NULL::text, skip integer DEFAULT 0)
 RETURNS TABLE(id uuid, display_name text, city text, found bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  since timestamptz;
  until timestamptz;
  ids uuid[];
  span interval;
  fewest bigint;
begin
  perform private.check_range(from_date, to_date, time_zone);
  if skip is null or skip < 0 then
    raise exception 'Skip none or some.' using errcode = '22023', detail = '{"field": "skip"}';
  end if;
  since := private.day_start(from_date, time_zone);
  until := private.day_start(to_date + 1, time_zone);
  if split_by is not null then
    if split_by not in ('plan', 'city', 'age_band', 'sign_up_month') then
      raise exception 'Split by plan, city, age_band or sign_up_month.' using errcode = '22023', detail = '{"field": "split_by"}';
    end if;
    ids := array(select s.user_id from private.members_of_segment(since, until, time_zone, split_by, segment) s);
  elsif at_least is not null then
    if at_least not between 1 and 400 or at_most is not null and at_most not between at_least and 400 then
      raise exception 'Ask for 1 to 400 days.' using errcode = '22023', detail = '{"field": "at_least"}';
    end if;
    -- What one band has more than another that overlaps it would be fewer than five.
    if not exists (
      select from public.engagement_streaks(to_date, time_zone) s
      where s.at_least = engagement_members.at_least and s.at_most is not distinct from engagement_members.at_most and s.last_day = to_date and s.members >= 5
    ) then
      raise exception 'Ask for a band of days in a row as it is told; of fewer than five it is not told who they are.' using errcode = '22023', detail = '{"field": "at_least"}';
    end if;
    ids := array(select s.user_id from private.members_on_streak(
      array(select private.day_start(to_date - n, time_zone) from generate_series(coalesce(at_most, at_least - 1), -1, -1) n), at_least, at_most) s);
  elsif cohort is not null then
    perform private.check_range(cohort, cohort, time_zone);
    if extract(isodow from cohort) <> 1 or extract(isodow from from_date) <> 1 or to_date <> from_date + 6 then
      raise exception 'A cohort and when it came back are weeks from Monday.' using errcode = '22023', detail = '{"field": "cohort"}';
    end if;
    -- Of a small cohort it is not told who it is.
    if not exists (select from private.told_cohorts(time_zone) t where t.cohort_start = cohort and t.told) then
      raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "cohort"}';
    end if;
    ids := array(select a.user_id from private.members_active(since, until, private.day_start(cohort, time_zone), private.day_start(cohort + 7, time_zone)) a);
  elsif part is not null then
    if part not in ('new', 'returning', 'revived', 'lapsed') then
      raise exception 'Ask for new, returning, revived or lapsed members.' using errcode = '22023', detail = '{"field": "part"}';
    end if;
    span := case when to_date = from_date then interval '1 day' when extract(isodow from from_date) = 1 and to_date = from_date + 6 then interval '7 days'
      when extract(day from from_date) = 1 and to_date = (from_date + interval '1 month')::date - 1 then interval '1 month' end;
    if span is null then
      raise exception 'Who is new, returning, revived or lapsed is told of a day, a week from Monday or a month.' using errcode = '22023', detail = '{"field": "to_date"}';
    end if;
    -- As of a cohort, which those who are new in a week are: of fewer than five it is not told who. Those who came before make up the rest of the active.
    select least(nullif(l.fresh, 0), nullif(l.revived, 0)) into fewest
    from private.lifecycle_in(array[private.day_start((from_date - span)::date, time_zone), since, until]) l;
    if part in ('new', 'revived') and (fewest < 5 or span = interval '7 days'
      and exists (select from private.told_cohorts(time_zone) t where t.cohort_start = from_date and not t.told)) then
      raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "part"}';
    end if;
    ids := array(select a.user_id from private.members_of_part(private.day_start((from_date - span)::date, time_zone), since, until, part) a);
  else
    -- Whoever was there, as the list of sessions tells it too.
    ids := array(select a.user_id from private.members_active(since, until, null, null) a);
  end if;
  return query
  select m.id, m.display_name, m.city, cardinality(ids)::bigint from public.member_directory m where m.id = any (ids)
  order by m.sort_name, m.id limit 100 offset skip;
end
$function$;

comment on function public.engagement_members(from_date date, to_date date, time_zone text, split_by text, segment text, cohort date, at_least integer, at_most integer, part text, skip integer) is 'Who was active in these days: all, those of a group, those who came first in the week of `cohort`, so many days in a row up to the last, or one part of them as `engagement_lifecycle` counts it. A hundred by name, and how many there are in all.';

grant execute on function public.engagement_members(from_date date, to_date date, time_zone text, split_by text, segment text, cohort date, at_least integer, at_most integer, part text, skip integer) to authenticated;
