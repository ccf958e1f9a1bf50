-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.suggest(of_currency text, amount bigint, words text, of_user uuid)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, due_on date, due_minor bigint, updated_at timestamp with time zone, why text, score integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
AS $function$
declare
  -- Numbers may be written without their hyphens, and be followed by other digits: each beginning of those may be meant.
  plain constant text := regexp_replace(upper(coalesce(words, '')), '[^A-Z0-9]', '', 'g');
  parts constant text[] := (string_to_array(private.name_key(left(words, 1000)), ' '))[1:40];
  numbers text[];
  names text[];
begin
  perform private.require_finance();
  select array_agg(format('%s-%s-%s', s.series, left(m.digits[1], 4), substr(m.digits[1], 5, k))) into numbers
  from public.billing_sellers s cross join lateral regexp_matches(plain, s.series || '(\d{9,16})', 'g') m (digits), generate_series(5, char_length(m.digits[1]) - 4) k;
  -- All that stands side by side in the words, up to six of them, may be a name.
  select array_agg(distinct n.name) into names
  from generate_series(1, cardinality(parts)) a, generate_series(a, least(a + 5, cardinality(parts))) b, lateral (select array_to_string(parts[a:b], ' ') as name) n where n.name <> '';
  return query
  with candidate as (
    select i.id from public.invoices i where i.number = any (numbers) and i.currency = of_currency and i.due_minor > 0
    union
    (select i.id from public.invoices i where i.currency = of_currency and i.due_minor = amount and i.due_minor > 0 and (of_user is null or i.user_id is null or i.user_id = of_user)
      order by i.due_on, i.id limit 8)
    union
    (select i.id from public.invoices i where private.name_key(i.billing_name) = any (names) and i.currency = of_currency and i.due_minor > 0 limit 200)
    union
    select i.id from public.invoices i where i.user_id = of_user and i.currency = of_currency and i.due_minor > 0
  )
  select i.id, i.number, i.billing_name, i.due_on, i.due_minor, i.updated_at,
    array_to_string(array_remove(array[case when m.named then 'its number is named' end, case when i.due_minor = amount then 'the amount is what is due' end,
      case when i.user_id = of_user then 'the same member' end, case when m.by_name then 'the name is the same' end], null), ', '),
    m.named::integer * 100 + coalesce(i.due_minor = amount, false)::integer * 40 + coalesce(i.user_id = of_user, false)::integer * 30 + m.by_name::integer * 20
  from candidate c join public.invoices i on i.id = c.id
  cross join lateral (select coalesce(i.number = any (numbers), false) as named, coalesce(private.name_key(i.billing_name) = any (names), false) as by_name) m
  where of_user is null or i.user_id is null or i.user_id = of_user
  -- Of two whose numbers begin alike the longer one is meant.
  order by 8 desc, char_length(i.number) desc, i.due_on, i.id limit 8;
end
$function$;

comment on function private.suggest(of_currency text, amount bigint, words text, of_user uuid) is 'The open invoices that money of this amount and with these words may be for, the likeliest first. For finance.';

grant execute on function private.suggest(of_currency text, amount bigint, words text, of_user uuid) to authenticated;
grant execute on function private.suggest(of_currency text, amount bigint, words text, of_user uuid) to service_role;
