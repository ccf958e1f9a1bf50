-- Written by `npm run schema` from the migrations: change those, not this.

create table public.bot_reviews (
  id bigint generated always as identity not null,
  action_id bigint not null,
  decision text not null,
  note text,
  reviewer_id uuid not null,
  decision_seen bigint,
  state_before text not null,
  state_after text not null,
  note_before text,
  undoes_id bigint,
  client_key uuid not null,
  created_at timestamp with time zone default now() not null,
  reviewed_by_before uuid,
  reviewed_at_before timestamp with time zone,
  constraint bot_reviews_action_id_fkey FOREIGN KEY (action_id) REFERENCES bot_actions_log(id) ON DELETE RESTRICT,
  constraint bot_reviews_client_key_key UNIQUE (client_key),
  constraint bot_reviews_decision_check CHECK (decision = ANY (ARRAY['confirm'::text, 'overturn'::text, 'revert'::text, 'attention'::text, 'undo'::text])),
  constraint bot_reviews_finite CHECK (isfinite(reviewed_at_before)),
  constraint bot_reviews_note_check CHECK (char_length(note) <= 2000),
  constraint bot_reviews_note_check1 CHECK ((decision <> ALL (ARRAY['overturn'::text, 'revert'::text])) OR COALESCE(btrim(note), ''::text) <> ''::text),
  constraint bot_reviews_pkey PRIMARY KEY (id),
  constraint bot_reviews_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint bot_reviews_undo_check CHECK ((decision = 'undo'::text) = (undoes_id IS NOT NULL)),
  constraint bot_reviews_undoes_id_fkey FOREIGN KEY (undoes_id) REFERENCES bot_reviews(id) ON DELETE RESTRICT,
  constraint bot_reviews_undoes_id_key UNIQUE (undoes_id)
);

comment on table public.bot_reviews is 'People''s verdicts on what bots did, each once, with its reason; never changed.';

comment on column public.bot_reviews.decision is 'revert: overturned, and what the bot changed was put back.';
comment on column public.bot_reviews.reviewed_by_before is 'Who had given the verdict that held before this one.';
comment on column public.bot_reviews.reviewed_at_before is 'When the verdict that held before this one was given.';

CREATE INDEX bot_reviews_action_idx ON public.bot_reviews USING btree (action_id, id DESC);
CREATE INDEX bot_reviews_created_idx ON public.bot_reviews USING btree (created_at DESC, id DESC);
CREATE INDEX bot_reviews_reviewer_idx ON public.bot_reviews USING btree (reviewer_id, created_at DESC);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON bot_reviews FOR EACH ROW EXECUTE FUNCTION private.keep_bot_review();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON bot_reviews FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON bot_reviews FOR EACH ROW EXECUTE FUNCTION private.audit('log');

alter table public.bot_reviews enable row level security;

create policy "bot_reviews select" on public.bot_reviews for select to authenticated
  using ((( SELECT private.has_role('moderator'::text) AS has_role) OR (( SELECT private.is_staff() AS is_staff) AND (EXISTS ( SELECT
   FROM bot_actions_log l
  WHERE (l.id = bot_reviews.action_id))))));

grant select on public.bot_reviews to authenticated;
grant select on public.bot_reviews to service_role;
