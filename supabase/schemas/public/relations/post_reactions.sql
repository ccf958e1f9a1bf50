-- Written by `npm run schema` from the migrations: change those, not this.

create table public.post_reactions (
  id uuid default gen_random_uuid() not null,
  post_id uuid not null,
  user_id uuid not null,
  kind text default 'like'::text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint post_reactions_kind_check CHECK (kind = ANY (ARRAY['like'::text, 'heart'::text, 'insightful'::text, 'support'::text, 'funny'::text])),
  constraint post_reactions_pkey PRIMARY KEY (id),
  constraint post_reactions_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint post_reactions_post_id_user_id_kind_key UNIQUE (post_id, user_id, kind),
  constraint post_reactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint post_reactions_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE CASCADE
);

comment on table public.post_reactions is 'Reactions of members to posts.';

CREATE INDEX post_reactions_created_idx ON public.post_reactions USING btree (created_at DESC, id DESC);
CREATE INDEX post_reactions_user_idx ON public.post_reactions USING btree (user_id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON post_reactions FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON post_reactions FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER activity_delete AFTER DELETE ON post_reactions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('reaction', '''''', 'null', 'created_at', '0');
CREATE TRIGGER activity_insert AFTER INSERT ON post_reactions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('reaction', '''''', 'null', 'created_at', '0');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON post_reactions FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('reaction');
CREATE TRIGGER activity_update AFTER UPDATE ON post_reactions FOR EACH ROW WHEN (old.created_at IS DISTINCT FROM new.created_at) EXECUTE FUNCTION private.keep_activity('reaction', '''''', 'null', 'created_at', '0');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON post_reactions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT OR UPDATE OF kind ON post_reactions FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'taking_part');
CREATE TRIGGER count_on_post AFTER INSERT OR DELETE ON post_reactions FOR EACH ROW EXECUTE FUNCTION private.count_on_post('reaction');
CREATE TRIGGER touch BEFORE UPDATE ON post_reactions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.post_reactions enable row level security;

create policy "post_reactions delete" on public.post_reactions for delete to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));
create policy "post_reactions insert" on public.post_reactions for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND (NOT ( SELECT private.is_kept_from('taking_part'::text) AS is_kept_from)) AND (EXISTS ( SELECT
   FROM community_posts p
  WHERE ((p.id = post_reactions.post_id) AND (p.state = 'published'::text))))));
create policy "post_reactions select" on public.post_reactions for select to authenticated
  using ((( SELECT private.has_role('moderator'::text) AS has_role) OR (user_id = ( SELECT auth.uid() AS uid)) OR (( SELECT private.is_staff() AS is_staff) AND (EXISTS ( SELECT
   FROM community_posts p
  WHERE ((p.id = post_reactions.post_id) AND (p.state = 'published'::text)))))));

grant delete, select on public.post_reactions to authenticated;
grant delete, select on public.post_reactions to service_role;

grant insert (id, post_id, user_id, kind) on public.post_reactions to authenticated;
grant insert (id, post_id, user_id, kind, created_at) on public.post_reactions to service_role;
grant update (kind) on public.post_reactions to service_role;
