-- Written by `npm run schema` from the migrations: change those, not this.

create table public.email_sends (
  id bigint generated always as identity not null,
  lead_id uuid,
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
  folded jsonb generated always as (private.folded_texts('{subject,reason}'::text[], ARRAY[subject, reason])) stored,
  sequence_id uuid,
  sender_id uuid,
  step smallint,
  step_version integer,
  body text,
  worker text,
  unsubscribe_token uuid,
  variant_id uuid,
  source_id uuid,
  constraint email_sends_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES sequence_enrollments(id) ON DELETE SET NULL,
  constraint email_sends_finite CHECK (isfinite(queued_at) AND isfinite(sent_at) AND isfinite(delivered_at) AND isfinite(opened_at) AND isfinite(clicked_at) AND isfinite(failed_at)),
  constraint email_sends_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE SET NULL,
  constraint email_sends_message_id_check CHECK (char_length(message_id) <= 200),
  constraint email_sends_message_id_key UNIQUE (message_id),
  constraint email_sends_pkey PRIMARY KEY (id),
  constraint email_sends_reason_check CHECK (char_length(reason) <= 300),
  constraint email_sends_reason_required_check CHECK ((state <> ALL (ARRAY['bounced'::text, 'complained'::text, 'failed'::text, 'skipped'::text])) OR reason IS NOT NULL),
  constraint email_sends_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES outreach_senders(id) ON DELETE SET NULL,
  constraint email_sends_sequence_email_id_fkey FOREIGN KEY (sequence_email_id) REFERENCES sequence_emails(id) ON DELETE SET NULL,
  constraint email_sends_sequence_id_fkey FOREIGN KEY (sequence_id) REFERENCES outreach_sequences(id) ON DELETE SET NULL,
  constraint email_sends_source_id_fkey FOREIGN KEY (source_id) REFERENCES lead_sources(id) ON DELETE SET NULL,
  constraint email_sends_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'opened'::text, 'clicked'::text, 'bounced'::text, 'complained'::text, 'failed'::text, 'skipped'::text])),
  constraint email_sends_subject_check CHECK (char_length(subject) >= 1 AND char_length(subject) <= 200),
  constraint email_sends_to_email_check CHECK (char_length(to_email) >= 3 AND char_length(to_email) <= 254),
  constraint email_sends_unsubscribe_token_key UNIQUE (unsubscribe_token),
  constraint email_sends_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES sequence_variants(id) ON DELETE SET NULL,
  constraint email_sends_worker_check CHECK (char_length(worker) <= 120)
);

comment on table public.email_sends is 'Each mail to a lead, with what became of it.';

comment on column public.email_sends.body is 'The text as it was sent, with the lead''s own words in it.';
comment on column public.email_sends.variant_id is 'Which further text of the step it was; none for the text of the step itself.';
comment on column public.email_sends.source_id is 'Where its lead was from when it was queued.';

-- From which state a row may come to which: rows of public.state_transitions.
--   bounced → complained
--   clicked → complained
--   delivered → bounced, clicked, complained, opened
--   failed → queued, skipped
--   opened → clicked, complained
--   queued → failed, sent, skipped
--   sent → bounced, clicked, complained, delivered, failed, opened

CREATE INDEX email_sends_clicked_idx ON public.email_sends USING btree (clicked_at DESC) WHERE (clicked_at IS NOT NULL);
CREATE INDEX email_sends_enrollment_idx ON public.email_sends USING btree (enrollment_id, queued_at DESC);
CREATE INDEX email_sends_lead_idx ON public.email_sends USING btree (lead_id, queued_at DESC);
CREATE INDEX email_sends_opened_idx ON public.email_sends USING btree (opened_at DESC) WHERE (opened_at IS NOT NULL);
CREATE INDEX email_sends_queued_idx ON public.email_sends USING btree (queued_at DESC, id DESC);
CREATE INDEX email_sends_queued_to_idx ON public.email_sends USING btree (lower(to_email)) WHERE (state = 'queued'::text);
CREATE INDEX email_sends_sender_idx ON public.email_sends USING btree (sender_id, queued_at DESC);
CREATE INDEX email_sends_sent_idx ON public.email_sends USING btree (sent_at DESC) WHERE (sent_at IS NOT NULL);
CREATE INDEX email_sends_sequence_idx ON public.email_sends USING btree (sequence_id, queued_at DESC);
CREATE INDEX email_sends_source_idx ON public.email_sends USING btree (source_id, queued_at DESC);
CREATE INDEX email_sends_state_idx ON public.email_sends USING btree (state, queued_at DESC, id DESC);
CREATE INDEX email_sends_step_idx ON public.email_sends USING btree (sequence_email_id, queued_at DESC);
CREATE INDEX email_sends_variant_idx ON public.email_sends USING btree (variant_id, queued_at DESC);

CREATE TRIGGER a_normalise BEFORE INSERT OR UPDATE OF to_email ON email_sends FOR EACH ROW EXECUTE FUNCTION private.normalise_to_email();
CREATE TRIGGER apply_feedback AFTER UPDATE OF state ON email_sends FOR EACH ROW WHEN ((new.state = ANY (ARRAY['bounced'::text, 'complained'::text])) AND new.state <> old.state) EXECUTE FUNCTION private.apply_feedback();
CREATE TRIGGER apply_feedback_told AFTER INSERT ON email_sends FOR EACH ROW WHEN (new.state = ANY (ARRAY['bounced'::text, 'complained'::text])) EXECUTE FUNCTION private.apply_feedback();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON email_sends FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER check_send BEFORE INSERT OR UPDATE OF state, to_email ON email_sends FOR EACH ROW EXECUTE FUNCTION private.check_send();
CREATE TRIGGER sums_delete AFTER DELETE ON email_sends REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_send_sums();
CREATE TRIGGER sums_insert AFTER INSERT ON email_sends REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_send_sums();
CREATE TRIGGER sums_truncate AFTER TRUNCATE ON email_sends FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup();
CREATE TRIGGER sums_update AFTER UPDATE ON email_sends REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_send_sums();
CREATE TRIGGER touch BEFORE UPDATE ON email_sends FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON email_sends FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.email_sends enable row level security;

create policy "email_sends select" on public.email_sends for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.email_sends to authenticated;
grant select on public.email_sends to service_role;
