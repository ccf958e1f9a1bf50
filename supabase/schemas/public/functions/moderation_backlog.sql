-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_backlog()
 RETURNS TABLE(age_bucket text, severity smallint, items bigint, from_waiting timestamp with time zone, to_waiting timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select b.age_bucket, q.severity, count(*), b.from_waiting, b.to_waiting
  from (values
    ('under_1h', now() - interval '1 hour', null::timestamptz),
    ('1h_to_4h', now() - interval '4 hours', now() - interval '1 hour'),
    ('4h_to_24h', now() - interval '24 hours', now() - interval '4 hours'),
    ('1d_to_3d', now() - interval '3 days', now() - interval '24 hours'),
    ('over_3d', null, now() - interval '3 days')
  ) b (age_bucket, from_waiting, to_waiting)
  join public.moderation_queue q on (b.from_waiting is null or q.waiting_since > b.from_waiting) and (b.to_waiting is null or q.waiting_since <= b.to_waiting)
  group by 1, 2, 4, 5
  order by b.to_waiting desc nulls first, 2
$function$;

comment on function public.moderation_backlog() is 'How many items wait, by age and severity: from_waiting < waiting_since <= to_waiting, each open when null.';

grant execute on function public.moderation_backlog() to authenticated;
