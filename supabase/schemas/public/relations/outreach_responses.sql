-- Written by `npm run schema` from the migrations: change those, not this.

create table public.outreach_responses (
  id uuid default gen_random_uuid() not null,
  lead_id uuid,
  email_send_id bigint,
  channel text default 'email'::text not null,
  subject text,
  body text not null,
  sentiment text default 'neutral'::text not null,
  intent text default 'other'::text not null,
  handled_by uuid,
  handled_at timestamp with time zone,
  handling_note text,
  received_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((COALESCE(subject, ''::text) || ' '::text) || "left"(body, 2000)))) stored,
  folded jsonb generated always as (private.folded_texts('{subject,body,handling_note}'::text[], ARRAY[subject, body, handling_note])) stored,
  source_id uuid,
  sequence_id uuid,
  sequence_email_id uuid,
  variant_id uuid,
  sender_id uuid,
  constraint outreach_responses_body_check CHECK (char_length(body) >= 1 AND char_length(body) <= 20000),
  constraint outreach_responses_channel_check CHECK (channel = ANY (ARRAY['email'::text, 'phone'::text, 'social'::text])),
  constraint outreach_responses_email_send_id_fkey FOREIGN KEY (email_send_id) REFERENCES email_sends(id) ON DELETE SET NULL,
  constraint outreach_responses_finite CHECK (isfinite(handled_at) AND isfinite(received_at)),
  constraint outreach_responses_handled_by_check CHECK (handled_at IS NULL OR handled_by IS NOT NULL),
  constraint outreach_responses_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint outreach_responses_handling_note_check CHECK (char_length(handling_note) <= 2000),
  constraint outreach_responses_intent_check CHECK (intent = ANY (ARRAY['interested'::text, 'question'::text, 'later'::text, 'not_interested'::text, 'unsubscribe'::text, 'out_of_office'::text, 'other'::text])),
  constraint outreach_responses_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE SET NULL,
  constraint outreach_responses_pkey PRIMARY KEY (id),
  constraint outreach_responses_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES outreach_senders(id) ON DELETE SET NULL,
  constraint outreach_responses_sentiment_check CHECK (sentiment = ANY (ARRAY['positive'::text, 'neutral'::text, 'negative'::text])),
  constraint outreach_responses_sequence_email_id_fkey FOREIGN KEY (sequence_email_id) REFERENCES sequence_emails(id) ON DELETE SET NULL,
  constraint outreach_responses_sequence_id_fkey FOREIGN KEY (sequence_id) REFERENCES outreach_sequences(id) ON DELETE SET NULL,
  constraint outreach_responses_source_id_fkey FOREIGN KEY (source_id) REFERENCES lead_sources(id) ON DELETE SET NULL,
  constraint outreach_responses_subject_check CHECK (char_length(subject) <= 300),
  constraint outreach_responses_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES sequence_variants(id) ON DELETE SET NULL
);

comment on table public.outreach_responses is 'Replies of leads.';

comment on column public.outreach_responses.source_id is 'Where its lead was from when the mail that it answers was queued; without one, when it came.';
comment on column public.outreach_responses.sequence_id is 'The sequence of the mail that it answers.';
comment on column public.outreach_responses.sequence_email_id is 'The step that it answers.';
comment on column public.outreach_responses.variant_id is 'The further text that it answers; none for the text of the step itself.';
comment on column public.outreach_responses.sender_id is 'The sender of the mail that it answers.';

CREATE INDEX outreach_responses_handled_by_idx ON public.outreach_responses USING btree (handled_by);
CREATE INDEX outreach_responses_lead_idx ON public.outreach_responses USING btree (lead_id, received_at DESC);
CREATE INDEX outreach_responses_open_idx ON public.outreach_responses USING btree (received_at DESC) WHERE (handled_at IS NULL);
CREATE INDEX outreach_responses_received_idx ON public.outreach_responses USING btree (received_at DESC, id DESC);
CREATE INDEX outreach_responses_search_idx ON public.outreach_responses USING gin (search extensions.gin_trgm_ops);
CREATE INDEX outreach_responses_send_idx ON public.outreach_responses USING btree (email_send_id);
CREATE INDEX outreach_responses_sender_idx ON public.outreach_responses USING btree (sender_id, received_at DESC);
CREATE INDEX outreach_responses_sequence_idx ON public.outreach_responses USING btree (sequence_id, received_at DESC);
CREATE INDEX outreach_responses_source_idx ON public.outreach_responses USING btree (source_id);
CREATE INDEX outreach_responses_step_idx ON public.outreach_responses USING btree (sequence_email_id, received_at DESC);
CREATE INDEX outreach_responses_variant_idx ON public.outreach_responses USING btree (variant_id, received_at DESC);

CREATE TRIGGER a_team BEFORE INSERT ON outreach_responses FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER apply_response AFTER INSERT OR UPDATE OF intent ON outreach_responses FOR EACH ROW EXECUTE FUNCTION private.apply_response();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON outreach_responses FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_answered BEFORE INSERT ON outreach_responses FOR EACH ROW EXECUTE FUNCTION private.note_answered();
CREATE TRIGGER note_later AFTER UPDATE OF intent ON outreach_responses FOR EACH ROW WHEN (new.intent = 'later'::text AND old.intent <> 'later'::text) EXECUTE FUNCTION private.note_later();
CREATE TRIGGER touch BEFORE UPDATE ON outreach_responses FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.outreach_responses enable row level security;

create policy "outreach_responses insert" on public.outreach_responses for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_responses select" on public.outreach_responses for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_responses update" on public.outreach_responses for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.outreach_responses to authenticated;
grant select on public.outreach_responses to service_role;

grant update (sentiment, intent, handling_note) on public.outreach_responses to authenticated;
