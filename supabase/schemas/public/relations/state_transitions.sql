-- Written by `npm run schema` from the migrations: change those, not this.

create table public.state_transitions (
  table_name text not null,
  from_state text not null,
  to_state text not null,
  constraint state_transitions_pkey PRIMARY KEY (table_name, from_state, to_state)
);

comment on table public.state_transitions is 'from_state empty: a state a person may create a row in. Enforced by private.enforce_transition().';

alter table public.state_transitions enable row level security;

create policy "state_transitions select" on public.state_transitions for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));

grant select on public.state_transitions to authenticated;
grant select on public.state_transitions to service_role;
