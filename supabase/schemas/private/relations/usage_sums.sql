-- Written by `npm run schema` from the migrations: change those, not this.

create table private.usage_sums (
  period_start date not null,
  period_end date not null,
  feature text not null,
  shard smallint default 0 not null,
  members bigint not null,
  used bigint not null,
  limited_members bigint not null,
  limited_used bigint not null,
  allowed bigint not null,
  near_limit bigint not null,
  at_limit bigint not null,
  constraint usage_sums_pkey PRIMARY KEY (period_start, period_end, feature, shard)
);

comment on table private.usage_sums is 'Use of each feature by period. Near a limit are those who used four fifths of it or more.';

alter table private.usage_sums enable row level security;
