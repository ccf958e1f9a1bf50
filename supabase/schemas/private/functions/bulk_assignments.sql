-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bulk_assignments(target text, changes jsonb, key_column text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  unknown text;
  result text[];
begin
  select string_agg(c.name, ', ') into unknown
  from jsonb_object_keys(changes) c (name)
  where ltrim(c.name, '+-') in (key_column, 'created_at', 'updated_at')
    or not exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = ltrim(c.name, '+-')
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
        and (c.name !~ '^[+-]' or a.atttypid = 'text[]'::regtype)
    );
  if unknown is not null then
    raise exception 'These cannot be changed together: %.', unknown using errcode = '22023';
  end if;
  select array[string_agg(format('%I = %s', s.name, s.new), ', '), string_agg(format('t.%I is distinct from %s', s.name, s.new), ' or ')] into result
  from (
    select ltrim(c.name, '+-') as name, case left(c.name, 1)
      when '+' then format('coalesce(t.%I, ''{}'') || array(select e from jsonb_array_elements_text($2 -> %L) e where e <> all (coalesce(t.%1$I, ''{}'')))', ltrim(c.name, '+'), c.name)
      when '-' then format('array(select e from unnest(t.%I) with ordinality u (e, at) where not ($2 -> %L) ? e order by at)', ltrim(c.name, '-'), c.name)
      else format('n.%I', c.name) end as new
    from jsonb_object_keys(changes) c (name)
  ) s;
  if result[1] is null then
    raise exception 'Nothing to change was named.' using errcode = '22023';
  end if;
  return result;
end
$function$;

grant execute on function private.bulk_assignments(target text, changes jsonb, key_column text) to authenticated;
