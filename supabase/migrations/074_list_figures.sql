-- 070 list_figures
-- What a list comes to: the sums of its columns, and how many rows each of a column's values has, for what is filtered.
-- Both take the filters that bulk operations take, so that a figure and its rows are the same question.

-- What may be summed, and what rows may be grouped by.
create or replace function private.figure_condition(target text, filters jsonb, relations jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.bulk_key(target);
  if jsonb_typeof(filters) is distinct from 'array' then
    raise exception 'Filters are a list.' using errcode = '22023';
  end if;
  return private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), coalesce(relations, '{}'));
end
$$;
comment on function private.figure_condition(text, jsonb, jsonb) is 'The filters of a list as an SQL condition, for figures about its rows.';

-- Replaced by list_sums, which sums whatever a list shows.
drop function if exists public.money_sums(text, jsonb, text[], jsonb);

create or replace function public.list_sums(target text, filters jsonb, columns text[], currency text default null, relations jsonb default '{}') returns jsonb
language plpgsql stable security invoker set search_path = '' set statement_timeout = '8s' as $$
declare
  condition text := private.figure_condition(target, filters, relations);
  name text;
  parts text[] := '{}';
  answer jsonb;
begin
  if coalesce(cardinality(columns), 0) not between 1 and 20 then
    raise exception 'Say which columns are to be summed, at most twenty.' using errcode = '22023';
  end if;
  foreach name in array columns loop
    if private.type_of_column(target, name) in ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype, 'numeric'::regtype, 'real'::regtype, 'double precision'::regtype) then
      -- As text: a sum may be larger than a browser's numbers.
      parts := parts || format('%L, coalesce(sum(t.%I), 0)::text', name, name);
    else
      raise exception 'There is no figure "%" here.', coalesce(left(name, 100), '') using errcode = '22023';
    end if;
  end loop;
  if currency is not null and private.type_of_column(target, currency) is distinct from 'text'::regtype then
    raise exception 'There is no currency "%" here.', left(currency, 100) using errcode = '22023';
  end if;
  execute format(
    'select jsonb_build_object(
       ''count'', max(f.count) filter (where f.whole),
       ''sums'', jsonb_agg(f.sums) filter (where f.whole) -> 0,
       ''currencies'', coalesce(jsonb_agg(jsonb_build_object(''currency'', f.currency, ''count'', f.count, ''sums'', f.sums) order by f.currency) filter (where not f.whole), ''[]''))
     from (select %s as currency, %s as whole, count(*) as count, jsonb_build_object(%s) as sums from public.%I t where %s group by %s) f',
    case when currency is null then 'null::text' else format('t.%I', currency) end,
    case when currency is null then 'true' else format('grouping(t.%I) = 1', currency) end,
    array_to_string(parts, ', '), target, condition,
    case when currency is null then '()' else format('grouping sets ((), (t.%I))', currency) end) into answer;
  return answer;
end
$$;
comment on function public.list_sums(text, jsonb, text[], text, jsonb) is
  'The sums of a list''s columns for its filters, in all and by the currency that a column names: {"count", "sums": {column: text}, "currencies": [{"currency", "count", "sums"}]}.';

create or replace function public.list_groups(target text, filters jsonb, field text, relations jsonb default '{}', most integer default 50) returns jsonb
language plpgsql stable security invoker set search_path = '' set statement_timeout = '8s' as $$
declare
  condition text := private.figure_condition(target, filters, relations);
  answer jsonb;
begin
  if private.type_of_column(target, field) in ('text'::regtype, 'boolean'::regtype, 'uuid'::regtype, 'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) then
    execute format(
      'select jsonb_build_object(''count'', coalesce(sum(g.count), 0), ''groups'', count(*),
         ''values'', coalesce(jsonb_agg(jsonb_build_object(''value'', g.value, ''count'', g.count) order by g.nth) filter (where g.nth <= $1), ''[]''))
       from (select t.%1$I as value, count(*) as count, row_number() over (order by count(*) desc, t.%1$I) as nth from public.%2$I t where %3$s group by t.%1$I) g',
      field, target, condition) into answer using least(greatest(coalesce(most, 50), 1), 200);
    return answer;
  end if;
  raise exception 'Rows cannot be grouped by "%".', coalesce(left(field, 100), '') using errcode = '22023';
end
$$;
comment on function public.list_groups(text, jsonb, text, jsonb, integer) is
  'How many of a list''s rows have each value of a column, for its filters, the most frequent first: {"count", "groups", "values": [{"value", "count"}]}.';

revoke all on function private.figure_condition(text, jsonb, jsonb), public.list_sums(text, jsonb, text[], text, jsonb), public.list_groups(text, jsonb, text, jsonb, integer)
  from public, anon, authenticated, service_role;
-- They run with the caller's rights, so the caller must be able to call the part.
grant execute on function private.figure_condition(text, jsonb, jsonb), public.list_sums(text, jsonb, text[], text, jsonb), public.list_groups(text, jsonb, text, jsonb, integer)
  to authenticated;
