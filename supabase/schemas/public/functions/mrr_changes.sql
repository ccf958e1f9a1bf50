-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mrr_changes(from_day date DEFAULT NULL::date, until_day date DEFAULT NULL::date, time_zone text DEFAULT 'UTC'::text, as_of timestamp with time zone DEFAULT now(), of_currency text DEFAULT NULL::text, skip integer DEFAULT 0)
 RETURNS TABLE(day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint, change_twelfths bigint, member text, found bigint, found_twelfths bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.bounded(as_of), private.known_zone(time_zone);
  return query
  select p.day, p.user_id, p.currency, p.plan_id, p.kind, p.before_twelfths, p.after_twelfths, p.after_twelfths - p.before_twelfths, m.display_name, p.found, p.found_twelfths
  from (
    select c.*, count(*) over (partition by c.currency) as found, (sum(c.after_twelfths - c.before_twelfths) over (partition by c.currency))::bigint as found_twelfths
    from private.revenue_changes(from_day, until_day, time_zone, as_of, of_currency) c order by c.day, c.user_id, c.currency offset greatest(skip, 0)
  ) p left join public.member_directory m on m.id = p.user_id
  order by p.day, p.user_id, p.currency;
end
$function$;

comment on function public.mrr_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text, skip integer) is 'Each change of recurring revenue, by member, currency and day, in twelfths of a minor unit, with how many there are in all and what they come to in their currency. Paused and unpaid are churn; as known at that moment. The first may be skipped.';

grant execute on function public.mrr_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text, skip integer) to authenticated;
grant execute on function public.mrr_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text, skip integer) to service_role;
