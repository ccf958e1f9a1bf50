-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.month_end(of_month date)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  starts constant timestamptz := date_trunc('month', of_month::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', of_month::timestamp) + interval '1 month') at time zone 'UTC';
  rolled constant jsonb := private.rolled(of_month);
  figures constant jsonb := jsonb_build_object(
    'checks', (select jsonb_agg(to_jsonb(c)) from private.month_checks(of_month, (select count(*) from jsonb_array_elements(rolled) r where r ->> 'difference_minor' <> '0')) c),
    'receivables', rolled,
    'books', (select coalesce(jsonb_agg(to_jsonb(b)), '[]') from private.books_of_month(of_month, rolled) b),
    -- What can be dated in a month after it is over: money by the day that it came in, subscriptions by the day that they changed.
    'received', (select coalesce(jsonb_agg(to_jsonb(r) order by r.currency), '[]') from (
      select p.currency, count(*) as payments, sum(p.amount_minor) as amount_minor from public.payments p where p.paid_at >= starts and p.paid_at < ends group by 1) r),
    'terms', (select count(*) from public.subscription_periods p where p.from_at >= starts and p.from_at < ends));
begin
  return figures || jsonb_build_object('version', md5(figures::text));
end
$function$;

comment on function private.month_end(of_month date) is 'All figures of a month, drawn at one moment, with the version that they are.';

grant execute on function private.month_end(of_month date) to authenticated;
grant execute on function private.month_end(of_month date) to service_role;
