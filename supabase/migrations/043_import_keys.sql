-- 043 import keys
-- A file's check says what its writing does: keys are read the same way in both, a row that the database refuses is one
-- bad row, and who may not be mailed is named. And a hundredth import on one connection is as quick as the first.

-- The text of a key column as the table keeps it: an address in its bare form, all else in lower case without what nobody sees.
create or replace function private.import_text(column_name text, written text) returns text
language sql immutable security definer set search_path = '' as $$
  select nullif(coalesce(case when column_name = 'email' then private.mail_address(written) end,
    private.lower_case(private.visible_text(written))), '')
$$;
comment on function private.import_text(text, text) is 'A key of an imported row as its table keeps it; null where the cell is empty.';
revoke all on function private.import_text(text, text) from public, anon, authenticated, service_role;
grant execute on function private.import_text(text, text) to authenticated;

create or replace function private.import_key(columns text[], data jsonb) returns text
language sql immutable set search_path = '' as $$
  -- A long key, which can only be refused, is none for an index.
  select case when bool_and(part is not null) then left(string_agg(part, E'\x1f' order by n), 600) end
  from (select private.import_text(c.name, data ->> c.name) as part, c.n from unnest(columns) with ordinality c (name, n)) parts
$$;
comment on function private.import_key(text[], jsonb) is 'The natural key of a row out of a file: two rows with the same one are the same record.';

create or replace function private.import_match(columns text[]) returns text
language sql immutable set search_path = '' as $$
  select string_agg(format('t.%I = private.import_text(%L, r.data ->> %L)', c, c, c), ' and ') from unnest(columns) c
$$;
comment on function private.import_match(text[]) is 'A condition: the record “t” is the one that the row “r” names by its key.';

alter table public.import_rows add column if not exists suppressed boolean not null default false;
comment on column public.import_rows.suppressed is 'Whether the person may not be mailed, as the check found.';

create or replace function private.import_suppressed(target text, data jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select target = 'leads' and private.may_import(target) and coalesce(data ->> 'email', '') <> '' and private.is_suppressed(data ->> 'email')
$$;
comment on function private.import_suppressed(text, jsonb) is 'Whether the person in an imported row may not be mailed, for those who import such rows.';
revoke all on function private.import_suppressed(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function private.import_suppressed(text, jsonb) to authenticated;

-- As in 027, but that keys are laid down as the table keeps them.
create or replace function public.import_load(import_id uuid, rows jsonb) returns integer
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
begin
  perform private.import_open(job);
  insert into public.import_rows (import_id, row_number, data, key)
  select job.id, (r ->> 'n')::integer,
    (r -> 'v') || coalesce((select jsonb_object_agg(k, private.import_text(k, r -> 'v' ->> k)) from unnest(rule.key) k where r -> 'v' ? k), '{}'),
    private.import_key(rule.key, r -> 'v')
  from jsonb_array_elements(rows) r
  on conflict do nothing;
  return jsonb_array_length(rows);
end
$$;

-- As in 027, with those who may not be mailed.
create or replace function private.import_tally(import_id uuid, from_row integer, to_row integer) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'counts', coalesce((select jsonb_object_agg(c.outcome, c.n) from (
      select r.outcome, count(*) as n from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row and r.outcome is not null group by 1) c), '{}'),
    'suppressed', coalesce((select jsonb_agg(jsonb_build_object('row', r.row_number, 'name', coalesce(r.data ->> 'full_name', r.key)) order by r.row_number)
      from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row and r.suppressed), '[]'),
    'notes', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'row', r.row_number, 'outcome', r.outcome, 'twin', r.twin, 'reason', r.reason)) order by r.row_number)
      from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row
        and (r.outcome not in ('new', 'created', 'updated') or r.reason is not null)), '[]'))
$$;
comment on function private.import_tally(uuid, integer, integer) is
  'What came of the rows of a range: {"counts", "suppressed": [{"row", "name"}], "notes"}.';

do $$
begin
  -- A value too large for an index is a bad row as well.
  execute replace(pg_catalog.pg_get_functiondef('private.import_attempt(text, uuid, integer[], boolean)'::regprocedure),
    'or raise_exception or insufficient_privilege then', 'or raise_exception or insufficient_privilege or program_limit_exceeded then');
  if pg_catalog.pg_get_functiondef('public.import_check(uuid, integer, integer)'::regprocedure) not like '%import_suppressed%' then
    execute replace(pg_catalog.pg_get_functiondef('public.import_check(uuid, integer, integer)'::regprocedure),
      '  return private.import_tally(', '  update public.import_rows r set suppressed = private.import_suppressed(job.table_name, r.data)
  where r.import_id = job.id and r.row_number between from_row and to_row and r.outcome in (''new'', ''duplicate'');
  return private.import_tally(');
  end if;
end
$$;

-- After the fifth call on a connection a plan for any import at all would be kept: a hundred times slower.
alter function public.import_load(uuid, jsonb) set plan_cache_mode = force_custom_plan;
alter function public.import_check(uuid, integer, integer) set plan_cache_mode = force_custom_plan;
alter function public.import_write(uuid, text, integer, integer, boolean) set plan_cache_mode = force_custom_plan;
alter function public.import_finish(uuid) set plan_cache_mode = force_custom_plan;
