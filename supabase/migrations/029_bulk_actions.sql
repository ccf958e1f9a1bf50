-- 029 bulk_actions
-- What 021 began, made to hold with every filter a list can have and with 50,000 records: filters mean in bulk exactly
-- what they mean to a list; refusals do not slow the rest down; an operation bears an id made by who asks for it, so
-- that it is never done twice and its outcome can be asked for when the answer was lost; and any function of the
-- database that decides on one record can be called for many.

-- The parts of 021 that take more now.
drop function if exists private.filter_condition(text, jsonb, jsonb);
drop function if exists private.bulk_lock(text, jsonb, jsonb, bigint, text);
drop function if exists private.bulk_run(text, text, text[], text, jsonb);
drop function if exists private.check_changes(text, jsonb, text);
drop function if exists private.text_array(jsonb);
drop function if exists public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text);
drop function if exists public.bulk_delete(text, jsonb, bigint, jsonb, text);
drop function if exists public.bulk_undo(uuid);

-- ---------------------------------------------------------------------------------------
-- Filters

-- The type of a column by its full name and without its length, as PostgREST compares with it; null where there is none.
create or replace function private.type_of_column(target text, field text) returns regtype
language sql stable set search_path = '' as $$
  select a.atttypid::regtype
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = field and a.attnum > 0 and not a.attisdropped
$$;

-- A pattern for `ilike` or `like` out of a Refine operator such as `nstartswiths`; null where it is none.
create or replace function private.pattern_condition(operand text, operator text, plain text) returns text
language sql immutable set search_path = '' as $$
  select case when m.part[1] = 'n' then format('(not %s %s %L or %1$s is null)', operand, m.verb, m.pattern)
    else format('%s %s %L', operand, m.verb, m.pattern) end
  from (
    select p.part, case p.part[3] when 's' then 'like' else 'ilike' end as verb,
      case p.part[2] when 'startswith' then '' else '%' end
        || regexp_replace(coalesce(plain, ''), '([\\%_])', '\\\1', 'g')
        || case p.part[2] when 'endswith' then '' else '%' end as pattern
    from regexp_match(operator, '^(n?)(contains|startswith|endswith)(s?)$') p (part)
    where p.part is not null
  ) m
$$;

-- The filters of the console as a condition in SQL on the row `source`, each meaning what it means to a list
-- (src/supabase/filters.ts). Their form is Refine's: {"field", "operator", "value"}, or {"operator": "and" | "or",
-- "value": [filters]}. A field may end in a JSON path, "config->>depth". One of another table, "lead.search", is looked up
-- through the foreign key that `relations` names: {"lead": {"column": "lead_id", "table": "leads", "key": "id"}}.
-- "Is not" keeps rows without a value, as people expect; a group without a part holds always.
create or replace function private.filter_condition(target text, filter jsonb, relations jsonb default '{}', source text default 't') returns text
language plpgsql stable set search_path = '' as $$
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
  if operator in ('and', 'or') then
    select array_agg(private.filter_condition(target, part, relations, source)) into parts from jsonb_array_elements(value) part;
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
      private.filter_condition(relation ->> 'table', filter || jsonb_build_object('field', substr(field, strpos(field, '.') + 1)), '{}', 'r'));
  end if;

  column_name := split_part(field, '->', 1);
  of_type := private.type_of_column(target, column_name);
  if of_type is null then
    raise exception 'There is no column "%" to filter by.', column_name using errcode = '22023';
  end if;
  operand := format('%I.%I', source, column_name);
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

-- ---------------------------------------------------------------------------------------
-- Operations

-- What became of each: written in the transaction that did it. Without an outcome: given up before it began.
create table if not exists private.bulk_operations (
  id uuid primary key,
  actor_id uuid,
  at timestamptz not null default clock_timestamp(),
  target text,
  outcome jsonb
);
create index if not exists bulk_operations_at_idx on private.bulk_operations (at);
alter table private.bulk_operations enable row level security;
revoke all on private.bulk_operations from anon, authenticated, service_role;

-- Holds the operation's id to the end of the transaction and returns its outcome if it was done before.
create or replace function private.begin_operation(operation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done private.bulk_operations;
begin
  if not private.is_staff() then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(operation::text, 0));
  select * into done from private.bulk_operations o where o.id = operation;
  if not found then
    return null;
  elsif done.actor_id is distinct from auth.uid() then
    raise exception 'This operation is somebody else''s.' using errcode = '42501';
  elsif done.outcome is null then
    raise exception 'This was given up before it began. Nothing was changed.' using errcode = 'PT409';
  end if;
  return done.outcome;
end
$$;

create or replace function private.end_operation(operation uuid, target text, outcome jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.bulk_operations o where o.at < now() - interval '90 days';
  insert into private.bulk_operations (id, actor_id, target, outcome)
  values (operation, auth.uid(), target, outcome || jsonb_build_object('operation_id', operation))
  returning bulk_operations.outcome into outcome;
  return outcome;
end
$$;

create or replace function private.operation_target(operation uuid) returns text
language sql stable security definer set search_path = '' as $$
  select o.target from private.bulk_operations o where o.id = operation and o.actor_id = auth.uid()
$$;

create or replace function private.settle_operation(operation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done private.bulk_operations;
begin
  if not private.is_staff() then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  elsif not pg_try_advisory_xact_lock(hashtextextended(operation::text, 0)) then
    return '{"status": "running"}';
  end if;
  select * into done from private.bulk_operations o where o.id = operation;
  if not found then
    insert into private.bulk_operations (id, actor_id) values (operation, auth.uid());
  elsif done.actor_id is distinct from auth.uid() then
    raise exception 'This operation is somebody else''s.' using errcode = '42501';
  elsif done.outcome is not null then
    return done.outcome || '{"status": "done"}';
  end if;
  return '{"status": "none"}';
end
$$;

create or replace function public.bulk_outcome(operation uuid) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.settle_operation(operation)
$$;
comment on function public.bulk_outcome(uuid) is
  'What became of a bulk operation whose answer was lost: {"status": "done", …its answer}, "running", or "none"; then it can never begin any more.';

-- ---------------------------------------------------------------------------------------
-- Acting on many

-- The keys of all rows that match and may be changed, locked if they are to be; raises 409 unless they are as many as expected.
create or replace function private.bulk_lock(target text, filters jsonb, relations jsonb, expected bigint, key_column text, locking boolean) returns text[]
language plpgsql set search_path = '' as $$
declare
  keys text[];
  visible bigint;
  condition text := private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations);
begin
  execute format(
    'select coalesce(array_agg(key), ''{}'') from (select t.%I::text as key from public.%I t where %s order by t.%1$I %4$s) l',
    key_column, target, condition, case when locking then 'for no key update' else '' end) into keys;
  if cardinality(keys) = expected then
    return keys;
  end if;
  execute format('select count(*) from public.%I t where %s', target, condition) into visible;
  if visible <> expected then
    raise exception 'You confirmed % records, but % match now. Nothing was changed.', expected, visible
      using errcode = 'PT409', hint = 'Look at the list again and repeat what you meant.';
  end if;
  raise exception 'Your role does not allow this on all % records. Nothing was changed.', expected using errcode = '42501';
end
$$;

-- Runs a statement over the keys: as many at once as go through together, fewer where some are refused, down to the single
-- row. The statement takes the keys as $1 and `changes` as $2, and returns the keys that it did.
create or replace function private.bulk_run(statement text, keys text[], changes jsonb, left_out text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  total int := cardinality(keys);
  first int := 1;
  size int := greatest(total, 1);
  batch text[];
  done text[];
  changed bigint := 0;
  refused text[] := '{}';
  reasons jsonb[] := '{}';
  code text;
  message text;
  detail text;
begin
  while first <= total loop
    batch := keys[first : first + size - 1];
    begin
      execute statement into done using batch, changes;
      changed := changed + cardinality(done);
      if cardinality(done) < cardinality(batch) then
        select refused || array_agg(k), reasons || array_agg(jsonb_build_object('reason', left_out)) into refused, reasons
        from (select unnest(batch) except select unnest(done)) missing (k);
      end if;
      first := first + size;
      size := size * 2;
    exception
      when integrity_constraint_violation or raise_exception or insufficient_privilege or invalid_parameter_value
        or no_data_found or sqlstate 'PT409' then
        if cardinality(batch) = 1 then
          get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail;
          refused := refused || batch;
          reasons := reasons || jsonb_build_object('reason', message, 'code', code, 'details', detail);
          first := first + 1;
        end if;
        size := greatest(cardinality(batch) / 4, 1);
    end;
  end loop;
  return jsonb_build_object('changed', changed, 'refused', (
    select coalesce(jsonb_agg(g.body || jsonb_build_object('ids', g.ids) order by cardinality(g.ids) desc, g.body ->> 'reason'), '[]')
    from (
      -- One entry a reason; the details of the first may name its key.
      select (array_agg(r.body))[1] as body, array_agg(r.id) as ids
      from unnest(refused, reasons) r (id, body) group by r.body ->> 'reason', r.body ->> 'code'
    ) g));
end
$$;

-- What a bulk change sets, as {assignments, whether anything differs}. Refused altogether: the key, and what the database
-- keeps itself. "+tags" and "-tags" add to and take from a list of texts.
create or replace function private.check_changes(target text, changes jsonb, key_column text) returns text[]
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

-- The condition that a row is one of the keys in $1, in a form that finds them by the index.
create or replace function private.is_key(target text, key_column text) returns text
language sql stable set search_path = '' as $$
  select format('t.%I = any ($1::%s[])', key_column, private.type_of_column(target, key_column))
$$;

create or replace function public.bulk_preview(target text, filters jsonb, relations jsonb default '{}', field text default null) returns jsonb
language plpgsql stable security invoker set search_path = '' set statement_timeout = '60s' as $$
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
$$;
comment on function public.bulk_preview(text, jsonb, jsonb, text) is
  'How many rows match, exactly, and the values that a column has among them, the most frequent first: {"count": n, "values": [{"value", "count"}]}.';

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
  setting := private.check_changes(target, changes, key_column);
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
comment on function public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text, uuid) is
  'Sets the same values on every row that matches. Answers {"changed": n, "unchanged": n, "refused": [{"reason", "code", "details", "ids"}], "operation_id"}; asked again with the same operation, the same answer.';

create or replace function public.bulk_delete(
  target text, filters jsonb, expected bigint, relations jsonb default '{}', reason text default null,
  operation uuid default gen_random_uuid()
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' set lock_timeout = '10s' as $$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  keys text[];
begin
  if outcome is not null then
    return outcome;
  end if;
  key_column := private.bulk_key(target);
  -- Not locked, since who may delete need not be one who may change: a row must still match when its turn comes.
  keys := private.bulk_lock(target, filters, relations, expected, key_column, false);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  outcome := private.bulk_run(format(
    'with done as (delete from public.%1$I t where %2$s and %3$s and $2 is null returning t.%4$I::text as key)
     select coalesce(array_agg(key), ''{}'') from done',
    target, private.is_key(target, key_column), private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations), key_column),
    keys, null, 'It was changed meanwhile, or your role does not allow this.');
  return private.end_operation(operation, target, outcome);
end
$$;
comment on function public.bulk_delete(text, jsonb, bigint, jsonb, text, uuid) is
  'Deletes every row that matches. Answers as bulk_change does.';

create or replace function public.bulk_call(
  target text, filters jsonb, procedure text, key_argument text, arguments jsonb, expected bigint, relations jsonb default '{}', reason text default null,
  operation uuid default gen_random_uuid()
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' set lock_timeout = '10s' as $$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  keys text[];
  given text;
begin
  if outcome is not null then
    return outcome;
  end if;
  key_column := private.bulk_key(target);
  -- A function that takes a reason writes it itself.
  arguments := jsonb_strip_nulls(jsonb_build_object('reason', reason)) || arguments;
  select string_agg(format(case a.name when key_argument then '%I => k.key::%s' else '%I => ($2 ->> %3$L)::%2$s' end, a.name, a.type::regtype, a.name), ', ')
    into given
  from pg_catalog.pg_proc p, unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) a (name, type)
  where p.pronamespace = 'public'::regnamespace and p.proname = procedure and p.proname not like 'bulk\_%' and p.prokind = 'f'
    and p.provolatile = 'v' and key_argument = any (p.proargnames) and (a.name = key_argument or arguments ? a.name)
  group by p.oid;
  if given is null then
    raise exception 'There is no function "%" to call for each record.', procedure using errcode = '22023';
  end if;
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  outcome := private.bulk_run(format(
    'select coalesce(array_agg(c.key), ''{}'') from (select k.key, public.%I(%s) from unnest($1) k (key)) c', procedure, given),
    keys, arguments, '');
  return private.end_operation(operation, target, outcome);
end
$$;
comment on function public.bulk_call(text, jsonb, text, text, jsonb, bigint, jsonb, text, uuid) is
  'Calls a function that decides on one record for every row that matches: `key_argument` gets the key, the others what `arguments` says. Answers as bulk_change does.';

-- Takes a bulk change back: each record that still is as the change left it gets its values of before. One that was
-- changed since keeps what it is now, and is named. What triggers did to other tables has rules of its own and stays.
create or replace function public.bulk_undo(operation uuid, undo uuid default gen_random_uuid()) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' set lock_timeout = '10s' as $$
declare
  outcome jsonb := private.begin_operation(undo);
  meant text := private.operation_target(operation);
  shape record;
  part jsonb;
  done bigint := 0;
  refused jsonb := '[]';
begin
  if outcome is not null then
    return outcome;
  end if;
  -- The name that these changes go by.
  perform set_config('app.operation', undo::text, true), set_config('app.reason', 'Undo of a bulk change', true);
  for shape in
    select r.table_name, r.columns, array_agg(r.record_id order by r.record_id) as keys, private.bulk_key(r.table_name) as key_column
    from (
      select a.table_name, a.record_id, array_agg(distinct c.name order by c.name) as columns, min(a.before ->> 'state') as state
      from public.audit_log a, jsonb_object_keys(a.after) c (name)
      where a.operation_id = operation and a.action = 'update' and a.actor_id = auth.uid() and a.table_name = coalesce(meant, a.table_name)
      group by a.table_name, a.record_id
    ) r
    -- By state, so that those which may not go back to it do not hold up the others.
    group by r.table_name, r.columns, r.state
  loop
    -- The operation as text, so that a few records are found by their own history and not among all of the operation.
    part := private.bulk_run(format(
      'with was as (
         select a.record_id, jsonb_object_agg(c.name, a.before -> c.name order by a.id desc) as before, jsonb_object_agg(c.name, a.after -> c.name order by a.id) as after
         from public.audit_log a, jsonb_object_keys(a.after) c (name)
         where a.table_name = %1$L and a.record_id = any ($1) and a.operation_id::text = $2 ->> 0 and a.action = ''update''
         group by a.record_id
       ), done as (
         update public.%1$I t set %2$s
         from was, jsonb_populate_record(null::public.%1$I, was.before) b, jsonb_populate_record(null::public.%1$I, was.after) w
         where t.%3$I = was.record_id::%4$s and %5$s
         returning t.%3$I::text as key
       ) select coalesce(array_agg(key), ''{}'') from done',
      shape.table_name,
      (select string_agg(format('%I = b.%1$I', name), ', ') from unnest(shape.columns) name),
      shape.key_column, private.type_of_column(shape.table_name, shape.key_column),
      (select string_agg(format('t.%I is not distinct from w.%1$I', name), ' and ') from unnest(shape.columns) name)),
      shape.keys, jsonb_build_array(operation), 'It was changed since, or is gone.');
    done := done + (part ->> 'changed')::bigint;
    refused := refused || (part -> 'refused');
  end loop;
  if done = 0 and refused = '[]' then
    raise exception 'There is nothing of yours to undo here.' using errcode = 'P0002';
  end if;
  return private.end_operation(undo, meant, jsonb_build_object('changed', done, 'refused', refused));
end
$$;

-- ---------------------------------------------------------------------------------------
-- Decisions on one record that are made for many as well

create or replace function public.suppress_lead(lead_id uuid, kind text default 'manual', note text default null) returns public.outreach_suppressions
language plpgsql security invoker set search_path = '' as $$
declare
  lead public.leads;
  suppression public.outreach_suppressions;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  select * into lead from public.leads l where l.id = suppress_lead.lead_id;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  elsif lead.email is null then
    raise exception 'There is no email address to suppress.' using errcode = '23514';
  end if;
  -- An earlier reason is never written over: it may weigh more.
  insert into public.outreach_suppressions (email, reason, source, note) values (lead.email, kind, 'lead', suppress_lead.note)
  on conflict (email) do nothing returning * into suppression;
  if not found then
    raise exception 'The address is suppressed already.' using errcode = '23514';
  end if;
  return suppression;
end
$$;
comment on function public.suppress_lead(uuid, text, text) is 'Never mail the address of this lead again; what is under way for it stops.';

revoke all on function
  private.type_of_column(text, text), private.pattern_condition(text, text, text), private.filter_condition(text, jsonb, jsonb, text),
  private.begin_operation(uuid), private.end_operation(uuid, text, jsonb), private.operation_target(uuid), private.settle_operation(uuid),
  private.bulk_lock(text, jsonb, jsonb, bigint, text, boolean), private.bulk_run(text, text[], jsonb, text),
  private.check_changes(text, jsonb, text), private.is_key(text, text),
  public.bulk_outcome(uuid), public.bulk_preview(text, jsonb, jsonb, text), public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text, uuid),
  public.bulk_delete(text, jsonb, bigint, jsonb, text, uuid), public.bulk_call(text, jsonb, text, text, jsonb, bigint, jsonb, text, uuid),
  public.bulk_undo(uuid, uuid), public.suppress_lead(uuid, text, text)
  from public, anon, authenticated, service_role;
-- They run with the caller's rights, so the caller must be able to call the parts.
grant execute on function
  private.type_of_column(text, text), private.pattern_condition(text, text, text), private.filter_condition(text, jsonb, jsonb, text),
  private.begin_operation(uuid), private.end_operation(uuid, text, jsonb), private.operation_target(uuid), private.settle_operation(uuid),
  private.bulk_lock(text, jsonb, jsonb, bigint, text, boolean), private.bulk_run(text, text[], jsonb, text),
  private.check_changes(text, jsonb, text), private.is_key(text, text),
  public.bulk_outcome(uuid), public.bulk_preview(text, jsonb, jsonb, text), public.bulk_change(text, jsonb, jsonb, bigint, jsonb, text, uuid),
  public.bulk_delete(text, jsonb, bigint, jsonb, text, uuid), public.bulk_call(text, jsonb, text, text, jsonb, bigint, jsonb, text, uuid),
  public.bulk_undo(uuid, uuid), public.suppress_lead(uuid, text, text)
  to authenticated;
