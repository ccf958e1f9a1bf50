-- Written by `npm run schema` from the migrations: change those, not this.

create table private.send_sums (
  minutes smallint not null,
  starts_at timestamp with time zone not null,
  shard smallint not null,
  sequence_id uuid,
  sequence_email_id uuid,
  variant_id uuid,
  sender_id uuid,
  source_id uuid,
  sent bigint not null,
  delivered bigint not null,
  opened bigint not null,
  clicked bigint not null,
  bounced bigint not null,
  complained bigint not null,
  constraint send_sums_minutes_check CHECK (minutes = ANY (ARRAY[15, 1440]))
);

comment on table private.send_sums is 'Mails by when they were sent: by quarter of an hour in all, and by day (UTC) of each sequence, step, variant, sender and source. Sharded, so that workers who tell at once do not wait for each other.';

CREATE UNIQUE INDEX send_sums_key ON private.send_sums USING btree (minutes, starts_at, shard, sequence_id, sequence_email_id, variant_id, sender_id, source_id) NULLS NOT DISTINCT;

alter table private.send_sums enable row level security;
