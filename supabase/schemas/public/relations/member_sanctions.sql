-- Written by `npm run schema` from the migrations: change those, not this.

create table public.member_sanctions (
  id uuid default gen_random_uuid() not null,
  member_id uuid not null,
  kind text not null,
  reason_code text not null,
  message text,
  note text,
  starts_at timestamp with time zone default now() not null,
  ends_at timestamp with time zone,
  decision_id bigint,
  created_by uuid default auth.uid() not null,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_why text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  state_before text,
  permanent_asked boolean default false not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  constraint member_sanctions_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint member_sanctions_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint member_sanctions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES moderation_decisions(id) ON DELETE RESTRICT,
  constraint member_sanctions_end_check CHECK (
CASE kind
    WHEN 'warn'::text THEN ends_at IS NULL
    WHEN 'mute'::text THEN ends_at > starts_at
    ELSE ends_at IS NULL OR ends_at > starts_at
END),
  constraint member_sanctions_finite CHECK (isfinite(starts_at) AND isfinite(ends_at) AND isfinite(lifted_at) AND isfinite(confirmed_at)),
  constraint member_sanctions_kind_check CHECK (kind = ANY (ARRAY['warn'::text, 'mute'::text, 'suspend'::text])),
  constraint member_sanctions_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint member_sanctions_lifted_why_check CHECK (char_length(lifted_why) >= 1 AND char_length(lifted_why) <= 1000),
  constraint member_sanctions_lifted_why_required_check CHECK ((lifted_at IS NULL) = (lifted_why IS NULL)),
  constraint member_sanctions_member_id_fkey FOREIGN KEY (member_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint member_sanctions_message_check CHECK (char_length(message) <= 1000),
  constraint member_sanctions_mute_end_required_check CHECK (kind <> 'mute'::text OR ends_at IS NOT NULL),
  constraint member_sanctions_note_check CHECK (char_length(note) <= 2000),
  constraint member_sanctions_pkey PRIMARY KEY (id),
  constraint member_sanctions_reason_code_fkey FOREIGN KEY (reason_code) REFERENCES moderation_reasons(code) ON DELETE RESTRICT
);

comment on table public.member_sanctions is 'Warnings, mutes and suspensions of members.';

comment on column public.member_sanctions.message is 'What the member reads; without one, the standard text of its kind and reason.';
comment on column public.member_sanctions.note is 'For colleagues; the member never sees it.';
comment on column public.member_sanctions.ends_at is 'Ends by itself then. A suspension without it lasts until it is lifted.';
comment on column public.member_sanctions.decision_id is 'The decision about a post or comment that led to it.';
comment on column public.member_sanctions.state_before is 'The state of the profile to which the end of a suspension returns it.';
comment on column public.member_sanctions.permanent_asked is 'Meant to have no end: it gets none when somebody else confirms it.';

CREATE INDEX member_sanctions_confirmed_by_idx ON public.member_sanctions USING btree (confirmed_by);
CREATE INDEX member_sanctions_created_by_idx ON public.member_sanctions USING btree (created_by);
CREATE INDEX member_sanctions_created_idx ON public.member_sanctions USING btree (created_at DESC, id DESC);
CREATE INDEX member_sanctions_decision_idx ON public.member_sanctions USING btree (decision_id);
CREATE INDEX member_sanctions_lifted_by_idx ON public.member_sanctions USING btree (lifted_by);
CREATE INDEX member_sanctions_member_idx ON public.member_sanctions USING btree (member_id, starts_at DESC);
CREATE INDEX member_sanctions_reason_idx ON public.member_sanctions USING btree (reason_code);
CREATE INDEX member_sanctions_running_idx ON public.member_sanctions USING btree (member_id, kind) WHERE ((lifted_at IS NULL) AND (kind <> 'warn'::text));
CREATE INDEX member_sanctions_starts_idx ON public.member_sanctions USING btree (starts_at DESC, id DESC);

CREATE TRIGGER a_before_bound BEFORE INSERT ON member_sanctions FOR EACH ROW WHEN (new.kind = 'suspend'::text) EXECUTE FUNCTION private.end_before_next();
CREATE TRIGGER a_bound BEFORE INSERT ON member_sanctions FOR EACH ROW EXECUTE FUNCTION private.bound_sanction();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON member_sanctions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER follow AFTER INSERT OR UPDATE ON member_sanctions FOR EACH ROW WHEN (new.kind = 'suspend'::text) EXECUTE FUNCTION private.follow_sanction();
CREATE TRIGGER only_lift BEFORE UPDATE ON member_sanctions FOR EACH ROW EXECUTE FUNCTION private.only_lift();
CREATE TRIGGER tell AFTER INSERT OR UPDATE ON member_sanctions FOR EACH ROW EXECUTE FUNCTION private.tell_of_sanction();
CREATE TRIGGER touch BEFORE UPDATE ON member_sanctions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.member_sanctions enable row level security;

create policy "member_sanctions select" on public.member_sanctions for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.member_sanctions to authenticated;
grant select on public.member_sanctions to service_role;
