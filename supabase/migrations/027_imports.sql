-- 027 imports
-- Rows out of a file: laid down apart first, tried one and all against everything the database demands, and only then
-- written; all of them or none, or the good ones. What somebody objected to, no file takes back.

-- Which tables take rows from files: their natural key, which they keep in lower case, and the columns that a file may
-- fill in a new row and in one that is there. Another table joins by a row here and a line in its declaration.
create table if not exists private.import_rules (
  table_name text primary key,
  key text[] not null,
  create_columns text[] not null,
  update_columns text[] not null,
  roles text[] not null
);
alter table private.import_rules enable row level security;
revoke all on private.import_rules from anon, authenticated, service_role;
insert into private.import_rules (table_name, key, create_columns, update_columns, roles) values
  ('leads', '{email}',
    '{full_name,email,phone,handle,profile_url,headline,city,country,interests,tags,score,consent,source_id,owner_id,notes}',
    -- Not its state: what came of a lead is not for a file to say.
    '{full_name,phone,handle,profile_url,headline,city,country,interests,tags,score,consent,source_id,owner_id,notes}', '{growth}'),
  -- Who is suppressed stays so, for the reason given first.
  ('outreach_suppressions', '{email}', '{email,reason,source,note}', '{}', '{growth}'),
  ('lead_sources', '{slug}',
    '{slug,name,kind,url,category,country,language,schedule,quality,requests_per_minute,respects_robots,lawful_basis,notes}',
    '{name,kind,url,category,country,language,schedule,quality,requests_per_minute,respects_robots,lawful_basis,notes}', '{growth}'),
  ('content_articles', '{slug}',
    '{slug,title,topic_id,author_name,summary,body,reading_minutes,tags,featured_until,feed_weight}',
    '{title,topic_id,author_name,summary,body,reading_minutes,tags,featured_until,feed_weight}', '{moderator}')
on conflict (table_name) do update set
  key = excluded.key, create_columns = excluded.create_columns, update_columns = excluded.update_columns, roles = excluded.roles;

-- The rule of a table, for those who may import into it; refuses everybody else.
create or replace function private.import_rule(target text) returns private.import_rules
language plpgsql stable security definer set search_path = '' as $$
declare
  rule private.import_rules;
begin
  select * into rule from private.import_rules r where r.table_name = target;
  if not found then
    raise exception 'There is no import into "%".', target using errcode = '22023';
  elsif not private.has_any_role(rule.roles) then
    raise exception 'Your role does not allow imports here.' using errcode = '42501';
  end if;
  return rule;
end
$$;

create or replace function private.may_import(target text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.import_rules r where r.table_name = target and private.has_any_role(r.roles))
$$;

create table if not exists public.imports (
  id uuid primary key default gen_random_uuid(),
  table_name text not null check (table_name ~ '^[a-z][a-z0-9_]{1,62}$'),
  file_name text not null check (char_length(file_name) between 1 and 200),
  columns text[] not null check (cardinality(columns) between 1 and 100),
  mapping jsonb not null default '{}' check (jsonb_typeof(mapping) = 'object'),
  duplicates text not null default 'skip' check (duplicates in ('skip', 'update')),
  whole boolean not null default false,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  created_count integer not null default 0 check (created_count >= 0),
  updated_count integer not null default 0 check (updated_count >= 0),
  skipped_count integer not null default 0 check (skipped_count >= 0),
  refused_count integer not null default 0 check (refused_count >= 0),
  owner_id uuid not null default auth.uid() references public.staff_members (user_id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on column public.imports.mapping is 'Which heading of the file each column came from: {"full_name": "Name"}.';
comment on column public.imports.whole is 'All rows or none; else the good ones.';
create index if not exists imports_owner_idx on public.imports (owner_id, created_at desc);
create index if not exists imports_created_idx on public.imports (created_at desc, id desc);
alter table public.imports enable row level security;
revoke all on public.imports from anon, authenticated, service_role;
grant select, insert, update on public.imports to authenticated;
grant select, insert, update, delete on public.imports to service_role;
drop policy if exists "imports select" on public.imports;
create policy "imports select" on public.imports for select to authenticated
  using ((owner_id = (select auth.uid()) and (select private.is_staff())) or (select private.has_role('admin')));
drop policy if exists "imports insert" on public.imports;
create policy "imports insert" on public.imports for insert to authenticated
  with check (owner_id = (select auth.uid()) and (select private.may_import(table_name)));
drop policy if exists "imports update" on public.imports;
create policy "imports update" on public.imports for update to authenticated
  -- What has ended stays as it ended.
  using (owner_id = (select auth.uid()) and finished_at is null)
  with check (owner_id = (select auth.uid()) and (select private.may_import(table_name)));
create or replace trigger touch before update on public.imports
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.imports
  for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('imports', '{admin}') on conflict do nothing;

-- The rows of a file on their way. They are people's data in two places: so not in the audit log, where what came of
-- them is written anyway, and gone as soon as the import has ended.
create table if not exists public.import_rows (
  import_id uuid not null references public.imports (id) on delete cascade,
  row_number integer not null check (row_number > 0),
  data jsonb not null check (jsonb_typeof(data) = 'object' and octet_length(data::text) <= 400000),
  -- Its natural key; two rows with the same one are the same record.
  key text,
  outcome text check (outcome in ('new', 'duplicate', 'bad', 'created', 'updated', 'skipped', 'refused')),
  -- Why it cannot be written, as the database said it.
  reason jsonb,
  -- The earlier row of the file with the same key.
  twin integer,
  updated_at timestamptz not null default now(),
  primary key (import_id, row_number)
);
create index if not exists import_rows_key_idx on public.import_rows (import_id, key, row_number);
alter table public.import_rows enable row level security;
revoke all on public.import_rows from anon, authenticated, service_role;
grant select, insert, update, delete on public.import_rows to authenticated;
grant select, insert, update, delete on public.import_rows to service_role;
drop policy if exists "import_rows select" on public.import_rows;
create policy "import_rows select" on public.import_rows for select to authenticated
  using (import_id in (select i.id from public.imports i where i.owner_id = (select auth.uid()) or (select private.has_role('admin'))));
drop policy if exists "import_rows insert" on public.import_rows;
create policy "import_rows insert" on public.import_rows for insert to authenticated
  with check (import_id in (select i.id from public.imports i where i.owner_id = (select auth.uid()) and i.state = 'open'));
drop policy if exists "import_rows update" on public.import_rows;
create policy "import_rows update" on public.import_rows for update to authenticated
  using (import_id in (select i.id from public.imports i where i.owner_id = (select auth.uid())))
  with check (import_id in (select i.id from public.imports i where i.owner_id = (select auth.uid())));
drop policy if exists "import_rows delete" on public.import_rows;
create policy "import_rows delete" on public.import_rows for delete to authenticated
  using (import_id in (select i.id from public.imports i where i.owner_id = (select auth.uid())));
create or replace trigger touch before update on public.import_rows
  for each row execute function private.touch();

-- What a closed tab left behind goes when somebody begins the next import, a day later at the earliest.
create or replace function private.sweep_imports() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.import_rows r using public.imports i
  where i.id = r.import_id and (i.state <> 'open' or i.created_at < now() - interval '1 day');
  update public.imports set state = 'cancelled', finished_at = now()
  where state = 'open' and created_at < now() - interval '1 day';
  return null;
end
$$;
create or replace trigger sweep after insert on public.imports
  for each statement execute function private.sweep_imports();

-- An import never makes anybody reachable again who did not want to be, nor moves a lead on or back.
create or replace function private.keep_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(current_setting('app.import', true), '') = '' then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    new.state := old.state;
  end if;
  if (tg_op = 'UPDATE' and old.consent = 'objected') or exists (
    select from public.outreach_suppressions s
    where s.email = lower(btrim(new.email)) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')
  ) then
    new.consent := 'objected';
  end if;
  return new;
end
$$;
create or replace trigger keep_objection before insert or update on public.leads
  for each row execute function private.keep_objection();

create or replace function private.keep_suppression() returns trigger
language plpgsql set search_path = '' as $$
begin
  if coalesce(current_setting('app.import', true), '') <> '' then
    raise exception 'An import never changes a suppression that is there.' using errcode = '42501';
  end if;
  return coalesce(new, old);
end
$$;
create or replace trigger keep_suppression before update or delete on public.outreach_suppressions
  for each row execute function private.keep_suppression();

create or replace function private.import_key(columns text[], data jsonb) returns text
language sql immutable set search_path = '' as $$
  select case when bool_and(part is not null) then string_agg(part, E'\x1f' order by n) end
  from (select nullif(lower(btrim(data ->> c.name)), '') as part, c.n from unnest(columns) with ordinality c (name, n)) parts
$$;

-- The record that a row names by its key: “t” is the table, “r” the row.
create or replace function private.import_match(columns text[]) returns text
language sql immutable set search_path = '' as $$
  select string_agg(format('t.%I = lower(btrim(r.data ->> %L))', c, c), ' and ') from unnest(columns) c
$$;

-- Writes the rows $2 of the import $1: as new records, where an empty cell leaves the default, or over those that are
-- there, where it leaves what is.
create or replace function private.import_statement(rule private.import_rules, columns text[], verb text) returns text
language plpgsql stable set search_path = '' as $$
declare
  allowed text[] := case verb when 'create' then rule.create_columns else rule.update_columns end;
  targets text;
  fresh text;
  changes text;
begin
  select
    string_agg(format('%I', a.attname), ', ' order by a.attnum),
    string_agg(case when d.adbin is null then format('n.%I', a.attname)
      else format('coalesce(n.%I, %s)', a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)) end, ', ' order by a.attnum),
    string_agg(format('%I = coalesce(n.%1$I, t.%1$I)', a.attname), ', ' order by a.attnum)
  into targets, fresh, changes
  from pg_catalog.pg_attribute a
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = to_regclass(format('public.%I', rule.table_name)) and a.attname = any (columns) and a.attname = any (allowed);
  if verb = 'create' then
    return format(
      'insert into public.%1$I (%2$s) select %3$s from public.import_rows r cross join lateral jsonb_populate_record(null::public.%1$I, r.data) n
       where r.import_id = $1 and r.row_number = any ($2) order by r.row_number', rule.table_name, targets, fresh);
  end if;
  if changes is null then
    return null; -- Nothing of what is there is for a file to change.
  end if;
  return format(
    'update public.%1$I t set %2$s from public.import_rows r cross join lateral jsonb_populate_record(null::public.%1$I, r.data) n
     where r.import_id = $1 and r.row_number = any ($2) and %3$s', rule.table_name, changes, private.import_match(rule.key));
end
$$;

-- Runs a statement over rows, at once if it can; where some are refused, by halves until it is known which. Answers
-- the refused with what the database said: {"12": {"code", "message", "details"}}. Without `keep` nothing stays.
create or replace function private.import_attempt(statement text, import_id uuid, rows integer[], keep boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  affected bigint;
  code text;
  message text;
  details text;
  half integer := coalesce(cardinality(rows), 0) / 2;
begin
  if coalesce(cardinality(rows), 0) = 0 then
    return '{}';
  end if;
  begin
    execute statement using import_id, rows;
    get diagnostics affected = row_count;
    if affected <> cardinality(rows) then
      raise exception 'Your role does not allow this change.' using errcode = '42501';
    end if;
    if not keep then
      raise exception using errcode = 'IMDRY';
    end if;
    return '{}';
  exception
    when sqlstate 'IMDRY' then
      return '{}';
    when integrity_constraint_violation or data_exception or raise_exception or insufficient_privilege then
      get stacked diagnostics code = returned_sqlstate, message = message_text, details = pg_exception_detail;
  end;
  if half = 0 then
    return jsonb_build_object(rows[1], jsonb_build_object('code', code, 'message', message, 'details', details));
  end if;
  return private.import_attempt(statement, import_id, rows[:half], keep)
    || private.import_attempt(statement, import_id, rows[half + 1:], keep);
end
$$;

-- Of the rows of a range that still wait, the first of each key: those whose record is there, and those that are new.
create or replace function private.import_next(
  rule private.import_rules, import_id uuid, from_row integer, to_row integer, judged boolean, out there integer[], out fresh integer[]
)
language plpgsql stable set search_path = '' as $$
begin
  execute format(
    'select array_agg(c.row_number) filter (where c.is_there), array_agg(c.row_number) filter (where not c.is_there)
     from (
       select distinct on (coalesce(r.key, ''#'' || r.row_number)) r.row_number,
         r.key is not null and exists (select from public.%I t where %s) as is_there
       from public.import_rows r
       where r.import_id = $1 and r.row_number between $2 and $3 and %s
       order by coalesce(r.key, ''#'' || r.row_number), r.row_number
     ) c',
    rule.table_name, private.import_match(rule.key),
    case when judged then 'r.outcome in (''new'', ''duplicate'')' else 'r.outcome is null' end)
  into there, fresh using import_id, from_row, to_row;
end
$$;

-- The import, of its owner only, and nobody else at it at the same time: a call repeated because its answer was lost
-- waits for the first one and finds its work done.
create or replace function private.import_job(import_id uuid) returns public.imports
language plpgsql set search_path = '' as $$
declare
  job public.imports;
begin
  perform pg_advisory_xact_lock(hashtextextended(import_id::text, 23));
  select * into job from public.imports i where i.id = import_id and i.owner_id = auth.uid();
  if not found then
    raise exception 'This import does not exist, or is not yours.' using errcode = 'P0002';
  end if;
  return job;
end
$$;

create or replace function private.import_open(job public.imports) returns void
language plpgsql set search_path = '' as $$
begin
  if job.state <> 'open' then
    raise exception 'This import has ended. Nothing more was written.' using errcode = 'PT409';
  end if;
  perform set_config('app.import', job.id::text, true), set_config('app.operation', job.id::text, true),
    set_config('app.reason', 'Import of ' || job.file_name, true);
end
$$;

-- What came of the rows of a range; each that is not simply new or written is named.
create or replace function private.import_tally(import_id uuid, from_row integer, to_row integer) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'counts', coalesce((select jsonb_object_agg(c.outcome, c.n) from (
      select r.outcome, count(*) as n from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row and r.outcome is not null group by 1) c), '{}'),
    'notes', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'row', r.row_number, 'outcome', r.outcome, 'twin', r.twin, 'reason', r.reason)) order by r.row_number)
      from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row
        and (r.outcome not in ('new', 'created', 'updated') or r.reason is not null)), '[]'))
$$;

create or replace function public.import_load(import_id uuid, rows jsonb) returns integer
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
begin
  perform private.import_open(job);
  insert into public.import_rows (import_id, row_number, data, key)
  select job.id, (r ->> 'n')::integer, r -> 'v', private.import_key(rule.key, r -> 'v') from jsonb_array_elements(rows) r
  on conflict do nothing;
  return jsonb_array_length(rows);
end
$$;
comment on function public.import_load(uuid, jsonb) is
  'Lays rows of a file down: [{"n": row number, "v": {"column": value}}]. Laid down twice, they are there once.';

create or replace function public.import_check(import_id uuid, from_row integer, to_row integer) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '120s' as $$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
  creating text := private.import_statement(rule, job.columns, 'create');
  updating text := private.import_statement(rule, job.columns, 'update');
  batch record;
  refused jsonb;
begin
  perform private.import_open(job);
  update public.import_rows r set outcome = null, reason = null, twin = null
  where r.import_id = job.id and r.row_number between from_row and to_row and r.outcome in ('new', 'duplicate', 'bad');
  loop
    select * into batch from private.import_next(rule, job.id, from_row, to_row, false);
    exit when batch.there is null and batch.fresh is null;
    refused := private.import_attempt(creating, job.id, batch.fresh, false)
      || case when updating is null then '{}' else private.import_attempt(updating, job.id, batch.there, false) end;
    with judged as (
      select r.row_number, refused -> r.row_number::text as reason,
        -- The first of its key that can be written; after a bad one comes another chance.
        (select min(e.row_number) from public.import_rows e
         where e.import_id = r.import_id and e.key = r.key and e.row_number < r.row_number and e.outcome in ('new', 'duplicate')) as twin
      from public.import_rows r
      where r.import_id = job.id and r.row_number = any (batch.there || batch.fresh)
    )
    update public.import_rows r set twin = j.twin, reason = j.reason,
      outcome = case when r.row_number = any (batch.there) then 'duplicate' when j.reason is not null then 'bad'
        when j.twin is not null then 'duplicate' else 'new' end
    from judged j where r.import_id = job.id and r.row_number = j.row_number;
  end loop;
  return private.import_tally(job.id, from_row, to_row);
end
$$;
comment on function public.import_check(uuid, integer, integer) is
  'Tries rows with every constraint, trigger and policy, and takes it all back. Answers {"counts": {"new", "duplicate", "bad"}, "notes": [{"row", "outcome", "twin", "reason"}]}.';

create or replace function private.import_range(
  job public.imports, rule private.import_rules, duplicates text, from_row integer, to_row integer
) returns void
language plpgsql set search_path = '' as $$
declare
  creating text := private.import_statement(rule, job.columns, 'create');
  updating text := private.import_statement(rule, job.columns, 'update');
  batch record;
  refused jsonb;
begin
  loop
    select * into batch from private.import_next(rule, job.id, from_row, to_row, true);
    exit when batch.there is null and batch.fresh is null;
    refused := private.import_attempt(creating, job.id, batch.fresh, true)
      || case when duplicates = 'update' and updating is not null then private.import_attempt(updating, job.id, batch.there, true) else '{}' end;
    update public.import_rows r set reason = refused -> r.row_number::text,
      outcome = case when refused ? r.row_number::text then 'refused' when r.row_number = any (batch.fresh) then 'created'
        when duplicates = 'update' and updating is not null then 'updated' else 'skipped' end
    where r.import_id = job.id and r.row_number = any (batch.there || batch.fresh);
  end loop;
end
$$;

create or replace function public.import_write(
  import_id uuid, duplicates text, from_row integer, to_row integer, whole boolean default false
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '600s' as $$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
  start integer;
  bad record;
begin
  if duplicates is null or duplicates not in ('skip', 'update') then
    raise exception 'Duplicates are skipped or updated, not "%".', duplicates using errcode = '22023';
  end if;
  perform private.import_open(job);
  if whole then
    if exists (select from public.import_rows r where r.import_id = job.id and (
        r.outcome is null or r.outcome in ('bad', 'refused') or duplicates = 'update' and r.outcome = 'duplicate' and r.reason is not null)) then
      raise exception 'Some rows cannot be written, so none was.' using errcode = 'PT409';
    end if;
    for start in select generate_series(1, (select max(r.row_number) from public.import_rows r where r.import_id = job.id), 1000) loop
      perform private.import_range(job, rule, duplicates, start, start + 999);
      select r.row_number, r.reason into bad from public.import_rows r
      where r.import_id = job.id and r.row_number between start and start + 999 and r.outcome = 'refused' limit 1;
      if found then
        raise exception 'Row % was refused when its turn came, so none was written: %', bad.row_number, bad.reason ->> 'message'
          using errcode = 'PT409';
      end if;
      -- Called off by another request meanwhile.
      if exists (select from public.imports i where i.id = job.id and i.state <> 'open') then
        raise exception 'The import was cancelled, so no row was written.' using errcode = 'PT409';
      end if;
    end loop;
    -- Not sooner: until now the row had to be free, for calling it off.
    update public.imports i set duplicates = import_write.duplicates, whole = true where i.id = job.id;
    return private.import_tally(job.id, 1, 2147483647);
  end if;
  if job.duplicates <> duplicates then
    update public.imports i set duplicates = import_write.duplicates where i.id = job.id;
  end if;
  perform private.import_range(job, rule, duplicates, from_row, to_row);
  return private.import_tally(job.id, from_row, to_row);
end
$$;
comment on function public.import_write(uuid, text, integer, integer, boolean) is
  'Writes rows that were checked: the good ones of a range, or with `whole` all of the import or none. What was written once is not written again. Answers as import_check does.';

create or replace function public.import_finish(import_id uuid) returns public.imports
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  job public.imports := private.import_job(import_id);
begin
  if job.finished_at is null then
    update public.imports i set
      -- Called off too late: all of it was written.
      state = case when i.state = 'open' or i.whole then 'done' else i.state end,
      finished_at = clock_timestamp(),
      created_count = c.created, updated_count = c.updated, skipped_count = c.skipped, refused_count = c.refused
    from (
      select count(*) filter (where r.outcome = 'created') as created, count(*) filter (where r.outcome = 'updated') as updated,
        count(*) filter (where r.outcome = 'skipped') as skipped, count(*) filter (where r.outcome in ('bad', 'refused')) as refused
      from public.import_rows r where r.import_id = job.id
    ) c
    where i.id = job.id returning i.* into job;
  end if;
  delete from public.import_rows r where r.import_id = job.id;
  return job;
end
$$;
comment on function public.import_finish(uuid) is 'Ends an import, keeps what came of it as numbers, and removes its rows.';

revoke all on function
  private.import_rule(text), private.may_import(text), private.sweep_imports(), private.keep_objection(), private.keep_suppression(),
  private.import_key(text[], jsonb), private.import_match(text[]), private.import_statement(private.import_rules, text[], text),
  private.import_attempt(text, uuid, integer[], boolean), private.import_next(private.import_rules, uuid, integer, integer, boolean),
  private.import_job(uuid), private.import_open(public.imports), private.import_tally(uuid, integer, integer),
  private.import_range(public.imports, private.import_rules, text, integer, integer),
  public.import_load(uuid, jsonb), public.import_check(uuid, integer, integer), public.import_write(uuid, text, integer, integer, boolean),
  public.import_finish(uuid)
  from public, anon, authenticated, service_role;
-- They run with the caller's rights, so the caller must be able to call the parts.
grant execute on function
  private.import_rule(text), private.may_import(text),
  private.import_key(text[], jsonb), private.import_match(text[]), private.import_statement(private.import_rules, text[], text),
  private.import_attempt(text, uuid, integer[], boolean), private.import_next(private.import_rules, uuid, integer, integer, boolean),
  private.import_job(uuid), private.import_open(public.imports), private.import_tally(uuid, integer, integer),
  private.import_range(public.imports, private.import_rules, text, integer, integer),
  public.import_load(uuid, jsonb), public.import_check(uuid, integer, integer), public.import_write(uuid, text, integer, integer, boolean),
  public.import_finish(uuid)
  to authenticated;
