-- Written by `npm run schema` from the migrations: change those, not this.

create table public.staff_preferences (
  user_id uuid default auth.uid() not null,
  single_keys boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint staff_preferences_pkey PRIMARY KEY (user_id),
  constraint staff_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES staff_members(user_id) ON DELETE CASCADE
);

comment on table public.staff_preferences is 'How each person works with the console, wherever they sign in.';

comment on column public.staff_preferences.single_keys is 'Whether letters, digits and signs without Ctrl, Alt or ⌘ do something.';

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON staff_preferences FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON staff_preferences FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.staff_preferences enable row level security;

create policy "staff_preferences insert" on public.staff_preferences for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "staff_preferences select" on public.staff_preferences for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "staff_preferences update" on public.staff_preferences for update to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)))
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));

grant select on public.staff_preferences to authenticated;
grant select on public.staff_preferences to service_role;

grant insert (user_id, single_keys) on public.staff_preferences to authenticated;
grant update (single_keys) on public.staff_preferences to authenticated;
