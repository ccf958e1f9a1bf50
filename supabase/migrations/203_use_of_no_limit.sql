-- A limit of nothing with nothing used read as used up in the column, so lists showed more members than the charts counted.
-- Rounded, 79.995 % was near the limit in lists and charts and was not under "Limits used": the share is cut off instead.

do $$
begin
  if (select pg_get_expr(d.adbin, d.adrelid) from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = 'public.usage_tracking'::regclass and a.attname = 'used_share') not like '%trunc(%' then
    alter table public.usage_tracking drop column used_share;
    alter table public.usage_tracking add column used_share double precision
      generated always as (case when limit_value > 0 then trunc(used::numeric / limit_value, 4) when limit_value = 0 then case when used > 0 then 1 else 0 end end) stored;
    perform private.rebuild_usage();
  end if;
end
$$;
comment on column public.usage_tracking.used_share is 'Used of the limit, 0 to 1 and beyond; empty without a limit. Of a limit of nothing: 1 where anything was used, else 0.';
create index if not exists usage_tracking_share_idx on public.usage_tracking (used_share desc, id desc);

-- What is most used of a limit is what its members' rows say: of a limit of nothing it was shown as 0 %, whatever was used.

CREATE OR REPLACE FUNCTION public.limits_used(month date DEFAULT NULL::date)
 RETURNS TABLE(plan_id uuid, plan text, feature text, members bigint, over bigint, near bigint, most_percent numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.bounded_day(coalesce(month, current_date));
  select p.id, format('%s, %s a %s', p.name, p.currency, p.billing_interval), u.feature, count(*), count(*) filter (where u.used > 0 and u.used >= u.limit_value), count(*) filter (where u.used < u.limit_value and u.used >= 0.8 * u.limit_value),
    trunc(100 * max(u.used_share)::numeric, 0)
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id join public.subscription_plans p on p.id = s.plan_id
  where u.limit_value is not null and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date and (select private.has_role('finance'))
  group by 1, 2, 3 order by 5 desc, 6 desc, 2, 3
$function$;
