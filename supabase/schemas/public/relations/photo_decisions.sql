-- Written by `npm run schema` from the migrations: change those, not this.

create table public.photo_decisions (
  id bigint generated always as identity not null,
  image_id uuid not null,
  member_id uuid not null,
  decision text not null,
  reason_code text,
  note text,
  moderator_id uuid not null,
  checksum text not null,
  decision_seen bigint,
  state_before text not null,
  state_after text not null,
  rejection_before text,
  undoes_id bigint,
  client_key uuid not null,
  over_claim boolean default false not null,
  waiting_since timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint photo_decisions_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'::text),
  constraint photo_decisions_client_key_key UNIQUE (client_key),
  constraint photo_decisions_decision_check CHECK (decision = ANY (ARRAY['approve'::text, 'reject'::text, 'escalate'::text, 'undo'::text])),
  constraint photo_decisions_finite CHECK (isfinite(waiting_since)),
  constraint photo_decisions_member_id_fkey FOREIGN KEY (member_id) REFERENCES profiles(id) ON DELETE RESTRICT,
  constraint photo_decisions_moderator_id_fkey FOREIGN KEY (moderator_id) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint photo_decisions_note_check CHECK (char_length(note) <= 2000),
  constraint photo_decisions_pkey PRIMARY KEY (id),
  constraint photo_decisions_reason_code_fkey FOREIGN KEY (reason_code) REFERENCES moderation_reasons(code) ON DELETE RESTRICT,
  constraint photo_decisions_undo_check CHECK ((decision = 'undo'::text) = (undoes_id IS NOT NULL)),
  constraint photo_decisions_undoes_id_fkey FOREIGN KEY (undoes_id) REFERENCES photo_decisions(id) ON DELETE RESTRICT,
  constraint photo_decisions_undoes_id_key UNIQUE (undoes_id)
);

comment on table public.photo_decisions is 'What was decided about members'' photos, by whom and why, with the checksum of the picture that was seen; never changed.';

comment on column public.photo_decisions.image_id is 'The photo; it stays known here when the member takes it away.';

CREATE INDEX photo_decisions_checksum_idx ON public.photo_decisions USING btree (checksum);
CREATE INDEX photo_decisions_created_idx ON public.photo_decisions USING btree (created_at DESC, id DESC);
CREATE INDEX photo_decisions_image_idx ON public.photo_decisions USING btree (image_id, id DESC);
CREATE INDEX photo_decisions_member_idx ON public.photo_decisions USING btree (member_id, id DESC);
CREATE INDEX photo_decisions_moderator_idx ON public.photo_decisions USING btree (moderator_id, created_at DESC);
CREATE INDEX photo_decisions_reason_idx ON public.photo_decisions USING btree (reason_code);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON photo_decisions FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON photo_decisions FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON photo_decisions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER note_file BEFORE INSERT ON photo_decisions FOR EACH ROW EXECUTE FUNCTION private.note_file();
CREATE TRIGGER reason_fits BEFORE INSERT ON photo_decisions FOR EACH ROW EXECUTE FUNCTION private.fit_reason('photo');

alter table public.photo_decisions enable row level security;

create policy "photo_decisions select" on public.photo_decisions for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.photo_decisions to authenticated;
grant select on public.photo_decisions to service_role;
