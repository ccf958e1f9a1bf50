-- Written by `npm run schema` from the migrations: change those, not this.

create table private.activity_sums (
  starts_at timestamp with time zone not null,
  shard smallint default 0 not null,
  sessions bigint not null,
  seconds bigint not null,
  day_more bigint default 0 not null,
  two_days_more bigint default 0 not null,
  constraint activity_sums_pkey PRIMARY KEY (starts_at, shard)
);

comment on table private.activity_sums is 'Sessions and seconds by quarter of an hour, and how many more distinct members the day (the two days) from the next quarter on have than those from this one on.';

alter table private.activity_sums enable row level security;
