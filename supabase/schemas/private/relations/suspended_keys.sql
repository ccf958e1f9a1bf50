-- Written by `npm run schema` from the migrations: change those, not this.

create table private.suspended_keys (
  key text not null,
  member_id uuid not null,
  constraint suspended_keys_member_id_fkey FOREIGN KEY (member_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint suspended_keys_pkey PRIMARY KEY (key, member_id)
);

comment on table private.suspended_keys is 'The mailboxes of the members who are suspended now, in the form of `private.mail_key`: leads with one of them are not mailed. Kept by trigger.';

CREATE INDEX suspended_keys_member_idx ON private.suspended_keys USING btree (member_id);

alter table private.suspended_keys enable row level security;
