-- 077 outreach_reasons
-- Why each enrollment of a list waits, as a column that can be filtered by; marks of leads; and pairs of leads
-- that may be one person, or were found not to be.

-- ---------------------------------------------------------------------------------------
-- Why: what the gate says, as one code

create or replace function private.gate_code(e public.sequence_enrollments) returns text
language plpgsql stable security definer set search_path = '' cost 10000 as $$
declare
  gate jsonb;
begin
  if not (select private.has_role('growth')) then
    return null;
  elsif e.state not in ('active', 'paused') then
    return case e.state when 'completed' then 'sent' else 'ended' end;
  end if;
  gate := private.send_gate(e, now());
  return coalesce(gate ->> 'code', gate ->> 'verdict');
end
$$;
create or replace function public.why(enrollment public.sequence_enrollments) returns text
language sql stable security invoker set search_path = '' cost 10000 as $$ select private.gate_code(enrollment) $$;
comment on function public.why(public.sequence_enrollments) is
  'A computed column: what the gate says of the enrollment at this moment, as one word. due where the next claim takes it, not_yet, window, sent and ended; else what stands against it. why_not_sent says it in full.';

create or replace function private.type_of_computed(target text, field text) returns regtype
language sql stable set search_path = '' as $$
  select p.prorettype::regtype
  from pg_catalog.pg_class c join pg_catalog.pg_proc p on p.pronamespace = c.relnamespace and p.proname = field and p.pronargs = 1 and p.proargtypes[0] = c.reltype
  where c.oid = to_regclass(format('public.%I', coalesce(target, '')))
$$;
comment on function private.type_of_computed(text, text) is 'The type of what a function computes of each row of a table, as a column that is not stored.';

create or replace function private.filter_condition(target text, filter jsonb, relations jsonb DEFAULT '{}'::jsonb, source text DEFAULT 't'::text) returns text
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

create or replace function public.list_groups(target text, filters jsonb, field text, relations jsonb default '{}', most integer default 50) returns jsonb
language plpgsql stable security invoker set search_path = '' set statement_timeout = '8s' as $$
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
$$;

-- ---------------------------------------------------------------------------------------
-- Who may be one person

create table if not exists private.not_twins (
  one uuid not null references public.leads (id) on delete cascade,
  other uuid not null references public.leads (id) on delete cascade,
  said_by uuid references public.staff_members (user_id) on delete set null,
  said_at timestamptz not null default now(),
  primary key (one, other),
  check (one < other)
);
comment on table private.not_twins is 'Pairs of leads that look like one person and were found to be two.';
create index if not exists not_twins_other_idx on private.not_twins (other);
create index if not exists not_twins_said_by_idx on private.not_twins (said_by);
alter table private.not_twins enable row level security;
revoke all on private.not_twins from anon, authenticated, service_role;

create index if not exists leads_twin_idx on public.leads (lower(city), left(sort_name, 3));

create or replace function private.twins_of(l public.leads) returns table (id uuid, why text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select t.id, t.why from (
      select o.lead_id as id, case split_part(o.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as why
      from private.lead_keys k join private.lead_keys o on o.key = k.key and o.lead_id <> k.lead_id where k.lead_id = l.id
      union all
      (select x.id, case when x.sort_name = l.sort_name then 'same name' else 'nearly the same name' end || ' and city' from public.leads x
       where x.id <> l.id and lower(x.city) = lower(l.city) and left(x.sort_name, 3) = left(l.sort_name, 3) and char_length(l.sort_name) > 3
         and (x.sort_name = l.sort_name or extensions.similarity(x.sort_name, l.sort_name) > 0.6)
       limit 20)
    ) t
    where not exists (select from private.not_twins n where n.one = least(l.id, t.id) and n.other = greatest(l.id, t.id));
end
$$;
create or replace function private.lead_twins(lead uuid) returns table (id uuid, why text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  return query select t.id, string_agg(distinct t.why, ', ') from public.leads l, private.twins_of(l) t where l.id = lead group by t.id limit 20;
end
$$;

drop function if exists public.twin_pairs(integer);
drop function if exists private.twin_pairs(integer);
create function private.twin_pairs(most integer) returns table (
  a uuid, a_name text, a_contact text, a_state text, b uuid, b_name text, b_contact text, b_state text, why text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  return query
  -- A phone or a name that more than 20 share tells nobody apart; names that begin alike are compared where they are few.
  with pair as (
    select k.lead_id as one, o.lead_id as other, case split_part(g.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as reason
    from (select x.key from private.lead_keys x group by x.key having count(*) between 2 and 20) g
    join private.lead_keys k on k.key = g.key join private.lead_keys o on o.key = g.key and o.lead_id > k.lead_id
    union all
    select x.id, y.id, case when x.sort_name = y.sort_name then 'same name' else 'nearly the same name' end || ' and city'
    from (select lower(l.city) as town, left(l.sort_name, 3) as start from public.leads l where l.city is not null and char_length(l.sort_name) > 3
      group by 1, 2 having count(*) between 2 and 50) g
    join public.leads x on lower(x.city) = g.town and left(x.sort_name, 3) = g.start
    join public.leads y on lower(y.city) = g.town and left(y.sort_name, 3) = g.start and y.id > x.id
    where x.sort_name = y.sort_name or char_length(x.sort_name) > 3 and char_length(y.sort_name) > 3 and extensions.similarity(x.sort_name, y.sort_name) > 0.6
    union all
    select x.id, y.id, 'same name and city'
    from (select lower(l.city) as town, l.sort_name as whole from public.leads l where l.city is not null and char_length(l.sort_name) > 3
      group by 1, 2 having count(*) between 2 and 20) g
    join public.leads x on lower(x.city) = g.town and left(x.sort_name, 3) = left(g.whole, 3) and x.sort_name = g.whole
    join public.leads y on lower(y.city) = g.town and left(y.sort_name, 3) = left(g.whole, 3) and y.sort_name = g.whole and y.id > x.id
  )
  select x.id, x.full_name, concat_ws(' · ', coalesce(x.email, x.phone, x.handle, x.profile_url), x.city), x.state,
    y.id, y.full_name, concat_ws(' · ', coalesce(y.email, y.phone, y.handle, y.profile_url), y.city), y.state, p.reasons
  from (select p.one, p.other, string_agg(distinct p.reason, ', ') as reasons from pair p
    where not exists (select from private.not_twins n where n.one = p.one and n.other = p.other) group by 1, 2) p
  join public.leads x on x.id = p.one join public.leads y on y.id = p.other
  order by p.reasons like '%mailbox%' desc, p.reasons like '%phone%' desc, greatest(x.found_at, y.found_at) desc, x.id, y.id
  limit greatest(0, least(coalesce(most, 50), 200));
end
$$;
create function public.twin_pairs(most integer default 50) returns table (
  a uuid, a_name text, a_contact text, a_state text, b uuid, b_name text, b_contact text, b_state text, why text)
language sql stable security invoker set search_path = '' as $$ select * from private.twin_pairs(most) $$;
comment on function public.twin_pairs(integer) is 'Pairs of leads that may be one person, the surest first, without those of which somebody said that they are two.';

create or replace function private.tell_apart(a uuid, b uuid, apart boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may say who is one person.' using errcode = '42501';
  elsif a = b or (select count(*) from public.leads l where l.id in (a, b)) <> 2 then
    raise exception 'One of these leads does not exist any more.' using errcode = 'P0002';
  elsif coalesce(apart, true) then
    insert into private.not_twins (one, other, said_by) values (least(a, b), greatest(a, b), auth.uid()) on conflict do nothing;
  else
    delete from private.not_twins n where n.one = least(a, b) and n.other = greatest(a, b);
  end if;
end
$$;
create or replace function public.tell_apart(a uuid, b uuid, apart boolean default true) returns void
language sql security invoker set search_path = '' as $$ select private.tell_apart(a, b, apart) $$;
comment on function public.tell_apart(uuid, uuid, boolean) is 'That two leads that look alike are two people, or with apart = false that it is not said any more.';

-- ---------------------------------------------------------------------------------------
-- Marks

create or replace function private.marks_of(l public.leads) returns text[]
language plpgsql stable security definer set search_path = '' cost 10000 as $$
begin
  if not (select private.has_role('growth')) then
    return '{}';
  end if;
  return array_remove(array[
    case when l.consent = 'objected' or private.is_lead_suppressed(l) then 'suppressed' end,
    case when exists (select from private.twins_of(l)) then 'duplicate' end,
    case when l.notice_given_at is null and l.found_at < now() - interval '1 month' then 'notice' end], null);
end
$$;
create or replace function public.lead_marks(ids uuid[]) returns table (id uuid, marks text[])
language sql stable security invoker set search_path = '' as $$
  select m.id, m.marks from (select l.id, private.marks_of(l) as marks from public.leads l where l.id = any (ids[:1000])) m where m.marks <> '{}'
$$;
comment on function public.lead_marks(uuid[]) is
  'Marks of at most 1000 leads: suppressed, duplicate where another lead may be the same person, notice where nobody told them within the month where their data is from (GDPR Art. 14). Leads without any are left out.';

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('private', 'public') and p.proname in ('gate_code', 'why', 'twins_of', 'lead_twins', 'twin_pairs', 'tell_apart', 'marks_of', 'lead_marks', 'type_of_computed')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function private.type_of_computed(text, text), private.gate_code(public.sequence_enrollments), public.why(public.sequence_enrollments), private.marks_of(public.leads), public.lead_marks(uuid[]),
  private.lead_twins(uuid), public.lead_twins(uuid), private.twin_pairs(integer), public.twin_pairs(integer), private.tell_apart(uuid, uuid, boolean), public.tell_apart(uuid, uuid, boolean)
  to authenticated;
