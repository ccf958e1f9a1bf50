-- Written by `npm run schema` from the migrations: change those, not this.

create table public.moderation_appeals (
  id uuid default gen_random_uuid() not null,
  notice_id uuid not null,
  member_id uuid not null,
  text text not null,
  state text default 'open'::text not null,
  answer text,
  decided_by uuid,
  decided_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  client_key uuid,
  constraint moderation_appeals_answer_check CHECK (char_length(answer) >= 1 AND char_length(answer) <= 2000),
  constraint moderation_appeals_answer_required_check CHECK ((state = 'open'::text) = (answer IS NULL) AND (state = 'open'::text) = (decided_at IS NULL)),
  constraint moderation_appeals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint moderation_appeals_finite CHECK (isfinite(decided_at)),
  constraint moderation_appeals_member_id_fkey FOREIGN KEY (member_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint moderation_appeals_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES member_notices(id) ON DELETE CASCADE,
  constraint moderation_appeals_notice_id_key UNIQUE (notice_id),
  constraint moderation_appeals_pkey PRIMARY KEY (id),
  constraint moderation_appeals_state_check CHECK (state = ANY (ARRAY['open'::text, 'upheld'::text, 'overturned'::text])),
  constraint moderation_appeals_text_check CHECK (char_length(text) >= 1 AND char_length(text) <= 5000),
  constraint moderation_appeals_text_required_check CHECK (private.said(text) IS NOT NULL)
);

comment on table public.moderation_appeals is 'Objections of members. Upheld: the decision stands. Overturned: it was taken back.';

comment on column public.moderation_appeals.client_key is 'Made by the page for its answer: what comes again under the same key is not done twice.';

CREATE UNIQUE INDEX moderation_appeals_client_key_key ON public.moderation_appeals USING btree (client_key);
CREATE INDEX moderation_appeals_created_idx ON public.moderation_appeals USING btree (created_at DESC, id DESC);
CREATE INDEX moderation_appeals_decided_by_idx ON public.moderation_appeals USING btree (decided_by);
CREATE INDEX moderation_appeals_member_idx ON public.moderation_appeals USING btree (member_id, created_at DESC);
CREATE INDEX moderation_appeals_open_idx ON public.moderation_appeals USING btree (created_at) WHERE (state = 'open'::text);

CREATE TRIGGER a_check BEFORE INSERT ON moderation_appeals FOR EACH ROW EXECUTE FUNCTION private.check_appeal();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON moderation_appeals FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER b_said BEFORE INSERT ON moderation_appeals FOR EACH ROW EXECUTE FUNCTION private.require_said('text', 'Say why you object.');
CREATE TRIGGER touch BEFORE UPDATE ON moderation_appeals FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER waiting AFTER INSERT OR DELETE OR UPDATE OF state ON moderation_appeals FOR EACH ROW EXECUTE FUNCTION private.appeal_waits();

alter table public.moderation_appeals enable row level security;

create policy "moderation_appeals insert" on public.moderation_appeals for insert to authenticated
  with check (((member_id = ( SELECT auth.uid() AS uid)) AND (EXISTS ( SELECT
   FROM member_notices n
  WHERE ((n.id = moderation_appeals.notice_id) AND (n.member_id = ( SELECT auth.uid() AS uid)))))));
create policy "moderation_appeals select" on public.moderation_appeals for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.moderation_appeals to authenticated;
grant select on public.moderation_appeals to service_role;

grant insert (id, notice_id, member_id, text) on public.moderation_appeals to authenticated;
