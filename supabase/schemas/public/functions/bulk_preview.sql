-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bulk_preview(target text, filters jsonb, relations jsonb DEFAULT '{}'::jsonb, field text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  found bigint;
  list jsonb;
  condition text := private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations);
begin
  perform private.bulk_key(target);
  if field is null then
    execute format('select count(*) from public.%I t where %s', target, condition) into found;
  else
    if private.type_of_column(target, field) is null then
      raise exception 'There is no column "%" here.', field using errcode = '22023';
    end if;
    execute format(
      'select coalesce(sum(g.count), 0), coalesce(jsonb_agg(jsonb_build_object(''value'', g.value, ''count'', g.count) order by g.count desc, g.value) filter (where g.nth <= 20), ''[]'')
       from (select t.%I as value, count(*) as count, row_number() over (order by count(*) desc, t.%1$I) as nth from public.%I t where %s group by t.%1$I) g',
      field, target, condition) into found, list;
  end if;
  return jsonb_build_object('count', found, 'values', list);
end
$function$;

comment on function public.bulk_preview(target text, filters jsonb, relations jsonb, field text) is 'How many rows match, exactly, and the values that a column has among them, the most frequent first: {"count": n, "values": [{"value", "count"}]}.';

grant execute on function public.bulk_preview(target text, filters jsonb, relations jsonb, field text) to authenticated;
