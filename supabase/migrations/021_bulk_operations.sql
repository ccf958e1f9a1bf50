-- 021 bulk_operations
-- Changing, deleting and undoing many records at once: everything that a filter matches, in one transaction, only if
-- it still matches as many as the person was told, one audit row each, and a word on every record that was refused.

-- The filters of the console as a condition in SQL. Their form is Refine's: {"field", "operator", "value"}, or
-- {"operator": "and" | "or", "value": [filters]}. A field of another table, "lead.search", is looked up through the
-- foreign key that `relations` names: {"lead": {"column": "lead_id", "table": "leads", "key": "id"}}.
-- "Is not" keeps rows without a value, as people expect.
create or replace function private.filter_condition(target text, filter jsonb, relations jsonb default '{}') returns text
language plpgsql stable set search_path = '' as $$
declare
  operator text := filter ->> 'operator';
  value jsonb := filter -> 'value';
  field text := filter ->> 'field';
  plain text := filter ->> 'value';
  relation jsonb;
  column_type text;
  operand text;
  parts text[];
begin
  if operator in ('and', 'or') then
    select array_agg(private.filter_condition(target, part, relations)) into parts from jsonb_array_elements(value) part;
    -- Nothing asked by "and" holds always; no choice offered by "or" never does.
    return coalesce('(' || array_to_string(parts, format(' %s ', operator)) || ')', case operator when 'and' then 'true' else 'false' end);
  end if;

  if field like '%.%' then
    relation := relations -> split_part(field, '.', 1);
    if relation is null then
      raise exception 'There is no relation "%" to filter by.', split_part(field, '.', 1) using errcode = '22023';
    end if;
    return format('exists (select from public.%I r where r.%I = t.%I and %s)',
      relation ->> 'table', relation ->> 'key', relation ->> 'column',
      replace(private.filter_condition(relation ->> 'table', filter || jsonb_build_object('field', split_part(field, '.', 2))), 't.', 'r.'));
  end if;

  select pg_catalog.format_type(a.atttypid, a.atttypmod) into column_type
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = field and a.attnum > 0 and not a.attisdropped;
  if column_type is null then
    raise exception 'There is no column "%" to filter by.', field using errcode = '22023';
  end if;
  operand := format('t.%I', field);
  return case operator
    when 'eq' then format('%s = %L::%s', operand, plain, column_type)
    when 'ne' then format('%s is distinct from %L::%s', operand, plain, column_type)
    when 'gt' then format('%s > %L::%s', operand, plain, column_type)
    when 'gte' then format('%s >= %L::%s', operand, plain, column_type)
    when 'lt' then format('%s < %L::%s', operand, plain, column_type)
    when 'lte' then format('%s <= %L::%s', operand, plain, column_type)
    when 'null' then format('%s is null', operand)
    when 'nnull' then format('%s is not null', operand)
    when 'in' then format('%s = any (%L::%s[])', operand, private.text_array(value), column_type)
    when 'nin' then format('(%s <> all (%L::%s[]) or %1$s is null)', operand, private.text_array(value), column_type)
    when 'ina' then format('%s @> %L::%s', operand, private.text_array(value), column_type)
    when 'contains' then format('position(lower(%L) in lower(%s)) > 0', plain, operand)
    when 'ncontains' then format('(position(lower(%L) in lower(%s)) = 0 or %2$s is null)', plain, operand)
    when 'startswith' then format('left(lower(%s), char_length(%L)) = lower(%2$L)', operand, plain)
    else private.unknown_operator(operator)
  end;
end
$$;

create or replace function private.text_array(value jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(element), '{}')::text from jsonb_array_elements_text(value) element
$$;

create or replace function private.unknown_operator(operator text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  raise exception 'There is no comparison "%".', operator using errcode = '22023';
end
$$;

-- A table of public with one key column, by its name. What may be done to its rows is for row security to say.
create or replace function private.bulk_key(target text) returns text
language plpgsql stable set search_path = '' as $$
declare
  key_column text;
begin
  select a.attname into key_column
  from pg_catalog.pg_class c
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and cardinality(k.conkey) = 1
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  where c.oid = to_regclass(format('public.%I', target)) and c.relkind = 'r' and c.relrowsecurity;
  if key_column is null then
    raise exception 'There is no table "%" to change.', target using errcode = '22023';
  end if;
  return key_column;
end
$$;

-- The keys of all rows that match and may be changed, locked; raises 409 unless they are as many as expected.
create or replace function private.bulk_lock(target text, filters jsonb, relations jsonb, expected bigint, key_column text) returns text[]
language plpgsql set search_path = '' as $$
declare
  keys text[];
  visible bigint;
  condition text := private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations);
begin
  execute format('select count(*) from public.%I t where %s', target, condition) into visible;
  if visible <> expected then
    raise exception 'You confirmed % records, but % match now. Nothing was changed.', expected, visible
      using errcode = 'PT409', hint = 'Look at the list again and repeat what you meant.';
  end if;
  execute format(
    'select coalesce(array_agg(key), ''{}'') from (select t.%I::text as key from public.%I t where %s order by t.%1$I for update) l',
    key_column, target, condition) into keys;
  if cardinality(keys) <> expected then
    raise exception 'Your role does not allow this on all % records. Nothing was changed.', expected using errcode = '42501';
  end if;
  return keys;
end
$$;

-- Runs one statement over the locked rows: at once if it can, else row by row, noting which were refused and why.
create or replace function private.bulk_run(target text, key_column text, keys text[], statement text, changes jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  key text;
  done bigint := 0;
  refused jsonb := '[]';
  affected bigint;
  message text;
begin
  begin
    execute statement using keys, changes;
    get diagnostics affected = row_count;
    return jsonb_build_object('changed', affected, 'refused', '[]'::jsonb);
  exception
    when integrity_constraint_violation or raise_exception or insufficient_privilege or invalid_parameter_value then
      null; -- Some rows refuse: find out which.
  end;
  foreach key in array keys loop
    begin
      execute statement using array[key], changes;
      done := done + 1;
    exception
      when integrity_constraint_violation or raise_exception or insufficient_privilege or invalid_parameter_value then
        get stacked diagnostics message = message_text;
        refused := refused || jsonb_build_object('id', key, 'reason', message);
    end;
  end loop;
  return jsonb_build_object('changed', done, 'refused', refused);
end
$$;

-- Refused to people altogether, as a bulk change of the key or of what the database keeps itself would be nonsense.
create or replace function private.check_changes(target text, changes jsonb, key_column text) returns text
language plpgsql stable set search_path = '' as $$
declare
  unknown text;
  assignments text;
begin
  select string_agg(c.name, ', ') into unknown
  from jsonb_object_keys(changes) c (name)
  where c.name in (key_column, 'created_at', 'updated_at')
    or not exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = c.name
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
    );
  if unknown is not null then
    raise exception 'These cannot be changed together: %.', unknown using errcode = '22023';
  end if;
  select string_agg(format('%I = n.%1$I', c.name), ', ') into assignments from jsonb_object_keys(changes) c (name);
  if assignments is null then
    raise exception 'Nothing to change was named.' using errcode = '22023';
  end if;
  return assignments;
end
$$;

create or replace function public.bulk_change(
  target text, filters jsonb, changes jsonb, expected bigint, relations jsonb default '{}', reason text default null
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' as $$
declare
  operation uuid := gen_random_uuid();
  key_column text := private.bulk_key(target);
  assignments text := private.check_changes(target, changes, key_column);
  keys text[] := private.bulk_lock(target, filters, relations, expected, key_column);
begin
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  return private.bulk_run(target, key_column, keys, format(
    'update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $2) n where t.%3$I::text = any ($1)',
    target, assignments, key_column), changes) || jsonb_build_object('operation_id', operation);
end
$$;
comment on function public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text) is
  'Sets the same values on every row that matches. Answers {"changed": n, "refused": [{"id", "reason"}], "operation_id"}.';

create or replace function public.bulk_delete(
  target text, filters jsonb, expected bigint, relations jsonb default '{}', reason text default null
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' as $$
declare
  operation uuid := gen_random_uuid();
  key_column text := private.bulk_key(target);
  keys text[] := private.bulk_lock(target, filters, relations, expected, key_column);
begin
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  return private.bulk_run(target, key_column, keys,
    format('delete from public.%I t where t.%I::text = any ($1) and $2 is null', target, key_column), null)
    || jsonb_build_object('operation_id', operation);
end
$$;

-- Takes a bulk change back: each record that still is as the change left it gets its values of before. One that was
-- changed since keeps what it is now, and is named.
create or replace function public.bulk_undo(operation uuid) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' as $$
declare
  undo uuid := gen_random_uuid();
  entry record;
  done bigint := 0;
  refused jsonb := '[]';
  affected bigint;
  message text;
begin
  perform set_config('app.operation', undo::text, true), set_config('app.reason', 'Undo of a bulk change', true);
  for entry in
    select a.table_name, a.record_id, a.before, a.after, private.bulk_key(a.table_name) as key_column,
      (select string_agg(format('%I = b.%1$I', c.name), ', ') from jsonb_object_keys(a.before) c (name)) as assignments,
      (select string_agg(format('t.%I is not distinct from w.%1$I', c.name), ' and ') from jsonb_object_keys(a.after) c (name)) as unchanged
    from public.audit_log a
    where a.operation_id = operation and a.action = 'update' and a.actor_id = auth.uid()
    order by a.id desc
  loop
    begin
      execute format(
        'update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) b, jsonb_populate_record(null::public.%1$I, $2) w
         where t.%3$I::text = $3 and %4$s',
        entry.table_name, entry.assignments, entry.key_column, entry.unchanged)
        using entry.before, entry.after, entry.record_id;
      get diagnostics affected = row_count;
      if affected = 1 then
        done := done + 1;
      else
        refused := refused || jsonb_build_object('id', entry.record_id, 'reason', 'It was changed since, or is gone.');
      end if;
    exception
      when integrity_constraint_violation or raise_exception or insufficient_privilege then
        get stacked diagnostics message = message_text;
        refused := refused || jsonb_build_object('id', entry.record_id, 'reason', message);
    end;
  end loop;
  if done = 0 and refused = '[]' then
    raise exception 'There is nothing of yours to undo here.' using errcode = 'P0002';
  end if;
  return jsonb_build_object('changed', done, 'refused', refused, 'operation_id', undo);
end
$$;

revoke all on function
  private.filter_condition(text, jsonb, jsonb), private.text_array(jsonb), private.unknown_operator(text), private.bulk_key(text),
  private.bulk_lock(text, jsonb, jsonb, bigint, text), private.bulk_run(text, text, text[], text, jsonb), private.check_changes(text, jsonb, text),
  public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text), public.bulk_delete(text, jsonb, bigint, jsonb, text), public.bulk_undo(uuid)
  from public, anon, authenticated, service_role;
-- They run with the caller's rights, so the caller must be able to call the parts.
grant execute on function
  private.filter_condition(text, jsonb, jsonb), private.text_array(jsonb), private.unknown_operator(text), private.bulk_key(text),
  private.bulk_lock(text, jsonb, jsonb, bigint, text), private.bulk_run(text, text, text[], text, jsonb), private.check_changes(text, jsonb, text),
  public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text), public.bulk_delete(text, jsonb, bigint, jsonb, text), public.bulk_undo(uuid)
  to authenticated;
