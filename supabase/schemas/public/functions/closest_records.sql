-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.closest_records(target text, query text, filters jsonb DEFAULT '[]'::jsonb, relations jsonb DEFAULT '{}'::jsonb, via text DEFAULT NULL::text, how_many integer DEFAULT 8)
 RETURNS TABLE(id text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  searched text := coalesce(relations -> via ->> 'table', target);
  key_column text := private.bulk_key(target);
  matched text := coalesce(relations -> via ->> 'column', key_column);
  key_type text;
begin
  select pg_catalog.format_type(a.atttypid, a.atttypmod) into key_type
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = matched and a.attnum > 0 and not a.attisdropped;
  if key_type is null then
    raise exception 'There is no column "%" to search by.', left(matched, 100) using errcode = '22023';
  end if;
  return query execute format(
    'select t.%1$I::text from unnest($1) with ordinality c (key, place) join public.%2$I t on t.%3$I = c.key::%4$s
     where %5$s order by c.place, t.%1$I limit $2',
    key_column, target, matched, key_type,
    private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', coalesce(filters, '[]')), relations))
    using private.closest_keys(searched, query, 1000), greatest(least(how_many, 50), 0);
end
$function$;

comment on function public.closest_records(target text, query text, filters jsonb, relations jsonb, via text, how_many integer) is 'Keys of the records whose searchable text is most like the query, the closest first.';

grant execute on function public.closest_records(target text, query text, filters jsonb, relations jsonb, via text, how_many integer) to authenticated;
