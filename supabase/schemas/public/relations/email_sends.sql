-- Written by `npm run schema` from the migrations: change those, not this.

create table public.email_sends (
  id bigint generated always as identity not null,
  lead_id uuid not null,
  enrollment_id uuid,
  sequence_email_id uuid,
  to_email text not null,
  subject text not null,
  state text default 'queued'::text not null,
  reason text,
  message_id text,
  queued_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  opened_at timestamp with time zone,
  clicked_at timestamp with time zone,
  failed_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  constraint email_sends_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES sequence_enrollments(id) ON DELETE SET NULL,
  constraint email_sends_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint email_sends_message_id_check CHECK (char_length(message_id) <= 200),
  constraint email_sends_message_id_key UNIQUE (message_id),
  constraint email_sends_pkey PRIMARY KEY (id),
  constraint email_sends_reason_check CHECK (char_length(reason) <= 300),
  constraint email_sends_reason_required_check CHECK ((state <> ALL (ARRAY['bounced'::text, 'complained'::text, 'failed'::text, 'skipped'::text])) OR reason IS NOT NULL),
  constraint email_sends_sequence_email_id_fkey FOREIGN KEY (sequence_email_id) REFERENCES sequence_emails(id) ON DELETE SET NULL,
  constraint email_sends_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'opened'::text, 'clicked'::text, 'bounced'::text, 'complained'::text, 'failed'::text, 'skipped'::text])),
  constraint email_sends_subject_check CHECK (char_length(subject) >= 1 AND char_length(subject) <= 200),
  constraint email_sends_to_email_check CHECK (char_length(to_email) >= 3 AND char_length(to_email) <= 254)
);

CREATE INDEX email_sends_enrollment_idx ON public.email_sends USING btree (enrollment_id, queued_at DESC);
CREATE INDEX email_sends_lead_idx ON public.email_sends USING btree (lead_id, queued_at DESC);
CREATE INDEX email_sends_queued_idx ON public.email_sends USING btree (queued_at DESC, id DESC);
CREATE INDEX email_sends_queued_to_idx ON public.email_sends USING btree (lower(to_email)) WHERE (state = 'queued'::text);
CREATE INDEX email_sends_state_idx ON public.email_sends USING btree (state, queued_at DESC, id DESC);
CREATE INDEX email_sends_step_idx ON public.email_sends USING btree (sequence_email_id, queued_at DESC);

CREATE TRIGGER a_await BEFORE INSERT OR UPDATE OF state, to_email ON email_sends FOR EACH ROW WHEN (new.state = ANY (ARRAY['queued'::text, 'sent'::text])) EXECUTE FUNCTION private.await_suppression('mail');
CREATE TRIGGER a_await_suppression BEFORE UPDATE OF state ON email_sends FOR EACH ROW WHEN (new.state = ANY (ARRAY['bounced'::text, 'complained'::text])) EXECUTE FUNCTION private.await_suppression('suppress');
CREATE TRIGGER a_normalise BEFORE INSERT OR UPDATE OF to_email ON email_sends FOR EACH ROW EXECUTE FUNCTION private.normalise_to_email();
CREATE TRIGGER apply_feedback AFTER UPDATE OF state ON email_sends FOR EACH ROW WHEN ((new.state = ANY (ARRAY['bounced'::text, 'complained'::text])) AND new.state <> old.state) EXECUTE FUNCTION private.apply_feedback();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON email_sends FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER check_send BEFORE INSERT OR UPDATE OF state, to_email ON email_sends FOR EACH ROW EXECUTE FUNCTION private.check_send();
CREATE TRIGGER touch BEFORE UPDATE ON email_sends FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON email_sends FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.email_sends enable row level security;

create policy "email_sends select" on public.email_sends for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.email_sends to authenticated;
grant delete, insert, select, update on public.email_sends to service_role;
