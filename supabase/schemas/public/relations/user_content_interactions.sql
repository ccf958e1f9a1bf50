-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_content_interactions (
  id bigint generated always as identity not null,
  user_id uuid not null,
  article_id uuid not null,
  kind text not null,
  progress smallint default 0 not null,
  seconds integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint user_content_interactions_article_id_fkey FOREIGN KEY (article_id) REFERENCES content_articles(id) ON DELETE CASCADE,
  constraint user_content_interactions_kind_check CHECK (kind = ANY (ARRAY['viewed'::text, 'read'::text, 'liked'::text, 'saved'::text, 'shared'::text])),
  constraint user_content_interactions_pkey PRIMARY KEY (id),
  constraint user_content_interactions_progress_check CHECK (progress >= 0 AND progress <= 100),
  constraint user_content_interactions_seconds_check CHECK (seconds >= 0),
  constraint user_content_interactions_user_id_article_id_kind_key UNIQUE (user_id, article_id, kind),
  constraint user_content_interactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.user_content_interactions is 'What members read and how far.';

comment on column public.user_content_interactions.progress is 'Per cent of the article read.';

CREATE INDEX user_content_interactions_article_idx ON public.user_content_interactions USING btree (article_id, created_at DESC);
CREATE INDEX user_content_interactions_created_idx ON public.user_content_interactions USING btree (created_at DESC, id DESC) INCLUDE (article_id, user_id, kind);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON user_content_interactions FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_content_interactions FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER activity_delete AFTER DELETE ON user_content_interactions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('article', 'article_id', 'user_id', 'created_at', '0');
CREATE TRIGGER activity_insert AFTER INSERT ON user_content_interactions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('article', 'article_id', 'user_id', 'created_at', '0');
CREATE TRIGGER activity_read_delete AFTER DELETE ON user_content_interactions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('read', 'article_id', 'user_id', 'case when kind = ''read'' then created_at end', '0');
CREATE TRIGGER activity_read_insert AFTER INSERT ON user_content_interactions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('read', 'article_id', 'user_id', 'case when kind = ''read'' then created_at end', '0');
CREATE TRIGGER activity_read_truncate AFTER TRUNCATE ON user_content_interactions FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('read');
CREATE TRIGGER activity_read_update AFTER UPDATE ON user_content_interactions FOR EACH ROW WHEN (old.user_id IS DISTINCT FROM new.user_id OR old.article_id IS DISTINCT FROM new.article_id OR old.created_at IS DISTINCT FROM new.created_at OR old.kind IS DISTINCT FROM new.kind) EXECUTE FUNCTION private.keep_activity('read', 'article_id', 'user_id', 'case when kind = ''read'' then created_at end', '0');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON user_content_interactions FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('article');
CREATE TRIGGER activity_update AFTER UPDATE ON user_content_interactions FOR EACH ROW WHEN (old.user_id IS DISTINCT FROM new.user_id OR old.article_id IS DISTINCT FROM new.article_id OR old.created_at IS DISTINCT FROM new.created_at) EXECUTE FUNCTION private.keep_activity('article', 'article_id', 'user_id', 'created_at', '0');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_content_interactions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON user_content_interactions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.user_content_interactions enable row level security;

create policy "user_content_interactions insert" on public.user_content_interactions for insert to authenticated
  with check ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_content_interactions select" on public.user_content_interactions for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_content_interactions update" on public.user_content_interactions for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

grant select on public.user_content_interactions to authenticated;
grant delete, select on public.user_content_interactions to service_role;

grant insert (user_id, article_id, kind, progress, seconds) on public.user_content_interactions to authenticated;
grant update (progress, seconds) on public.user_content_interactions to authenticated;
grant insert (user_id, article_id, kind, progress, seconds, created_at) on public.user_content_interactions to service_role;
grant update (kind, progress, seconds) on public.user_content_interactions to service_role;
