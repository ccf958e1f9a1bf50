-- Written by `npm run schema` from the migrations: change those, not this.

create table public.match_feedback (
  id uuid default gen_random_uuid() not null,
  match_id uuid not null,
  user_id uuid not null,
  rating smallint not null,
  would_meet_again boolean,
  comment text,
  tags text[] default '{}'::text[] not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{comment}'::text[], ARRAY[comment])) stored,
  constraint match_feedback_comment_check CHECK (char_length(comment) <= 2000),
  constraint match_feedback_match_id_fkey FOREIGN KEY (match_id) REFERENCES matches(id) ON DELETE CASCADE,
  constraint match_feedback_match_id_user_id_key UNIQUE (match_id, user_id),
  constraint match_feedback_pkey PRIMARY KEY (id),
  constraint match_feedback_rating_check CHECK (rating >= 1 AND rating <= 5),
  constraint match_feedback_tags_length_check CHECK (private.is_text_list(tags, 100, 100)),
  constraint match_feedback_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.match_feedback is 'What members say of a match afterwards.';

CREATE INDEX match_feedback_created_idx ON public.match_feedback USING btree (created_at DESC, id DESC);
CREATE INDEX match_feedback_user_idx ON public.match_feedback USING btree (user_id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON match_feedback FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON match_feedback FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER activity_delete AFTER DELETE ON match_feedback REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('rating', '''''', 'null', '(select m.created_at from public.matches m where m.id = match_id)', 'rating');
CREATE TRIGGER activity_insert AFTER INSERT ON match_feedback REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('rating', '''''', 'null', '(select m.created_at from public.matches m where m.id = match_id)', 'rating');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON match_feedback FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('rating');
CREATE TRIGGER activity_update AFTER UPDATE ON match_feedback REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('rating', '''''', 'null', '(select m.created_at from public.matches m where m.id = match_id)', 'rating');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON match_feedback FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT OR UPDATE ON match_feedback FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'taking_part');
CREATE TRIGGER touch BEFORE UPDATE ON match_feedback FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.match_feedback enable row level security;

create policy "match_feedback insert" on public.match_feedback for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND (EXISTS ( SELECT
   FROM matches m
  WHERE ((m.id = match_feedback.match_id) AND ((( SELECT auth.uid() AS uid) = m.user_a) OR (( SELECT auth.uid() AS uid) = m.user_b)))))));
create policy "match_feedback select" on public.match_feedback for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "match_feedback update" on public.match_feedback for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

grant select on public.match_feedback to authenticated;
grant delete, select on public.match_feedback to service_role;

grant insert (id, match_id, user_id, rating, would_meet_again, comment, tags) on public.match_feedback to authenticated;
grant update (rating, would_meet_again, comment, tags) on public.match_feedback to authenticated;
grant insert (id, match_id, user_id, rating, would_meet_again, comment, tags, created_at) on public.match_feedback to service_role;
grant update (rating, would_meet_again, comment, tags) on public.match_feedback to service_role;
