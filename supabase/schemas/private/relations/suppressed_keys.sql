-- Written by `npm run schema` from the migrations: change those, not this.

create table private.suppressed_keys (
  key text not null,
  suppression_id uuid not null,
  constraint suppressed_keys_pkey PRIMARY KEY (key, suppression_id),
  constraint suppressed_keys_suppression_id_fkey FOREIGN KEY (suppression_id) REFERENCES outreach_suppressions(id) ON DELETE CASCADE
);

comment on table private.suppressed_keys is 'The keys of the suppressions in force: who has one of them is not mailed. Kept by trigger.';

CREATE INDEX suppressed_keys_suppression_idx ON private.suppressed_keys USING btree (suppression_id);

alter table private.suppressed_keys enable row level security;
