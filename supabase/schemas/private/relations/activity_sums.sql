-- Written by `npm run schema` from the migrations: change those, not this.

create table private.activity_sums (
  starts_at timestamp with time zone not null,
  shard smallint default 0 not null,
  sessions bigint not null,
  seconds bigint not null,
  constraint activity_sums_pkey PRIMARY KEY (starts_at, shard)
);

comment on table private.activity_sums is 'Sessions and seconds by half hour. Sharded, so that few who write at once wait for each other.';

alter table private.activity_sums enable row level security;
