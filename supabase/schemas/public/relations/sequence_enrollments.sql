-- Written by `npm run schema` from the migrations: change those, not this.

create table public.sequence_enrollments (
  id uuid default gen_random_uuid() not null,
  sequence_id uuid not null,
  lead_id uuid,
  state text default 'active'::text not null,
  current_step smallint default 0 not null,
  next_send_at timestamp with time zone,
  stop_reason text,
  enrolled_by uuid default auth.uid(),
  enrolled_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{stop_reason}'::text[], ARRAY[stop_reason])) stored,
  source_id uuid,
  constraint sequence_enrollments_current_step_check CHECK (current_step >= 0),
  constraint sequence_enrollments_enrolled_by_fkey FOREIGN KEY (enrolled_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint sequence_enrollments_finite CHECK (isfinite(next_send_at) AND isfinite(enrolled_at) AND isfinite(ended_at)),
  constraint sequence_enrollments_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE SET NULL,
  constraint sequence_enrollments_pkey PRIMARY KEY (id),
  constraint sequence_enrollments_sequence_id_fkey FOREIGN KEY (sequence_id) REFERENCES outreach_sequences(id) ON DELETE RESTRICT,
  constraint sequence_enrollments_sequence_id_lead_id_key UNIQUE (sequence_id, lead_id),
  constraint sequence_enrollments_source_id_fkey FOREIGN KEY (source_id) REFERENCES lead_sources(id) ON DELETE SET NULL,
  constraint sequence_enrollments_state_check CHECK (state = ANY (ARRAY['active'::text, 'paused'::text, 'completed'::text, 'replied'::text, 'bounced'::text, 'unsubscribed'::text, 'stopped'::text])),
  constraint sequence_enrollments_stop_reason_check CHECK (char_length(stop_reason) <= 300)
);

comment on table public.sequence_enrollments is 'One lead in one sequence.';

comment on column public.sequence_enrollments.source_id is 'Where its lead was from when it was enrolled.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active
--   active → bounced, completed, paused, replied, stopped, unsubscribed
--   paused → active, bounced, replied, stopped, unsubscribed

CREATE INDEX sequence_enrollments_by_state_idx ON public.sequence_enrollments USING btree (state, enrolled_at DESC, id DESC);
CREATE INDEX sequence_enrollments_claim_idx ON public.sequence_enrollments USING btree (sequence_id, next_send_at, id) WHERE (state = 'active'::text);
CREATE INDEX sequence_enrollments_ended_idx ON public.sequence_enrollments USING btree (ended_at DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX sequence_enrollments_enrolled_by_idx ON public.sequence_enrollments USING btree (enrolled_by);
CREATE INDEX sequence_enrollments_enrolled_idx ON public.sequence_enrollments USING btree (enrolled_at DESC, id DESC);
CREATE INDEX sequence_enrollments_held_idx ON public.sequence_enrollments USING btree (enrolled_at DESC, id DESC) WHERE ((state = 'paused'::text) AND (stop_reason IS NOT NULL));
CREATE INDEX sequence_enrollments_lead_idx ON public.sequence_enrollments USING btree (lead_id);
CREATE INDEX sequence_enrollments_next_send_idx ON public.sequence_enrollments USING btree (next_send_at) WHERE (next_send_at IS NOT NULL);
CREATE INDEX sequence_enrollments_source_idx ON public.sequence_enrollments USING btree (source_id);
CREATE INDEX sequence_enrollments_state_idx ON public.sequence_enrollments USING btree (sequence_id, state);

CREATE TRIGGER a_fixed BEFORE UPDATE ON sequence_enrollments FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'enrolled_at');
CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON sequence_enrollments FOR EACH ROW EXECUTE FUNCTION private.stamp_person('enrolled_by');
CREATE TRIGGER a_team BEFORE INSERT ON sequence_enrollments FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON sequence_enrollments FOR EACH ROW WHEN (COALESCE(private.context('door'::text), ''::text) <> 'enrol'::text) EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER b_source BEFORE INSERT ON sequence_enrollments FOR EACH ROW WHEN (new.source_id IS NULL) EXECUTE FUNCTION private.note_source();
CREATE TRIGGER check_enrollment BEFORE INSERT OR UPDATE ON sequence_enrollments FOR EACH ROW EXECUTE FUNCTION private.check_enrollment();
CREATE TRIGGER end_enrollment AFTER UPDATE OF state ON sequence_enrollments FOR EACH ROW WHEN ((new.state = ANY (ARRAY['replied'::text, 'bounced'::text, 'unsubscribed'::text, 'stopped'::text])) AND new.state <> old.state) EXECUTE FUNCTION private.end_enrollment();
CREATE TRIGGER stop_company AFTER UPDATE OF state ON sequence_enrollments FOR EACH ROW WHEN (new.state <> old.state AND ((new.state = ANY (ARRAY['replied'::text, 'unsubscribed'::text])) OR new.state = 'stopped'::text AND (new.stop_reason = ANY (ARRAY['Complained about the mail'::text, 'The lead objected'::text, 'The lead is converted'::text, 'Suppressed: objected'::text, 'Suppressed: complained'::text, 'Suppressed: legal'::text])))) EXECUTE FUNCTION private.stop_company();
CREATE TRIGGER touch BEFORE UPDATE ON sequence_enrollments FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON sequence_enrollments FOR EACH ROW WHEN (COALESCE(private.context('door'::text), ''::text) <> 'enrol'::text) EXECUTE FUNCTION private.enforce_transition();

alter table public.sequence_enrollments enable row level security;

create policy "sequence_enrollments insert" on public.sequence_enrollments for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_enrollments select" on public.sequence_enrollments for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_enrollments update" on public.sequence_enrollments for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.sequence_enrollments to authenticated;
grant select on public.sequence_enrollments to service_role;

grant insert (id, sequence_id, lead_id) on public.sequence_enrollments to authenticated;
grant update (state, stop_reason) on public.sequence_enrollments to authenticated;
