-- 030 restore_values
-- 029 made private.check_changes answer more than its text, which restore_record (026) builds its statement of: each has
-- a function of its own now.

drop function if exists private.check_changes(text, jsonb, text);

-- What a bulk change sets, as {assignments, whether anything differs}. Refused altogether: the key, and what the database
-- keeps itself. "+tags" and "-tags" add to and take from a list of texts.
create or replace function private.bulk_assignments(target text, changes jsonb, key_column text) returns text[]
language plpgsql stable set search_path = '' as $$
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
$$;

create or replace function private.check_changes(target text, changes jsonb, key_column text) returns text
language sql stable set search_path = '' as $$
  select (private.bulk_assignments(target, changes, key_column))[1]
$$;

create or replace function public.bulk_change(
  target text, filters jsonb, changes jsonb, expected bigint, relations jsonb default '{}', reason text default null,
  operation uuid default gen_random_uuid()
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' set lock_timeout = '10s' as $$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  setting text[];
  keys text[];
  same text[];
  barred jsonb := '[]';
begin
  if outcome is not null then
    return outcome;
  end if;
  key_column := private.bulk_key(target);
  setting := private.bulk_assignments(target, changes, key_column);
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  -- What is so already stays as it is, without a new version.
  execute format(
    'select coalesce(array_agg(t.%1$I::text), ''{}'') from public.%2$I t, jsonb_populate_record(null::public.%2$I, $2) n where %3$s and not (%4$s)',
    key_column, target, private.is_key(target, key_column), setting[2]) into same using keys, changes;
  if same <> '{}' then
    keys := array(select unnest(keys) except select unnest(same) order by 1);
  end if;
  -- What the states' rules forbid is known beforehand: trying each of thousands would take minutes.
  if changes ? 'state' then
    execute format(
      'select coalesce(jsonb_agg(jsonb_build_object(''ids'', b.ids, ''code'', ''23514'',
         ''reason'', format(''What is %%s cannot become %%s.'', replace(b.state, ''_'', '' ''), replace($2 ->> ''state'', ''_'', '' ''))) order by b.state), ''[]'')
       from (
         select t.state, array_agg(t.%1$I::text order by t.%1$I) as ids from public.%2$I t
         where %3$s and exists (select from public.state_transitions s where s.table_name = %2$L)
           and not exists (select from public.state_transitions s where s.table_name = %2$L and s.from_state = t.state and s.to_state = $2 ->> ''state'')
         group by t.state
       ) b',
      key_column, target, private.is_key(target, key_column)) into barred using keys, changes;
    keys := array(select unnest(keys) except select jsonb_array_elements_text(b -> 'ids') from jsonb_array_elements(barred) b order by 1);
  end if;
  outcome := private.bulk_run(format(
    'with done as (update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $2) n where %3$s returning t.%4$I::text as key)
     select coalesce(array_agg(key), ''{}'') from done',
    target, setting[1], private.is_key(target, key_column), key_column), keys, changes, 'Your role does not allow this change.');
  return private.end_operation(operation, target, outcome || jsonb_build_object('unchanged', cardinality(same), 'refused', barred || (outcome -> 'refused')));
end
$$;

revoke all on function private.bulk_assignments(text, jsonb, text), private.check_changes(text, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function private.bulk_assignments(text, jsonb, text), private.check_changes(text, jsonb, text) to authenticated;
