-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_dealbreakers (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  dealbreaker_id uuid not null,
  strength text default 'firm'::text not null,
  note text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{note}'::text[], ARRAY[note])) stored,
  constraint user_dealbreakers_dealbreaker_id_fkey FOREIGN KEY (dealbreaker_id) REFERENCES dealbreakers(id) ON DELETE RESTRICT,
  constraint user_dealbreakers_note_check CHECK (char_length(note) <= 500),
  constraint user_dealbreakers_pkey PRIMARY KEY (id),
  constraint user_dealbreakers_strength_check CHECK (strength = ANY (ARRAY['preference'::text, 'firm'::text, 'absolute'::text])),
  constraint user_dealbreakers_user_id_dealbreaker_id_key UNIQUE (user_id, dealbreaker_id),
  constraint user_dealbreakers_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.user_dealbreakers is 'What each member rules out.';

CREATE INDEX user_dealbreakers_created_idx ON public.user_dealbreakers USING btree (created_at DESC, id DESC);
CREATE INDEX user_dealbreakers_dealbreaker_idx ON public.user_dealbreakers USING btree (dealbreaker_id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON user_dealbreakers FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_dealbreakers FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_dealbreakers FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT ON user_dealbreakers FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'taking_part');
CREATE TRIGGER touch BEFORE UPDATE ON user_dealbreakers FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.user_dealbreakers enable row level security;

create policy "user_dealbreakers delete" on public.user_dealbreakers for delete to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_dealbreakers insert" on public.user_dealbreakers for insert to authenticated
  with check ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_dealbreakers select" on public.user_dealbreakers for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_dealbreakers update" on public.user_dealbreakers for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

grant delete, select on public.user_dealbreakers to authenticated;
grant delete, select on public.user_dealbreakers to service_role;

grant insert (id, user_id, dealbreaker_id, strength, note) on public.user_dealbreakers to authenticated;
grant update (strength, note) on public.user_dealbreakers to authenticated;
grant insert (id, user_id, dealbreaker_id, strength, note, created_at) on public.user_dealbreakers to service_role;
grant update (strength, note) on public.user_dealbreakers to service_role;
