-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_agreement(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(reason_code text, reason_label text, looks bigint, agreed bigint, same_reason bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select d.reason_code, coalesce((select r.label from public.moderation_reasons r where r.code = d.reason_code), 'Found to be in order'),
    count(*), count(*) filter (where l.agrees), count(*) filter (where l.same_reason)
  from public.second_looks l join public.moderation_decisions d on d.id = l.decision_id
  where l.looked_at >= from_date::timestamp at time zone time_zone and l.looked_at < (to_date + 1)::timestamp at time zone time_zone
  group by d.reason_code
  order by 3 desc, 2;
end
$function$;

comment on function public.moderation_agreement(from_date date, to_date date, time_zone text) is 'How often second looks agreed with what was decided, by the reason of the decision.';

grant execute on function public.moderation_agreement(from_date date, to_date date, time_zone text) to authenticated;
