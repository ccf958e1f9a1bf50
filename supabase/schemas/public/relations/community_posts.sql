-- Written by `npm run schema` from the migrations: change those, not this.

create table public.community_posts (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  topic_id uuid,
  kind text default 'question'::text not null,
  title text not null,
  body text not null,
  image_path text,
  state text default 'pending'::text not null,
  version integer default 1 not null,
  view_count integer default 0 not null,
  comment_count integer default 0 not null,
  reaction_count integer default 0 not null,
  published_at timestamp with time zone,
  edited_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  pinned_until timestamp with time zone,
  pending_version integer,
  search text generated always as (private.folded(((title || ' '::text) || "left"(body, 2000)))) stored,
  folded jsonb generated always as (private.folded_texts('{title}'::text[], ARRAY[title])) stored,
  constraint community_posts_body_check CHECK (char_length(body) >= 1 AND char_length(body) <= 10000),
  constraint community_posts_body_required_check CHECK (private.said(body) IS NOT NULL),
  constraint community_posts_comment_count_check CHECK (comment_count >= 0),
  constraint community_posts_finite CHECK (isfinite(published_at) AND isfinite(edited_at) AND isfinite(pinned_until)),
  constraint community_posts_image_path_check CHECK (char_length(image_path) <= 500),
  constraint community_posts_image_path_in_bucket_check CHECK (image_path ~ (('^posts/'::text || user_id::text) || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$'::text)),
  constraint community_posts_kind_check CHECK (kind = ANY (ARRAY['question'::text, 'story'::text, 'advice'::text, 'meetup'::text, 'photo'::text])),
  constraint community_posts_pkey PRIMARY KEY (id),
  constraint community_posts_reaction_count_check CHECK (reaction_count >= 0),
  constraint community_posts_state_check CHECK (state = ANY (ARRAY['pending'::text, 'published'::text, 'hidden'::text, 'removed'::text])),
  constraint community_posts_title_check CHECK (char_length(title) >= 1 AND char_length(title) <= 200),
  constraint community_posts_title_required_check CHECK (private.said(title) IS NOT NULL),
  constraint community_posts_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES content_topics(id) ON DELETE SET NULL,
  constraint community_posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint community_posts_version_check CHECK (version >= 1),
  constraint community_posts_view_count_check CHECK (view_count >= 0)
);

comment on table public.community_posts is 'Posts that members write, with the state that moderation gives them.';

comment on column public.community_posts.version is 'Counts the texts of this post: an edit by its author makes the next one.';
comment on column public.community_posts.pending_version is 'An edit that waits to be judged: its text is in content_versions, this row is still what was approved.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → pending
--   hidden → published, removed
--   pending → hidden, published, removed
--   published → hidden, removed
--   removed → hidden, published

CREATE INDEX community_posts_against_idx ON public.community_posts USING btree (user_id, state) WHERE (state = ANY (ARRAY['hidden'::text, 'removed'::text]));
CREATE INDEX community_posts_copies_idx ON public.community_posts USING btree (private.duplicate_key(body), user_id);
CREATE INDEX community_posts_created_idx ON public.community_posts USING btree (created_at DESC, id DESC) INCLUDE (user_id);
CREATE INDEX community_posts_edited_idx ON public.community_posts USING btree (id) WHERE (version > 1);
CREATE INDEX community_posts_pinned_idx ON public.community_posts USING btree (pinned_until) WHERE (pinned_until IS NOT NULL);
CREATE INDEX community_posts_search_idx ON public.community_posts USING gin (search extensions.gin_trgm_ops);
CREATE INDEX community_posts_state_idx ON public.community_posts USING btree (state, created_at DESC, id DESC);
CREATE INDEX community_posts_topic_idx ON public.community_posts USING btree (topic_id, created_at DESC);
CREATE INDEX community_posts_user_idx ON public.community_posts USING btree (user_id, created_at DESC);

CREATE TRIGGER a_columns BEFORE UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.only_own_columns('user_id');
CREATE TRIGGER a_fixed BEFORE UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'user_id', 'version', 'view_count', 'comment_count', 'reaction_count', 'edited_at', 'created_at');
CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON community_posts FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_pinned_until BEFORE INSERT OR UPDATE OF pinned_until ON community_posts FOR EACH ROW WHEN (new.pinned_until < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.pinned_until >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('pinned_until');
CREATE TRIGGER a_signals AFTER INSERT ON community_posts FOR EACH ROW EXECUTE FUNCTION private.add_signals();
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON community_posts FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER activity_delete AFTER DELETE ON community_posts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('writing', '''post''', 'user_id', 'created_at', '0');
CREATE TRIGGER activity_insert AFTER INSERT ON community_posts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('writing', '''post''', 'user_id', 'created_at', '0');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON community_posts FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('writing');
CREATE TRIGGER activity_update AFTER UPDATE ON community_posts FOR EACH ROW WHEN (old.user_id IS DISTINCT FROM new.user_id OR old.created_at IS DISTINCT FROM new.created_at) EXECUTE FUNCTION private.keep_activity('writing', '''post''', 'user_id', 'created_at', '0');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT OR UPDATE OF title, body, image_path ON community_posts FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'writing');
CREATE TRIGGER keep_reported BEFORE DELETE ON community_posts FOR EACH ROW WHEN (CURRENT_USER = ANY (ARRAY['authenticated'::name, 'service_role'::name])) EXECUTE FUNCTION private.keep_reported();
CREATE TRIGGER protect BEFORE UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.protect_columns('moderator', 'user_id', 'state', 'version', 'view_count', 'comment_count', 'reaction_count', 'published_at', 'pinned_until', 'edited_at', 'created_at');
CREATE TRIGGER published BEFORE INSERT OR UPDATE OF state ON community_posts FOR EACH ROW EXECUTE FUNCTION private.stamp_published();
CREATE TRIGGER topic BEFORE UPDATE OF topic_id, kind ON community_posts FOR EACH ROW WHEN (new.topic_id IS DISTINCT FROM old.topic_id OR new.kind IS DISTINCT FROM old.kind) EXECUTE FUNCTION private.keep_topic();
CREATE TRIGGER touch BEFORE UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON community_posts FOR EACH ROW WHEN (new.id::text IS DISTINCT FROM private.context('taking_back'::text)) EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER version BEFORE UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.count_version();
CREATE TRIGGER waiting_change AFTER UPDATE ON community_posts FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state OR old.version IS DISTINCT FROM new.version OR old.pending_version IS DISTINCT FROM new.pending_version OR old.created_at IS DISTINCT FROM new.created_at OR old.published_at IS DISTINCT FROM new.published_at OR old.edited_at IS DISTINCT FROM new.edited_at) EXECUTE FUNCTION private.keep_waiting();
CREATE TRIGGER waiting_gone AFTER DELETE ON community_posts FOR EACH ROW EXECUTE FUNCTION private.keep_waiting();
CREATE TRIGGER waiting_new AFTER INSERT ON community_posts FOR EACH ROW WHEN (new.state = 'pending'::text OR new.version > 1) EXECUTE FUNCTION private.keep_waiting();

alter table public.community_posts enable row level security;

create policy "community_posts insert" on public.community_posts for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND (state = 'pending'::text) AND (NOT ( SELECT private.is_kept_from('writing'::text) AS is_kept_from))));
create policy "community_posts select" on public.community_posts for select to authenticated
  using (((state = 'published'::text) OR (user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "community_posts update" on public.community_posts for update to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)))
  with check ((((user_id = ( SELECT auth.uid() AS uid)) AND (NOT ( SELECT private.is_kept_from('writing'::text) AS is_kept_from))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.community_posts to authenticated;
grant delete, select on public.community_posts to service_role;

grant insert (id, user_id, topic_id, kind, title, body, image_path) on public.community_posts to authenticated;
grant update (topic_id, kind, title, body, image_path, pinned_until) on public.community_posts to authenticated;
grant insert (id, user_id, topic_id, kind, title, body, image_path, created_at) on public.community_posts to service_role;
grant update (topic_id, kind, title, body, image_path, view_count, pinned_until) on public.community_posts to service_role;
