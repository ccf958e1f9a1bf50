-- Written by `npm run schema` from the migrations: change those, not this.

create table private.bulk_operations (
  id uuid not null,
  actor_id uuid,
  at timestamp with time zone default clock_timestamp() not null,
  target text,
  outcome jsonb,
  constraint bulk_operations_pkey PRIMARY KEY (id)
);

CREATE INDEX bulk_operations_at_idx ON private.bulk_operations USING btree (at);

alter table private.bulk_operations enable row level security;
