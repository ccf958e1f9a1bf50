-- Written by `npm run schema` from the migrations: change those, not this.

create table public.content_reports (
  id uuid default gen_random_uuid() not null,
  post_id uuid,
  comment_id uuid,
  reporter_id uuid not null,
  category text not null,
  note text,
  item_version integer not null,
  state text default 'open'::text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint content_reports_category_fkey FOREIGN KEY (category) REFERENCES moderation_reasons(code) ON DELETE RESTRICT NOT VALID,
  constraint content_reports_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES post_comments(id) ON DELETE CASCADE,
  constraint content_reports_decided_at_required_check CHECK ((state = 'open'::text) = (decided_at IS NULL)),
  constraint content_reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint content_reports_finite CHECK (isfinite(decided_at)),
  constraint content_reports_item_version_check CHECK (item_version >= 1),
  constraint content_reports_note_check CHECK (char_length(note) <= 1000),
  constraint content_reports_one_item_check CHECK (num_nonnulls(post_id, comment_id) = 1),
  constraint content_reports_pkey PRIMARY KEY (id),
  constraint content_reports_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint content_reports_reporter_id_comment_id_item_version_key UNIQUE (reporter_id, comment_id, item_version),
  constraint content_reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint content_reports_reporter_id_post_id_item_version_key UNIQUE (reporter_id, post_id, item_version),
  constraint content_reports_state_check CHECK (state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text]))
);

comment on table public.content_reports is 'Reports by members about posts and comments.';

comment on column public.content_reports.item_version is 'The version that the reporter read; without it, the one that stands there.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → open
--   dismissed → open, upheld
--   open → dismissed, upheld
--   upheld → dismissed, open

CREATE INDEX content_reports_category_idx ON public.content_reports USING btree (category, created_at DESC, id DESC);
CREATE INDEX content_reports_comment_idx ON public.content_reports USING btree (comment_id, state);
CREATE INDEX content_reports_created_idx ON public.content_reports USING btree (created_at DESC, id DESC);
CREATE INDEX content_reports_decided_by_idx ON public.content_reports USING btree (decided_by);
CREATE INDEX content_reports_harmless_idx ON public.content_reports USING btree (COALESCE(post_id, comment_id), item_version, category) WHERE (state = 'dismissed'::text);
CREATE INDEX content_reports_open_idx ON public.content_reports USING btree (created_at) WHERE (state = 'open'::text);
CREATE INDEX content_reports_post_idx ON public.content_reports USING btree (post_id, state);
CREATE INDEX content_reports_reporter_idx ON public.content_reports USING btree (reporter_id, state);

CREATE TRIGGER a_fixed BEFORE UPDATE ON content_reports FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'reporter_id', 'post_id', 'comment_id', 'category', 'item_version', 'decided_by', 'decided_at', 'created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON content_reports FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content_reports FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT ON content_reports FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('reporter_id', 'taking_part');
CREATE TRIGGER count_on_post AFTER INSERT OR DELETE ON content_reports FOR EACH ROW EXECUTE FUNCTION private.count_on_post('report');
CREATE TRIGGER stamp_report BEFORE INSERT OR UPDATE OF state ON content_reports FOR EACH ROW EXECUTE FUNCTION private.stamp_report();
CREATE TRIGGER touch BEFORE UPDATE ON content_reports FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON content_reports FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER waiting AFTER INSERT OR DELETE OR UPDATE ON content_reports FOR EACH ROW EXECUTE FUNCTION private.keep_waiting();

alter table public.content_reports enable row level security;

create policy "content_reports insert" on public.content_reports for insert to authenticated
  with check (((reporter_id = ( SELECT auth.uid() AS uid)) AND (state = 'open'::text) AND (NOT ( SELECT private.is_kept_from('taking_part'::text) AS is_kept_from)) AND ((EXISTS ( SELECT
   FROM community_posts p
  WHERE (p.id = content_reports.post_id))) OR (EXISTS ( SELECT
   FROM post_comments c
  WHERE (c.id = content_reports.comment_id))))));
create policy "content_reports select" on public.content_reports for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.content_reports to authenticated;
grant select on public.content_reports to service_role;

grant insert (id, post_id, comment_id, reporter_id, category, note, item_version) on public.content_reports to authenticated;
grant insert (id, post_id, comment_id, reporter_id, category, note, item_version) on public.content_reports to service_role;
