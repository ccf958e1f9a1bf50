-- Written by `npm run schema` from the migrations: change those, not this.

create table public.member_directory (
  id uuid not null,
  display_name text not null,
  email text not null,
  city text,
  country text,
  state text not null,
  last_active_at timestamp with time zone,
  created_at timestamp with time zone not null,
  search text generated always as (private.folded(((((display_name || ' '::text) || email) || ' '::text) || COALESCE(city, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{display_name,city}'::text[], ARRAY[display_name, city])) stored,
  sort_name text generated always as (private.folded(display_name)) stored not null,
  reached smallint default 1 not null,
  constraint member_directory_finite CHECK (isfinite(last_active_at)),
  constraint member_directory_id_fkey FOREIGN KEY (id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint member_directory_pkey PRIMARY KEY (id),
  constraint member_directory_reached_check CHECK (reached >= 1 AND reached <= 5)
);

comment on table public.member_directory is 'Members as growth and finance know them. Kept by the database from profiles.';

comment on column public.member_directory.reached is 'How far the member has got: 1 signed up, 2 began the conversation, 3 finished it, 4 was matched, 5 was introduced; each after all before it.';

CREATE INDEX member_directory_created_idx ON public.member_directory USING btree (created_at DESC, id DESC);
CREATE INDEX member_directory_last_active_idx ON public.member_directory USING btree (last_active_at DESC NULLS LAST, id DESC);
CREATE INDEX member_directory_search_idx ON public.member_directory USING gin (search extensions.gin_trgm_ops);
CREATE INDEX member_directory_sort_name_idx ON public.member_directory USING btree (sort_name, id);
CREATE INDEX member_directory_state_idx ON public.member_directory USING btree (state, created_at DESC, id DESC);

alter table public.member_directory enable row level security;

create policy "member_directory select" on public.member_directory for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));

grant select on public.member_directory to authenticated;
grant select on public.member_directory to service_role;
