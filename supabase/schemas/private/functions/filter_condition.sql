-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.filter_condition(target text, filter jsonb, relations jsonb DEFAULT '{}'::jsonb, source text DEFAULT 't'::text, depth integer DEFAULT 0)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
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
  if operator ~ '(contains|startswith|endswith)s?$' and of_type not in ('text', 'character varying', 'name') then
    raise exception 'The column "%" holds no text to search in.', column_name using errcode = '22023';
  elsif operator in ('ina', 'nina') and of_type !~ '(\[\]|^jsonb)$' or operator in ('in', 'nin') and of_type like '%[]' then
    raise exception 'The column "%" holds % value, so "%" says nothing of it.', column_name, case when of_type like '%[]' then 'more than one' else 'one' end, operator using errcode = '22023';
  elsif operator in ('eq', 'eqs', 'ne', 'nes', 'gt', 'gte', 'lt', 'lte') and plain is not null then
    perform private.check_reads(plain, of_type, column_name);
  elsif operator in ('in', 'nin') then
    perform private.check_reads(many::text, array_type, column_name);
  elsif operator in ('ina', 'nina') then
    perform private.check_reads(many::text, of_type, column_name);
  elsif operator in ('between', 'nbetween') then
    perform private.check_reads(b.bound, of_type, column_name) from (values (value ->> 0), (value ->> 1)) b (bound) where b.bound <> '';
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
$function$;

comment on function private.filter_condition(target text, filter jsonb, relations jsonb, source text, depth integer) is 'A filter of the console as an SQL condition, values quoted.';

grant execute on function private.filter_condition(target text, filter jsonb, relations jsonb, source text, depth integer) to authenticated;
