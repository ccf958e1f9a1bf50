-- Written by `npm run schema` from the migrations: change those, not this.

create table public.staff_members (
  user_id uuid not null,
  full_name text not null,
  email text not null,
  roles text[] default '{}'::text[] not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((full_name || ' '::text) || email))) stored,
  folded jsonb generated always as (private.folded_texts('{full_name}'::text[], ARRAY[full_name])) stored,
  sort_name text generated always as (private.folded(full_name)) stored not null,
  constraint staff_members_email_check CHECK (char_length(email) >= 3 AND char_length(email) <= 254),
  constraint staff_members_email_key UNIQUE (email),
  constraint staff_members_full_name_check CHECK (char_length(full_name) >= 1 AND char_length(full_name) <= 120),
  constraint staff_members_full_name_required_check CHECK (private.said(full_name) IS NOT NULL),
  constraint staff_members_pkey PRIMARY KEY (user_id),
  constraint staff_members_roles_check CHECK (roles <@ ARRAY['moderator'::text, 'growth'::text, 'finance'::text, 'admin'::text]),
  constraint staff_members_roles_length_check CHECK (private.is_text_list(roles, 20, 40)),
  constraint staff_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);

comment on table public.staff_members is 'People who use the console, with their roles.';

CREATE INDEX staff_members_search_idx ON public.staff_members USING gin (search extensions.gin_trgm_ops);
CREATE INDEX staff_members_sort_name_idx ON public.staff_members USING btree (sort_name, user_id);

CREATE TRIGGER a_keep BEFORE DELETE ON staff_members FOR EACH ROW EXECUTE FUNCTION private.keep_staff();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON staff_members FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_an_admin BEFORE DELETE OR UPDATE ON staff_members FOR EACH ROW EXECUTE FUNCTION private.keep_an_admin();
CREATE TRIGGER touch BEFORE UPDATE ON staff_members FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.staff_members enable row level security;

create policy "staff_members delete" on public.staff_members for delete to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role));
create policy "staff_members insert" on public.staff_members for insert to authenticated
  with check (( SELECT private.has_role('admin'::text) AS has_role));
create policy "staff_members select" on public.staff_members for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_staff() AS is_staff)));
create policy "staff_members update" on public.staff_members for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant select on public.staff_members to authenticated;
grant select on public.staff_members to service_role;

grant update (full_name, roles) on public.staff_members to authenticated;
