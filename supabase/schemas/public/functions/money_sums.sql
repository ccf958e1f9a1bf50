-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.money_sums(target text, filters jsonb, columns text[], relations jsonb DEFAULT '{}'::jsonb)
 RETURNS TABLE(currency text, found bigint, sums jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET statement_timeout TO '8s'
AS $function$
declare
  name text;
  parts text[] := '{}';
begin
  perform private.need(target is not null and columns is not null and filters is not null, 'Say which list and which amounts.', 'target');
  if target <> all (array['invoices', 'payments', 'invoice_payments', 'credit_notes', 'refunds', 'user_subscriptions', 'invoice_line_items']) then
    raise exception 'There is no money in "%".', target using errcode = '22023';
  end if;
  foreach name in array columns loop
    if private.type_of_column(target, name)::text is distinct from 'bigint' or name !~ '_minor$' then
      raise exception 'There is no amount "%" here.', name using errcode = '22023';
    end if;
    parts := parts || format('%L, coalesce(sum(t.%I), 0)::text', name, name);
  end loop;
  return query execute format('select t.currency, count(*), jsonb_build_object(%s) from public.%I t where %s group by 1 order by 1',
    array_to_string(parts, ', '), target, private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations));
end
$function$;

comment on function public.money_sums(target text, filters jsonb, columns text[], relations jsonb) is 'The sums of a list''s amounts by currency, for its filters; as text, since they may be larger than a browser''s numbers.';

grant execute on function public.money_sums(target text, filters jsonb, columns text[], relations jsonb) to authenticated;
grant execute on function public.money_sums(target text, filters jsonb, columns text[], relations jsonb) to service_role;
