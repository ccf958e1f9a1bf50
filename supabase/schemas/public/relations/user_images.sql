-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_images (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  storage_path text not null,
  alt_text text,
  "position" smallint default 0 not null,
  is_primary boolean default false not null,
  width integer,
  height integer,
  state text default 'pending'::text not null,
  rejection_reason text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{alt_text,rejection_reason}'::text[], ARRAY[alt_text, rejection_reason])) stored,
  checksum text,
  phash bigint,
  version integer default 1 not null,
  constraint user_images_alt_text_check CHECK (char_length(alt_text) <= 300),
  constraint user_images_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'::text),
  constraint user_images_height_check CHECK (height > 0),
  constraint user_images_pkey PRIMARY KEY (id),
  constraint user_images_position_check CHECK ("position" >= 0 AND "position" <= 20),
  constraint user_images_rejection_reason_check CHECK (char_length(rejection_reason) <= 500),
  constraint user_images_rejection_reason_required_check CHECK (state <> 'rejected'::text OR rejection_reason IS NOT NULL),
  constraint user_images_state_check CHECK (state = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text])),
  constraint user_images_storage_path_check CHECK (char_length(storage_path) >= 1 AND char_length(storage_path) <= 500),
  constraint user_images_storage_path_in_bucket_check CHECK (storage_path ~ (('^profiles/'::text || user_id::text) || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$'::text)),
  constraint user_images_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint user_images_user_id_position_key UNIQUE (user_id, "position"),
  constraint user_images_width_check CHECK (width > 0)
);

comment on table public.user_images is 'Members'' photos, with the state that moderation gives them.';

comment on column public.user_images.checksum is 'SHA-256 of the file, noted by whoever uploads it or sees it first; it does not change.';
comment on column public.user_images.phash is 'How it looks, in 64 bits: pictures that differ in few of them look alike.';
comment on column public.user_images.version is 'Counts the descriptions of this photo; its file never changes.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → pending
--   approved → pending, rejected
--   pending → approved, rejected
--   rejected → approved, pending

CREATE INDEX user_images_checksum_idx ON public.user_images USING btree (checksum);
CREATE INDEX user_images_created_idx ON public.user_images USING btree (created_at DESC, id DESC);
CREATE UNIQUE INDEX user_images_one_primary_idx ON public.user_images USING btree (user_id) WHERE is_primary;
CREATE INDEX user_images_quarters_idx ON public.user_images USING gin (private.quarters(phash));
CREATE INDEX user_images_state_idx ON public.user_images USING btree (state, created_at DESC, id DESC);

CREATE TRIGGER a_columns BEFORE UPDATE ON user_images FOR EACH ROW EXECUTE FUNCTION private.only_own_columns('user_id');
CREATE TRIGGER a_fixed BEFORE UPDATE ON user_images FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'user_id', 'storage_path', 'created_at');
CREATE TRIGGER a_guard BEFORE INSERT OR UPDATE ON user_images FOR EACH ROW EXECUTE FUNCTION private.guard_photo();
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_images FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_images FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT ON user_images FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'taking_part');
CREATE TRIGGER description BEFORE UPDATE OF alt_text ON user_images FOR EACH ROW WHEN (new.alt_text IS DISTINCT FROM old.alt_text) EXECUTE FUNCTION private.keep_description();
CREATE TRIGGER keep_photo BEFORE DELETE ON user_images FOR EACH ROW WHEN (CURRENT_USER = ANY (ARRAY['authenticated'::name, 'service_role'::name])) EXECUTE FUNCTION private.keep_photo();
CREATE TRIGGER note_file BEFORE UPDATE OF checksum ON user_images FOR EACH ROW WHEN (old.checksum IS NULL AND new.checksum IS NOT NULL) EXECUTE FUNCTION private.note_file();
CREATE TRIGGER protect BEFORE UPDATE ON user_images FOR EACH ROW EXECUTE FUNCTION private.protect_columns('moderator', 'user_id', 'storage_path', 'state', 'rejection_reason');
CREATE TRIGGER touch BEFORE UPDATE ON user_images FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON user_images FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER waiting_change AFTER UPDATE OF state ON user_images FOR EACH ROW WHEN (new.state <> old.state) EXECUTE FUNCTION private.keep_photo_waiting();
CREATE TRIGGER waiting_described AFTER UPDATE OF alt_text ON user_images FOR EACH ROW WHEN (new.alt_text IS DISTINCT FROM old.alt_text) EXECUTE FUNCTION private.keep_photo_waiting();
CREATE TRIGGER waiting_gone AFTER DELETE ON user_images FOR EACH ROW EXECUTE FUNCTION private.keep_photo_waiting();
CREATE TRIGGER waiting_new AFTER INSERT ON user_images FOR EACH ROW WHEN (new.state = 'pending'::text) EXECUTE FUNCTION private.keep_photo_waiting();

alter table public.user_images enable row level security;

create policy "user_images delete" on public.user_images for delete to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_images insert" on public.user_images for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND (state = 'pending'::text) AND (NOT ( SELECT private.is_kept_from('taking_part'::text) AS is_kept_from))));
create policy "user_images select" on public.user_images for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_images update" on public.user_images for update to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)))
  with check ((((user_id = ( SELECT auth.uid() AS uid)) AND (NOT ( SELECT private.is_kept_from('taking_part'::text) AS is_kept_from))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant delete, select on public.user_images to authenticated;
grant delete, select on public.user_images to service_role;

grant insert (id, user_id, storage_path, alt_text, "position", is_primary, width, height) on public.user_images to authenticated;
grant update (alt_text, "position", is_primary) on public.user_images to authenticated;
grant insert (id, user_id, storage_path, alt_text, "position", is_primary, width, height) on public.user_images to service_role;
grant update ("position", is_primary) on public.user_images to service_role;
