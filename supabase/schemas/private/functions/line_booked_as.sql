-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.line_booked_as(line jsonb)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select p.provider_reference from public.payments p
  where coalesce(p.provider, '') = 'bank'
    and (p.provider_reference = line ->> 'bank_id'
      or p.provider_reference = any (array(select k from jsonb_array_elements_text(case jsonb_typeof(line -> 'bank_ids_before') when 'array' then line -> 'bank_ids_before' else '[]' end) k))
        and p.currency = line ->> 'currency' and p.amount_minor = (line ->> 'amount_minor')::bigint
        and p.paid_at >= (line ->> 'day')::date::timestamp at time zone 'UTC' - interval '1 day' and p.paid_at < (line ->> 'day')::date::timestamp at time zone 'UTC' + interval '1 day'
        and starts_with(coalesce(p.reference, ''), left(coalesce(line ->> 'name', ''), 100)))
  limit 1
$function$;

comment on function private.line_booked_as(line jsonb) is 'The bank''s reference of the payment that a line of a statement was booked as, by its key or by one that earlier versions gave it.';

grant execute on function private.line_booked_as(line jsonb) to authenticated;
grant execute on function private.line_booked_as(line jsonb) to service_role;
