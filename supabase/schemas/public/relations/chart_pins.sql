-- Written by `npm run schema` from the migrations: change those, not this.

create table public.chart_pins (
  id uuid default gen_random_uuid() not null,
  user_id uuid default auth.uid() not null,
  chart text not null,
  address text default ''::text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint chart_pins_address_check CHECK (char_length(address) <= 2000),
  constraint chart_pins_chart_check CHECK (chart ~ '^[a-z][a-z0-9-]{1,60}$'::text),
  constraint chart_pins_pkey PRIMARY KEY (id),
  constraint chart_pins_user_id_chart_key UNIQUE (user_id, chart),
  constraint chart_pins_user_id_fkey FOREIGN KEY (user_id) REFERENCES staff_members(user_id) ON DELETE CASCADE
);

comment on table public.chart_pins is 'The charts on a person''s home page, each as they had arranged it.';

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON chart_pins FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON chart_pins FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.chart_pins enable row level security;

create policy "chart_pins delete" on public.chart_pins for delete to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "chart_pins insert" on public.chart_pins for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "chart_pins select" on public.chart_pins for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "chart_pins update" on public.chart_pins for update to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)))
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));

grant delete, select on public.chart_pins to authenticated;
grant select on public.chart_pins to service_role;

grant insert (user_id, chart, address) on public.chart_pins to authenticated;
grant update (address) on public.chart_pins to authenticated;
