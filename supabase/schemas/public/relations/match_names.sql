-- Written by `npm run schema` from the migrations: change those, not this.

create table public.match_names (
  match_id uuid not null,
  search text not null,
  constraint match_names_match_id_fkey FOREIGN KEY (match_id) REFERENCES matches(id) ON DELETE CASCADE,
  constraint match_names_pkey PRIMARY KEY (match_id)
);

comment on table public.match_names is 'What a match is searched by: the searchable texts of both people. Kept by triggers on matches and profiles.';

CREATE INDEX match_names_search_idx ON public.match_names USING gin (search extensions.gin_trgm_ops);

alter table public.match_names enable row level security;

create policy "match_names select" on public.match_names for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.match_names to authenticated;
grant select on public.match_names to service_role;
