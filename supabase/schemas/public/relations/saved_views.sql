-- Written by `npm run schema` from the migrations: change those, not this.

create table public.saved_views (
  id uuid default gen_random_uuid() not null,
  table_name text not null,
  name text not null,
  address text default ''::text not null,
  columns jsonb default '[]'::jsonb not null,
  density text,
  shared_with text[] default '{}'::text[] not null,
  owner_id uuid default auth.uid() not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint saved_views_address_check CHECK (char_length(address) <= 8000),
  constraint saved_views_columns_check CHECK (jsonb_typeof(columns) = 'array'::text),
  constraint saved_views_columns_depth_check CHECK (NOT jsonb_path_exists(columns, '$.**{50}'::jsonpath)),
  constraint saved_views_columns_elements_check CHECK (NOT jsonb_path_exists(columns, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(columns, '$[*]?(((!(exists (@."name")) || @."name".type() != "string") || exists (@."width") && @."width".type() != "number") || exists (@."pinned") && @."pinned".type() != "boolean")'::jsonpath)),
  constraint saved_views_density_check CHECK (density = ANY (ARRAY['comfortable'::text, 'compact'::text])),
  constraint saved_views_name_check CHECK (char_length(btrim(name)) >= 1 AND char_length(btrim(name)) <= 60),
  constraint saved_views_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff_members(user_id) ON DELETE CASCADE,
  constraint saved_views_owner_id_table_name_name_key UNIQUE (owner_id, table_name, name),
  constraint saved_views_pkey PRIMARY KEY (id),
  constraint saved_views_shared_with_check CHECK (shared_with <@ ARRAY['moderator'::text, 'growth'::text, 'finance'::text, 'admin'::text]),
  constraint saved_views_shared_with_length_check CHECK (private.is_text_list(shared_with, 20, 40)),
  constraint saved_views_table_name_check CHECK (table_name ~ '^[a-z][a-z0-9_]{1,62}$'::text)
);

comment on table public.saved_views is 'A list''s search, filters, sort and columns under a name.';

comment on column public.saved_views.address is 'The query of the list''s address: search, filters, sort. Empty: as the list is by default.';
comment on column public.saved_views.columns is 'In order: [{"name": "score", "width": 120, "pinned": true}]; empty: the usual columns.';

CREATE INDEX saved_views_table_idx ON public.saved_views USING btree (table_name, name, id);

CREATE TRIGGER a_team BEFORE INSERT ON saved_views FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('staff');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON saved_views FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON saved_views FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.saved_views enable row level security;

create policy "saved_views delete" on public.saved_views for delete to authenticated
  using ((((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)) OR ((shared_with <> '{}'::text[]) AND ( SELECT private.has_role('admin'::text) AS has_role))));
create policy "saved_views insert" on public.saved_views for insert to authenticated
  with check (((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff) AND (shared_with <@ ( SELECT private.own_roles() AS own_roles))));
create policy "saved_views select" on public.saved_views for select to authenticated
  using ((((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)) OR (shared_with && ( SELECT private.own_roles() AS own_roles))));
create policy "saved_views update" on public.saved_views for update to authenticated
  using (((owner_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)))
  with check (((owner_id = ( SELECT auth.uid() AS uid)) AND (shared_with <@ ( SELECT private.own_roles() AS own_roles))));

grant delete, select on public.saved_views to authenticated;
grant select on public.saved_views to service_role;

grant insert (id, table_name, name, address, columns, density, shared_with, owner_id) on public.saved_views to authenticated;
grant update (name, address, columns, density, shared_with) on public.saved_views to authenticated;
