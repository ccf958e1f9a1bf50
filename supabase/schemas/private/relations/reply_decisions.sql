-- Written by `npm run schema` from the migrations: change those, not this.

create table private.reply_decisions (
  id bigint generated always as identity not null,
  response_id uuid not null,
  decision text not null,
  note text,
  before jsonb not null,
  decided_by uuid,
  decided_at timestamp with time zone default clock_timestamp() not null,
  client_key uuid not null,
  undone_at timestamp with time zone,
  undo_key uuid,
  constraint reply_decisions_client_key_key UNIQUE (client_key),
  constraint reply_decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint reply_decisions_decision_check CHECK (decision = ANY (ARRAY['handled'::text, 'unsubscribe'::text, 'convert'::text, 'later'::text, 'assign'::text])),
  constraint reply_decisions_note_check CHECK (char_length(note) <= 2000),
  constraint reply_decisions_pkey PRIMARY KEY (id),
  constraint reply_decisions_response_id_fkey FOREIGN KEY (response_id) REFERENCES outreach_responses(id) ON DELETE CASCADE,
  constraint reply_decisions_undo_key_key UNIQUE (undo_key)
);

comment on table private.reply_decisions is 'What was decided about each reply, and what was before, so that it can be taken back.';

CREATE INDEX reply_decisions_decided_by_idx ON private.reply_decisions USING btree (decided_by);
CREATE INDEX reply_decisions_response_idx ON private.reply_decisions USING btree (response_id, id DESC);

alter table private.reply_decisions enable row level security;
