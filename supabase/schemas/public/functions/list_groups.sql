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
$function$;

comment on function public.list_groups(target text, filters jsonb, field text, relations jsonb, most integer) is 'How many of a list''s rows have each value of a column, for its filters, the most frequent first: {"count", "groups", "values": [{"value", "count"}]}.';

grant execute on function public.list_groups(target text, filters jsonb, field text, relations jsonb, most integer) to authenticated;
