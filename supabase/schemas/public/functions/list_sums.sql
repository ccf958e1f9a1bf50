-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.list_sums(target text, filters jsonb, columns text[], currency text DEFAULT NULL::text, relations jsonb DEFAULT '{}'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET statement_timeout TO '8s'
AS $function$
declare
  condition text := private.figure_condition(target, filters, relations);
  name text;
  -- Each sum as a pair of a key and a value; those of amounts stand with their currency only.
  parts text[] := '{}';
  amounts text[] := '{}';
  answer jsonb;
begin
  if coalesce(cardinality(columns), 0) not between 1 and 20 then
    raise exception 'Say which columns are to be summed, at most twenty.' using errcode = '22023';
  end if;
  if currency is not null and (private.type_of_column(target, currency) is distinct from 'text'::regtype or currency !~ '(^|_)currency$') then
    raise exception 'There is no currency "%" here.', left(currency, 100) using errcode = '22023';
  end if;
  foreach name in array columns loop
    if private.type_of_column(target, name) in ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype, 'numeric'::regtype, 'real'::regtype, 'double precision'::regtype) then
      -- As text: a sum may be larger than a browser's numbers.
      if name !~ '_(minor|micros|twelfths)$' then
        parts := parts || format('%L, coalesce(sum(t.%I), 0)::text', name, name);
      elsif currency is null then
        raise exception 'Say which column holds the currency of "%": amounts of several are not added up.', left(name, 100) using errcode = '22023';
      else
        amounts := amounts || format('%L, coalesce(sum(t.%I), 0)::text', name, name);
      end if;
    else
      raise exception 'There is no figure "%" here.', coalesce(left(name, 100), '') using errcode = '22023';
    end if;
  end loop;
  execute format(
    'select jsonb_build_object(
       ''count'', max(f.count) filter (where f.whole),
       ''sums'', jsonb_agg(f.sums) filter (where f.whole) -> 0,
       ''currencies'', coalesce(jsonb_agg(jsonb_build_object(''currency'', f.currency, ''count'', f.count, ''sums'', f.sums || f.amounts) order by f.currency) filter (where not f.whole), ''[]''))
     from (select %s as currency, %s as whole, count(*) as count, jsonb_build_object(%s) as sums, jsonb_build_object(%s) as amounts from public.%I t where %s group by %s) f',
    case when currency is null then 'null::text' else format('t.%I', currency) end,
    case when currency is null then 'true' else format('grouping(t.%I) = 1', currency) end,
    array_to_string(parts, ', '), array_to_string(amounts, ', '), target, condition,
    case when currency is null then '()' else format('grouping sets ((), (t.%I))', currency) end) into answer;
  return answer;
end
$function$;

comment on function public.list_sums(target text, filters jsonb, columns text[], currency text, relations jsonb) is 'The sums of a list''s columns for its filters, in all and by the currency that a column names; amounts only by currency: {"count", "sums": {column: text}, "currencies": [{"currency", "count", "sums"}]}.';

grant execute on function public.list_sums(target text, filters jsonb, columns text[], currency text, relations jsonb) to authenticated;
