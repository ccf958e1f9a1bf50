-- Written by `npm run schema` from the migrations: change those, not this.

create view public.reporter_accuracy with (security_invoker=true) as
 SELECT reporter_id,
    count(*) AS reports,
    count(*) FILTER (WHERE state = 'upheld'::text) AS upheld,
    count(*) FILTER (WHERE state = 'dismissed'::text) AS dismissed,
    count(*) FILTER (WHERE state = 'open'::text) AS open,
    round((count(*) FILTER (WHERE state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE state <> 'open'::text) + 4)::numeric, 3) AS accuracy,
    round((count(*) FILTER (WHERE state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE state <> 'open'::text) + 4)::numeric * 2::numeric, 3) AS weight
   FROM content_reports r
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role)
  GROUP BY reporter_id;

grant select on public.reporter_accuracy to authenticated;
grant select on public.reporter_accuracy to service_role;
