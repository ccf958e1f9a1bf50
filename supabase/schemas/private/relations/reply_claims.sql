-- Written by `npm run schema` from the migrations: change those, not this.

create table private.reply_claims (
  response_id uuid not null,
  staff_id uuid not null,
  claimed_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint reply_claims_pkey PRIMARY KEY (response_id),
  constraint reply_claims_response_id_fkey FOREIGN KEY (response_id) REFERENCES outreach_responses(id) ON DELETE CASCADE,
  constraint reply_claims_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_members(user_id) ON DELETE CASCADE
);

comment on table private.reply_claims is 'Who looks at which reply at this moment, so that no two answer it.';

CREATE INDEX reply_claims_staff_idx ON private.reply_claims USING btree (staff_id);

alter table private.reply_claims enable row level security;
