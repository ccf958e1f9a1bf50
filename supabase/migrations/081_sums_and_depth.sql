-- 081 sums_and_depth
-- Amounts of several currencies are never added up, whoever asks; and filters nested so deep that they would exhaust the
-- server's stack are refused in words.

-- The fifth argument makes another function of it: the one without goes.
drop function if exists private.filter_condition(text, jsonb, jsonb, text);

create or replace function private.filter_condition(target text, filter jsonb, relations jsonb default '{}', source text default 't', depth integer default 0) returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  operator text := filter ->> 'operator';
  value jsonb := filter -> 'value';
  field text := filter ->> 'field';
  plain text := filter ->> 'value';
  many text[];
  has_null boolean;
  relation jsonb;
  step text[];
  of_type text;
  array_type text;
  operand text;
  parts text[];
  column_name text;
begin
  -- Nobody writes so many groups inside one another; some thousands would exhaust the stack.
  if depth > 32 then
    raise exception 'These filters are nested too deep: 32 groups inside one another are the most.' using errcode = '22023';
  end if;
  if operator in ('and', 'or') then
    select array_agg(private.filter_condition(target, part, relations, source, depth + 1)) into parts from jsonb_array_elements(value) part;
    return coalesce('(' || array_to_string(parts, format(' %s ', operator)) || ')', 'true');
  end if;

  -- A dot inside a JSON path is none between tables.
  if split_part(field, '->', 1) like '%.%' then
    relation := relations -> split_part(field, '.', 1);
    if relation is null then
      raise exception 'There is no relation "%" to filter by.', split_part(field, '.', 1) using errcode = '22023';
    end if;
    return format('exists (select from public.%I r where r.%I = %I.%I and %s)',
      relation ->> 'table', relation ->> 'key', source, relation ->> 'column',
      private.filter_condition(relation ->> 'table', filter || jsonb_build_object('field', substr(field, strpos(field, '.') + 1)), '{}', 'r', depth + 1));
  end if;

  column_name := split_part(field, '->', 1);
  of_type := private.type_of_column(target, column_name);
  operand := format('%I.%I', source, coalesce(column_name, ''));
  if of_type is null then
    -- What is computed of a row stands for a column, as in PostgREST.
    of_type := private.type_of_computed(target, column_name);
    operand := format('public.%I(%I)', coalesce(column_name, ''), source);
  end if;
  if of_type is null then
    raise exception 'There is no column "%" to filter by.', column_name using errcode = '22023';
  end if;
  for step in select regexp_matches(substr(field, char_length(column_name) + 1), '(->>?)(\w+)', 'g') loop
    operand := operand || step[1] || case when step[2] ~ '^\d+$' then step[2] else quote_literal(step[2]) end;
    of_type := case step[1] when '->>' then 'text' else 'jsonb' end;
  end loop;
  if operand like '%->%' then
    operand := '(' || operand || ')';
  end if;
  array_type := of_type || '[]';

  if operator in ('in', 'nin', 'ina', 'nina', 'between', 'nbetween') then
    value := case when jsonb_typeof(value) = 'array' then value when plain is null then '[]' else jsonb_build_array(value) end;
    select coalesce(array_agg(e) filter (where e is not null), '{}'), coalesce(bool_or(e is null), false)
      into many, has_null from jsonb_array_elements_text(value) e;
  end if;
  if operator in ('between', 'nbetween') then
    -- An empty end does not bound.
    select array_agg(format(b.test, operand, b.bound, of_type)) into parts
    from (values (value ->> 0, case operator when 'between' then '%s >= %L::%s' else '%s < %L::%s' end),
      (value ->> 1, case operator when 'between' then '%s <= %L::%s' else '%s > %L::%s' end)) b (bound, test)
    where b.bound <> '';
  end if;
  return case
    when operator in ('eq', 'eqs') then case when plain is null then operand || ' is null' else format('%s = %L::%s', operand, plain, of_type) end
    when operator in ('ne', 'nes') then case when plain is null then operand || ' is not null' else format('%s is distinct from %L::%s', operand, plain, of_type) end
    when operator = 'gt' then format('%s > %L::%s', operand, plain, of_type)
    when operator = 'gte' then format('%s >= %L::%s', operand, plain, of_type)
    when operator = 'lt' then format('%s < %L::%s', operand, plain, of_type)
    when operator = 'lte' then format('%s <= %L::%s', operand, plain, of_type)
    when operator = 'null' then operand || ' is null'
    when operator = 'nnull' then operand || ' is not null'
    when operator = 'in' then
      case when has_null then format('(%s = any (%L::%s) or %1$s is null)', operand, many, array_type) else format('%s = any (%L::%s)', operand, many, array_type) end
    when operator = 'nin' then
      case when has_null then format('(%s <> all (%L::%s) and %1$s is not null)', operand, many, array_type)
        when many = '{}' then 'true'
        else format('(%s <> all (%L::%s) or %1$s is null)', operand, many, array_type) end
    when operator in ('ina', 'nina') and many = '{}' then 'true'
    when operator = 'ina' then format('%s @> %L::%s', operand, many, of_type)
    when operator = 'nina' then format('(not %s @> %L::%s or %1$s is null)', operand, many, of_type)
    when operator = 'between' then coalesce('(' || array_to_string(parts, ' and ') || ')', 'true')
    when operator = 'nbetween' then coalesce(format('(%s or %s is null)', array_to_string(parts, ' or '), operand), 'true')
    else coalesce(private.pattern_condition(operand, operator, plain), private.unknown_operator(operator))
  end;
end
$$;

comment on function private.filter_condition(text, jsonb, jsonb, text, integer) is 'A filter of the console as an SQL condition, values quoted.';

create or replace function public.list_sums(target text, filters jsonb, columns text[], currency text default null, relations jsonb default '{}') returns jsonb
language plpgsql stable security invoker set search_path = '' set statement_timeout = '8s' as $$
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
$$;
comment on function public.list_sums(text, jsonb, text[], text, jsonb) is
  'The sums of a list''s columns for its filters, in all and by the currency that a column names; amounts only by currency: {"count", "sums": {column: text}, "currencies": [{"currency", "count", "sums"}]}.';

revoke all on function private.filter_condition(text, jsonb, jsonb, text, integer), public.list_sums(text, jsonb, text[], text, jsonb)
  from public, anon, authenticated, service_role;
-- They run with the caller's rights, so the caller must be able to call the part.
grant execute on function private.filter_condition(text, jsonb, jsonb, text, integer), public.list_sums(text, jsonb, text[], text, jsonb) to authenticated;
