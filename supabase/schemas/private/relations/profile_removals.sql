-- Written by `npm run schema` from the migrations: change those, not this.

create table private.profile_removals (
  notice_id uuid not null,
  field text not null,
  words text not null,
  note text,
  moderator_id uuid not null,
  client_key uuid,
  created_at timestamp with time zone default now() not null,
  constraint profile_removals_client_key_key UNIQUE (client_key),
  constraint profile_removals_field_check CHECK (field = ANY (ARRAY['bio'::text, 'occupation'::text, 'pronouns'::text])),
  constraint profile_removals_moderator_id_fkey FOREIGN KEY (moderator_id) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint profile_removals_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES member_notices(id) ON DELETE CASCADE,
  constraint profile_removals_pkey PRIMARY KEY (notice_id)
);

comment on table private.profile_removals is 'What was taken away of profiles, and by whom: what the member may object to, and what then comes back.';

CREATE INDEX profile_removals_moderator_idx ON private.profile_removals USING btree (moderator_id);

alter table private.profile_removals enable row level security;
