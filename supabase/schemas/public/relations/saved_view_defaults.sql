-- Written by `npm run schema` from the migrations: change those, not this.

create table public.saved_view_defaults (
  id uuid default gen_random_uuid() not null,
  user_id uuid default auth.uid() not null,
  table_name text not null,
  view_id uuid not null,
  updated_at timestamp with time zone default now() not null,
  constraint saved_view_defaults_pkey PRIMARY KEY (id),
  constraint saved_view_defaults_table_name_check CHECK (table_name ~ '^[a-z][a-z0-9_]{1,62}$'::text),
  constraint saved_view_defaults_user_id_fkey FOREIGN KEY (user_id) REFERENCES staff_members(user_id) ON DELETE CASCADE,
  constraint saved_view_defaults_user_id_table_name_key UNIQUE (user_id, table_name),
  constraint saved_view_defaults_view_id_fkey FOREIGN KEY (view_id) REFERENCES saved_views(id) ON DELETE CASCADE
);

comment on table public.saved_view_defaults is 'Which saved view of a list opens first for a person.';

CREATE INDEX saved_view_defaults_view_idx ON public.saved_view_defaults USING btree (view_id);

CREATE TRIGGER a_team BEFORE INSERT ON saved_view_defaults FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('staff');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON saved_view_defaults FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON saved_view_defaults FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.saved_view_defaults enable row level security;

create policy "saved_view_defaults delete" on public.saved_view_defaults for delete to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "saved_view_defaults insert" on public.saved_view_defaults for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "saved_view_defaults select" on public.saved_view_defaults for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "saved_view_defaults update" on public.saved_view_defaults for update to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)))
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));

grant delete, select on public.saved_view_defaults to authenticated;
grant select on public.saved_view_defaults to service_role;

grant insert (id, user_id, table_name, view_id) on public.saved_view_defaults to authenticated;
grant update (view_id) on public.saved_view_defaults to authenticated;
