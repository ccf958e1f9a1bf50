-- Written by `npm run schema` from the migrations: change those, not this.

create table public.member_reports (
  id uuid default gen_random_uuid() not null,
  member_id uuid,
  conversation_id uuid,
  reporter_id uuid not null,
  category text not null,
  note text,
  state text default 'open'::text not null,
  answer text,
  decided_by uuid,
  decided_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  client_key uuid,
  constraint member_reports_answer_check CHECK (char_length(answer) >= 1 AND char_length(answer) <= 2000),
  constraint member_reports_category_fkey FOREIGN KEY (category) REFERENCES moderation_reasons(code) ON DELETE RESTRICT,
  constraint member_reports_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES user_conversations(id) ON DELETE CASCADE,
  constraint member_reports_decided_at_required_check CHECK ((state = 'open'::text) = (decided_at IS NULL)),
  constraint member_reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint member_reports_finite CHECK (isfinite(decided_at)),
  constraint member_reports_member_id_fkey FOREIGN KEY (member_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint member_reports_not_oneself_check CHECK (member_id <> reporter_id),
  constraint member_reports_note_check CHECK (char_length(note) >= 1 AND char_length(note) <= 2000),
  constraint member_reports_one_subject_check CHECK (num_nonnulls(member_id, conversation_id) = 1),
  constraint member_reports_pkey PRIMARY KEY (id),
  constraint member_reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint member_reports_state_check CHECK (state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text]))
);

comment on table public.member_reports is 'What members report of a person, or of their conversation with the onboarding bot. Conversations between members are not in this schema.';

comment on column public.member_reports.answer is 'For colleagues: what was found.';
comment on column public.member_reports.client_key is 'Made by the page for its answer: what comes again under the same key is not done twice.';

CREATE INDEX member_reports_category_idx ON public.member_reports USING btree (category);
CREATE INDEX member_reports_conversation_idx ON public.member_reports USING btree (conversation_id);
CREATE INDEX member_reports_created_idx ON public.member_reports USING btree (created_at DESC, id DESC);
CREATE INDEX member_reports_decided_by_idx ON public.member_reports USING btree (decided_by);
CREATE INDEX member_reports_member_idx ON public.member_reports USING btree (member_id, created_at DESC);
CREATE UNIQUE INDEX member_reports_open_conversation_key ON public.member_reports USING btree (reporter_id, conversation_id) WHERE ((state = 'open'::text) AND (conversation_id IS NOT NULL));
CREATE UNIQUE INDEX member_reports_open_member_key ON public.member_reports USING btree (reporter_id, member_id) WHERE ((state = 'open'::text) AND (member_id IS NOT NULL));
CREATE INDEX member_reports_reporter_idx ON public.member_reports USING btree (reporter_id, created_at DESC);

CREATE TRIGGER a_check BEFORE INSERT ON member_reports FOR EACH ROW EXECUTE FUNCTION private.check_member_report();
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON member_reports FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON member_reports FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT ON member_reports FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('reporter_id', 'taking_part');
CREATE TRIGGER touch BEFORE UPDATE ON member_reports FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.member_reports enable row level security;

create policy "member_reports insert" on public.member_reports for insert to authenticated
  with check (((reporter_id = ( SELECT auth.uid() AS uid)) AND (NOT ( SELECT private.is_kept_from('taking_part'::text) AS is_kept_from)) AND ((conversation_id IS NULL) OR (EXISTS ( SELECT
   FROM user_conversations c
  WHERE ((c.id = member_reports.conversation_id) AND (c.user_id = ( SELECT auth.uid() AS uid))))))));
create policy "member_reports select" on public.member_reports for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.member_reports to authenticated;
grant select on public.member_reports to service_role;

grant insert (id, member_id, conversation_id, reporter_id, category, note) on public.member_reports to authenticated;
