-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.list_groups(target text, filters jsonb, field text, relations jsonb DEFAULT '{}'::jsonb, most integer DEFAULT 50)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET statement_timeout TO '8s'
AS $function$
declare
  condition text := private.figure_condition(target, filters, relations);
  of_type regtype := private.type_of_column(target, field);
  value text := case when of_type is null then format('public.%I(t)', coalesce(field, '')) else format('t.%I', field) end;
  answer jsonb;
begin
  if coalesce(of_type, private.type_of_computed(target, field)) in ('text'::regtype, 'boolean'::regtype, 'uuid'::regtype, 'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) then
    execute format(
      'select jsonb_build_object(''count'', coalesce(sum(g.count), 0), ''groups'', count(*),
         ''values'', coalesce(jsonb_agg(jsonb_build_object(''value'', g.value, ''count'', g.count) order by g.nth) filter (where g.nth <= $1), ''[]''))
       from (select %1$s as value, count(*) as count, row_number() over (order by count(*) desc, %1$s) as nth from public.%2$I t where %3$s group by %1$s) g',
      value, target, condition) into answer using least(greatest(coalesce(most, 50), 1), 200);
    return answer;
  end if;
  raise exception 'Rows cannot be grouped by "%".', coalesce(left(field, 100), '') using errcode = '22023';
end
$function$;

comment on function public.list_groups(target text, filters jsonb, field text, relations jsonb, most integer) is 'How many of a list''s rows have each value of a column, for its filters, the most frequent first: {"count", "groups", "values": [{"value", "count"}]}.';

grant execute on function public.list_groups(target text, filters jsonb, field text, relations jsonb, most integer) to authenticated;
