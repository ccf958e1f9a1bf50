-- Written by `npm run schema` from the migrations: change those, not this.

create table public.post_comments (
  id uuid default gen_random_uuid() not null,
  post_id uuid not null,
  parent_id uuid,
  user_id uuid not null,
  body text not null,
  state text default 'pending'::text not null,
  version integer default 1 not null,
  edited_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  pending_version integer,
  search text generated always as (private.folded("left"(body, 2000))) stored,
  folded jsonb generated always as (private.folded_texts('{body}'::text[], ARRAY[body])) stored,
  constraint post_comments_body_check CHECK (char_length(body) >= 1 AND char_length(body) <= 5000),
  constraint post_comments_body_required_check CHECK (private.said(body) IS NOT NULL),
  constraint post_comments_finite CHECK (isfinite(edited_at)),
  constraint post_comments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES post_comments(id) ON DELETE CASCADE,
  constraint post_comments_pkey PRIMARY KEY (id),
  constraint post_comments_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint post_comments_state_check CHECK (state = ANY (ARRAY['pending'::text, 'published'::text, 'hidden'::text, 'removed'::text])),
  constraint post_comments_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint post_comments_version_check CHECK (version >= 1)
);

comment on table public.post_comments is 'Comments on posts.';

comment on column public.post_comments.pending_version is 'An edit that waits to be judged: its text is in content_versions, this row is still what was approved.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → pending
--   hidden → published, removed
--   pending → hidden, published, removed
--   published → hidden, removed
--   removed → hidden, published

CREATE INDEX post_comments_against_idx ON public.post_comments USING btree (user_id, state) WHERE (state = ANY (ARRAY['hidden'::text, 'removed'::text]));
CREATE INDEX post_comments_copies_idx ON public.post_comments USING btree (private.duplicate_key(body), user_id);
CREATE INDEX post_comments_created_idx ON public.post_comments USING btree (created_at DESC, id DESC) INCLUDE (user_id);
CREATE INDEX post_comments_edited_idx ON public.post_comments USING btree (id) WHERE (version > 1);
CREATE INDEX post_comments_parent_idx ON public.post_comments USING btree (parent_id);
CREATE INDEX post_comments_post_idx ON public.post_comments USING btree (post_id, created_at);
CREATE INDEX post_comments_search_idx ON public.post_comments USING gin (search extensions.gin_trgm_ops);
CREATE INDEX post_comments_state_idx ON public.post_comments USING btree (state, created_at DESC, id DESC);
CREATE INDEX post_comments_user_idx ON public.post_comments USING btree (user_id, created_at DESC);

CREATE TRIGGER a_fixed BEFORE UPDATE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'user_id', 'post_id', 'parent_id', 'version', 'edited_at', 'created_at');
CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON post_comments FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_signals AFTER INSERT ON post_comments FOR EACH ROW EXECUTE FUNCTION private.add_signals();
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON post_comments FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER activity_delete AFTER DELETE ON post_comments REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('writing', '''comment''', 'user_id', 'created_at', '0');
CREATE TRIGGER activity_insert AFTER INSERT ON post_comments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('writing', '''comment''', 'user_id', 'created_at', '0');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON post_comments FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('writing');
CREATE TRIGGER activity_update AFTER UPDATE ON post_comments FOR EACH ROW WHEN (old.user_id IS DISTINCT FROM new.user_id OR old.created_at IS DISTINCT FROM new.created_at) EXECUTE FUNCTION private.keep_activity('writing', '''comment''', 'user_id', 'created_at', '0');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT OR UPDATE OF body ON post_comments FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'writing');
CREATE TRIGGER count_on_post AFTER INSERT OR DELETE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.count_on_post('comment');
CREATE TRIGGER keep_reported BEFORE DELETE ON post_comments FOR EACH ROW WHEN (CURRENT_USER = ANY (ARRAY['authenticated'::name, 'service_role'::name])) EXECUTE FUNCTION private.keep_reported();
CREATE TRIGGER protect BEFORE UPDATE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.protect_columns('moderator', 'user_id', 'post_id', 'parent_id', 'state', 'version', 'edited_at', 'created_at');
CREATE TRIGGER touch BEFORE UPDATE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON post_comments FOR EACH ROW WHEN (new.id::text IS DISTINCT FROM private.context('taking_back'::text)) EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER version BEFORE UPDATE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.count_version();
CREATE TRIGGER waiting_change AFTER UPDATE ON post_comments FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state OR old.version IS DISTINCT FROM new.version OR old.pending_version IS DISTINCT FROM new.pending_version OR old.created_at IS DISTINCT FROM new.created_at OR old.edited_at IS DISTINCT FROM new.edited_at) EXECUTE FUNCTION private.keep_waiting();
CREATE TRIGGER waiting_gone AFTER DELETE ON post_comments FOR EACH ROW EXECUTE FUNCTION private.keep_waiting();
CREATE TRIGGER waiting_new AFTER INSERT ON post_comments FOR EACH ROW WHEN (new.state = 'pending'::text OR new.version > 1) EXECUTE FUNCTION private.keep_waiting();

alter table public.post_comments enable row level security;

create policy "post_comments insert" on public.post_comments for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND (state = 'pending'::text) AND (NOT ( SELECT private.is_kept_from('writing'::text) AS is_kept_from)) AND (EXISTS ( SELECT
   FROM community_posts p
  WHERE (p.id = post_comments.post_id)))));
create policy "post_comments select" on public.post_comments for select to authenticated
  using ((( SELECT private.has_role('moderator'::text) AS has_role) OR (user_id = ( SELECT auth.uid() AS uid)) OR ((state = 'published'::text) AND (EXISTS ( SELECT
   FROM community_posts p
  WHERE ((p.id = post_comments.post_id) AND (p.state = 'published'::text)))))));
create policy "post_comments update" on public.post_comments for update to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)))
  with check ((((user_id = ( SELECT auth.uid() AS uid)) AND (NOT ( SELECT private.is_kept_from('writing'::text) AS is_kept_from))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.post_comments to authenticated;
grant delete, select on public.post_comments to service_role;

grant insert (id, post_id, parent_id, user_id, body) on public.post_comments to authenticated;
grant update (body) on public.post_comments to authenticated;
grant insert (id, post_id, parent_id, user_id, body, created_at) on public.post_comments to service_role;
grant update (body) on public.post_comments to service_role;
