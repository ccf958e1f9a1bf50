-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_reason_counts(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, period_end date, reason_code text, reason_label text, decisions bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  return query
  select s.first_day, (s.first_day + ('1 ' || grain)::interval)::date - 1, s.reason_code, r.label, s.decisions
  from (
    select date_trunc(grain, d.created_at at time zone time_zone)::date as first_day, d.reason_code, count(*) as decisions
    from public.moderation_decisions d
    where d.decision in ('hide', 'remove', 'escalate') and d.reason_code is not null
      and d.created_at >= date_trunc(grain, from_date::timestamp) at time zone time_zone
      and d.created_at < (date_trunc(grain, to_date::timestamp) + ('1 ' || grain)::interval) at time zone time_zone
    group by 1, 2
  ) s
  left join public.moderation_reasons r on r.code = s.reason_code
  order by 1, 5 desc, 3;
end
$function$;

comment on function public.moderation_reason_counts(from_date date, to_date date, time_zone text, grain text) is 'How often each reason was given to hide, remove or escalate, for each day, week (from Monday) or month; a period is counted whole.';

grant execute on function public.moderation_reason_counts(from_date date, to_date date, time_zone text, grain text) to authenticated;
