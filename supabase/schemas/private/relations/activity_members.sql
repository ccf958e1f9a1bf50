-- Written by `npm run schema` from the migrations: change those, not this.

create table private.activity_members (
  user_id uuid not null,
  number integer generated always as identity not null,
  first_at timestamp with time zone,
  constraint activity_members_number_key UNIQUE (number),
  constraint activity_members_pkey PRIMARY KEY (user_id)
);

comment on table private.activity_members is 'The place of each member among the bits, and when they were first active. Goes after their profile, when all they did has been taken from the sums.';

CREATE INDEX activity_members_first_idx ON private.activity_members USING btree (first_at);

alter table private.activity_members enable row level security;
