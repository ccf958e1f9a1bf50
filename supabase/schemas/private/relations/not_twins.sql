-- Written by `npm run schema` from the migrations: change those, not this.

create table private.not_twins (
  one uuid not null,
  other uuid not null,
  said_by uuid,
  said_at timestamp with time zone default now() not null,
  constraint not_twins_check CHECK (one < other),
  constraint not_twins_one_fkey FOREIGN KEY (one) REFERENCES leads(id) ON DELETE CASCADE,
  constraint not_twins_other_fkey FOREIGN KEY (other) REFERENCES leads(id) ON DELETE CASCADE,
  constraint not_twins_pkey PRIMARY KEY (one, other),
  constraint not_twins_said_by_fkey FOREIGN KEY (said_by) REFERENCES staff_members(user_id) ON DELETE SET NULL
);

comment on table private.not_twins is 'Pairs of leads that look like one person and were found to be two.';

CREATE INDEX not_twins_other_idx ON private.not_twins USING btree (other);
CREATE INDEX not_twins_said_by_idx ON private.not_twins USING btree (said_by);

alter table private.not_twins enable row level security;
