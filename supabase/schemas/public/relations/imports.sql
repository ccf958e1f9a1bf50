-- Written by `npm run schema` from the migrations: change those, not this.

create table public.imports (
  id uuid default gen_random_uuid() not null,
  table_name text not null,
  file_name text not null,
  columns text[] not null,
  mapping jsonb default '{}'::jsonb not null,
  duplicates text default 'skip'::text not null,
  whole boolean default false not null,
  state text default 'open'::text not null,
  created_count integer default 0 not null,
  updated_count integer default 0 not null,
  skipped_count integer default 0 not null,
  refused_count integer default 0 not null,
  owner_id uuid default auth.uid() not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  constraint imports_columns_check CHECK (cardinality(columns) >= 1 AND cardinality(columns) <= 100),
  constraint imports_columns_length_check CHECK (private.is_text_list(columns, 100, 63)),
  constraint imports_created_count_check CHECK (created_count >= 0),
  constraint imports_duplicates_check CHECK (duplicates = ANY (ARRAY['skip'::text, 'update'::text])),
  constraint imports_file_name_check CHECK (char_length(file_name) >= 1 AND char_length(file_name) <= 200),
  constraint imports_file_name_required_check CHECK (private.said(file_name) IS NOT NULL),
  constraint imports_finite CHECK (isfinite(finished_at)),
  constraint imports_mapping_check CHECK (jsonb_typeof(mapping) = 'object'::text),
  constraint imports_mapping_depth_check CHECK (NOT jsonb_path_exists(mapping, '$.**{50}'::jsonpath)),
  constraint imports_mapping_elements_check CHECK (NOT jsonb_path_exists(mapping, 'strict $.keyvalue()?(@."value".type() != "string")'::jsonpath)),
  constraint imports_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff_members(user_id) ON DELETE CASCADE,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_refused_count_check CHECK (refused_count >= 0),
  constraint imports_skipped_count_check CHECK (skipped_count >= 0),
  constraint imports_state_check CHECK (state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])),
  constraint imports_table_name_check CHECK (table_name ~ '^[a-z][a-z0-9_]{1,62}$'::text),
  constraint imports_updated_count_check CHECK (updated_count >= 0)
);

comment on table public.imports is 'Imports of CSV files.';

comment on column public.imports.mapping is 'Which heading of the file each column came from: {"full_name": "Name"}.';
comment on column public.imports.whole is 'All rows or none; else the good ones.';

CREATE INDEX imports_created_idx ON public.imports USING btree (created_at DESC, id DESC);
CREATE INDEX imports_owner_idx ON public.imports USING btree (owner_id, created_at DESC);

CREATE TRIGGER a_team BEFORE INSERT ON imports FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('staff');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON imports FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER sweep AFTER INSERT ON imports FOR EACH STATEMENT EXECUTE FUNCTION private.sweep_imports();
CREATE TRIGGER touch BEFORE UPDATE ON imports FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.imports enable row level security;

create policy "imports insert" on public.imports for insert to authenticated
  with check (((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.may_import(imports.table_name) AS may_import)));
create policy "imports select" on public.imports for select to authenticated
  using ((((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)) OR ( SELECT private.has_role('admin'::text) AS has_role)));
create policy "imports update" on public.imports for update to authenticated
  using (((owner_id = ( SELECT auth.uid() AS uid)) AND (finished_at IS NULL)))
  with check (((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.may_import(imports.table_name) AS may_import)));

grant select on public.imports to authenticated;
grant select on public.imports to service_role;

grant insert (id, table_name, file_name, columns, mapping, duplicates, owner_id) on public.imports to authenticated;
grant update (duplicates, whole, state) on public.imports to authenticated;
